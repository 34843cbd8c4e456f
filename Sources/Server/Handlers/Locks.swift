import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleLocks(_ handlers: inout Handlers) {
    handlers.on(Locks.Get.self) { request, caller in
      try await read(caller) { connection, _ in try connection.device(request.device, caller).resource }
    }
    handlers.on(Locks.List.self) { request, caller in
      var list = Devices.List()
      list.connectedAccountID = request.connectedAccountID
      list.connectWebviewID = request.connectWebviewID
      list.customerKey = request.customerKey
      list.deviceType = request.deviceType.flatMap { DeviceType(rawValue: $0.rawValue) }
      list.deviceTypes = request.deviceTypes?.compactMap { DeviceType(rawValue: $0.rawValue) }
      list.manufacturer = request.manufacturer.flatMap { DeviceManufacturer(rawValue: $0.rawValue) }
      let wishes = list
      return try await read(caller) { connection, _ in try connection.devices(wishes, caller).map(\.resource) }
    }
    handlers.on(Locks.UnlockDoor.self) { request, caller in
      try await move(request.deviceID, .unlock, caller)
    }
    handlers.on(Locks.LockDoor.self) { request, caller in
      // Whoever may lock may end the office mode that lets all in, which is the house's to say.
      try await move(request.deviceID, .lock, caller)
    }
    handlers.on(AcsEntrances.Unlock.self) { request, caller in
      try await move(ID(request.acsEntranceID.text), .unlock, caller) { change in
        guard try change.connection.isOpened(request, caller, change.now) else { throw APIError.noAccessNow }
      }
    }
    handlers.on(ActionAttempts.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let attempt = try connection.actionAttempt(request.actionAttemptID, in: caller.workspaceID),
          try connection.maySee(attempt, caller)
        else { throw APIError.notFound(.actionAttempt, request.actionAttemptID.text) }
        return attempt.resource
      }
    }
    handlers.on(ActionAttempts.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = ActionAttemptFilter()
        filter.ids = request.actionAttemptIDs
        filter.acsEntranceID = request.deviceID.map { ID($0.text) }
        let page = try connection.actionAttempts(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows.map(\.resource), paging.pagination(next: page.next))
      }
    }
  }

  /// Writes an attempt down, has it made, and answers with how it stands after a few seconds at most.
  ///
  /// - Parameter condition: what has to hold besides at that moment; throws where it does not.
  private func move(
    _ device: ID<Device>, _ movement: LockMovement, _ caller: Caller,
    if condition: @escaping @Sendable (Change) throws -> Void = { _ in }
  ) async throws -> ActionAttempt {
    let (doors, movements, asked) = (doors, movements, clocks.system.now())
    let attempt = try await write(caller, answering: { (attempt: ActionAttemptRecord) in attempt.resource }) { change in
      try condition(change)
      let found = try change.connection.usableDevice(device, caller, change.now)
      // Only who may move the door counts; others would shut it for them.
      try movements.count(device, movement, in: caller.workspaceID, at: asked)
      let attempt = try change.begin(.move(found.entrance.door(movement)))
      change.connection.afterCommit { doors.begin(attempt) }
      return attempt
    }
    await doors.wait(for: attempt.id)
    return try await standing(of: attempt)
  }
}

extension Connection {
  /// The device that a caller may move now: a session's identity must have been let use it, or have access now.
  fileprivate func usableDevice(_ id: ID<Device>, _ caller: Caller, _ now: Instant) throws -> DeviceRecord {
    let device = try device(DeviceSelector(id), caller)
    guard caller.session != nil else { return device }
    let identity = try caller.ownIdentity()
    if try isGranted(device.entrance.id, to: identity, in: caller.workspaceID) { return device }
    let user = try acsUser(of: identity, at: device.system.id, in: caller.workspaceID)
    guard let user, try mayEnter(user, device.entrance.id, now) else { throw APIError.noAccessNow }
    return device
  }

  /// Whether a user has a place in a group that holds the entrance, and the user's time has come.
  fileprivate func mayEnter(_ user: AcsUserRecord, _ entrance: ID<AcsEntrance>, _ now: Instant) throws -> Bool {
    guard !user.wanted.isDeleted, !user.wanted.isSuspended, user.wanted.schedule?.covers(now) ?? true else {
      return false
    }
    return try isWithin(.user(user.id), entrance, in: user.workspaceID)
  }

  /// Whether the owner of the cloud key that is held to an entrance may open it now.
  fileprivate func isOpened(_ request: AcsEntrances.Unlock, _ caller: Caller, _ now: Instant) throws -> Bool {
    guard let entrance = try acsEntrance(request.acsEntranceID, in: caller.workspaceID) else {
      throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
    }
    guard let key = try acsCredentialRow(request.acsCredentialID, in: caller.workspaceID)?.credential else {
      throw APIError.notFound(.acsCredential, request.acsCredentialID.text)
    }
    guard key.accessMethod == .cloudKey, let owner = key.acsUserID,
      let user = try acsUser(owner, in: caller.workspaceID)
    else {
      throw APIError.invalidInput("acs_credential_id", "The credential is no cloud key of a user; create one for that")
    }
    return try mayEnter(user, entrance.id, now)
  }

  /// A session sees the attempts at the devices that it may use.
  fileprivate func maySee(_ attempt: ActionAttemptRecord, _ caller: Caller) throws -> Bool {
    guard caller.session != nil else { return true }
    guard let door = attempt.door else { return false }
    return (try? device(DeviceSelector(ID(door.acsEntranceID.text)), caller)) != nil
  }
}

extension AcsEntranceRecord {
  fileprivate func door(_ movement: LockMovement) -> ActionAttemptRecord.Door {
    .init(movement, acsEntranceID: id, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID)
  }
}

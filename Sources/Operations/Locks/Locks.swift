import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleLocks(_ handlers: inout Handlers) {
    handlers.on(Locks.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.device(request.device, caller).resource(connection.brand)
      }
    }
    handlers.on(Locks.List.self) { request, caller in
      var list = Devices.List()
      list.filter.connectedAccountID = request.connectedAccountID
      list.filter.connectWebviewID = request.connectWebviewID
      list.filter.customerKey = request.customerKey
      list.filter.deviceType = request.deviceType.flatMap { DeviceType(rawValue: $0.rawValue) }
      list.filter.deviceTypes = request.deviceTypes?.compactMap { DeviceType(rawValue: $0.rawValue) }
      list.filter.manufacturer = request.manufacturer.flatMap { DeviceManufacturer(rawValue: $0.rawValue) }
      let wishes = list
      return try await read(caller) { connection, _ in
        try connection.devices(wishes, caller).map { $0.resource(connection.brand) }
      }
    }
    handlers.on(Locks.UnlockDoor.self) { request, caller, answer in
      try await move(request.deviceID, .unlock, caller, answer)
    }
    handlers.on(Locks.LockDoor.self) { request, caller, answer in
      try await move(request.deviceID, .lock, caller, answer)
    }
    handlers.on(AcsEntrances.Unlock.self) { request, caller, answer in
      let key = try await read(caller) { connection, _ in try connection.cloudKey(request, caller) }
      return try await move(ID(request.acsEntranceID.text), .unlock, caller, answer, cloudKey: key)
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

  /// Stores an attempt, starts it, and returns its state after a few seconds at most.
  ///
  /// - Parameter cloudKey: the credential that is used, if not the caller's own right.
  func move(
    _ device: ID<Device>, _ movement: LockMovement, _ caller: Caller, _ answer: KeptAnswer<ActionAttempt>,
    cloudKey: ID<AcsCredential>? = nil
  ) async throws -> ActionAttempt {
    let start = MovementStart(self)
    let requester = try caller.requester(with: cloudKey)
    let attempt = try await write(caller, keeping: answer, as: \.resource) { change in
      // A cloud key opens an entrance, whether or not it is managed as a device too.
      let found =
        try cloudKey == nil
        ? change.transaction.device(toChange: device, caller) : change.transaction.lock(toChange: device, caller)
      guard let right = requester.right(with: change.session),
        try change.transaction.mayMove(found.entrance, by: right, at: change.now, in: caller.workspaceID)
      else {
        throw APIError.noAccessNow
      }
      // Locking ends office mode, which is set by the site.
      if caller.session != nil, movement == .lock, found.entrance.lock.lockedState == "office_mode" {
        throw APIError.officeMode
      }
      return try start.begin(movement, of: found.entrance, by: requester, change)
    }
    await doors.wait(for: attempt.id)
    return try await standing(of: attempt)
  }
}

extension Caller {
  /// The user as whom the caller moves a lock. A session without an identity cannot move locks.
  func requester(with cloudKey: ID<AcsCredential>?) throws -> MovementRequester {
    switch kind {
    case .apiKey: return MovementRequester(.apiKey(shortToken: token), cloudKey: cloudKey)
    case .personalAccessToken: return MovementRequester(.personalAccessToken(shortToken: token), cloudKey: cloudKey)
    default:
      if let operatorSession { return MovementRequester(.operatorSession(operatorSession), cloudKey: cloudKey) }
      guard let session else { throw APIError.noCredential }
      if cloudKey == nil { _ = try ownIdentity() }
      return MovementRequester(.clientSession(session.id), cloudKey: cloudKey)
    }
  }
}

extension Connection {
  /// The cloud key that is used at an entrance.
  fileprivate func cloudKey(_ request: AcsEntrances.Unlock, _ caller: Caller) throws -> ID<AcsCredential> {
    guard try acsEntrance(request.acsEntranceID, in: caller.workspaceID) != nil else {
      throw APIError.notFound(.acsEntrance, request.acsEntranceID.text)
    }
    guard let key = try acsCredentialRow(request.acsCredentialID, in: caller.workspaceID)?.credential else {
      throw APIError.notFound(.acsCredential, request.acsCredentialID.text)
    }
    guard key.accessMethod == .cloudKey, key.acsUserID != nil else {
      throw APIError.invalidInput(
        "acs_credential_id", "The credential is not a cloud key of a user. Create a cloud key first")
    }
    return key.id
  }

  /// A session sees the attempts on the devices that it can use, and on the access codes of its accounts.
  fileprivate func maySee(_ attempt: ActionAttemptRecord, _ caller: Caller) throws -> Bool {
    guard let session = caller.session else { return true }
    if case .code(_, let id) = attempt.action {
      if let code = try accessCode(id, in: caller.workspaceID) { return try maySee(code, caller) }
      guard let owner = try account(ofRemoved: id, in: caller.workspaceID) else { return false }
      return try accounts(seenBy: session).contains(owner)
    }
    guard let device = attempt.door?.acsEntranceID.text ?? attempt.reading?.acsEncoderID.text else { return false }
    return try sees(ID(device), caller)
  }

  /// The account of a removed access code, as its events have it. The attempt to delete the code outlives it.
  private func account(
    ofRemoved code: ID<AccessCode>, in workspace: ID<Workspace>
  ) throws -> ID<ConnectedAccount>? {
    var filter = EventFilter()
    filter.accessCodeID = code
    guard let event = try events(filter, limit: 1, offset: 0, in: workspace).first else { return nil }
    var issues = Issues()
    return Event(try JSON.parse(event.bytes), noting: &issues).subject.connectedAccountID
  }
}

extension AcsEntranceRecord {
  /// - Parameter occasion: what is done at the lock, if it is not moved remotely.
  func door(
    _ movement: LockMovement, _ requester: MovementRequester, as occasion: ActionAttemptRecord.Occasion? = nil
  ) -> ActionAttemptRecord.Door {
    .init(
      movement, acsEntranceID: id, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID,
      requester: requester, occasion: occasion)
  }
}

import API
import Core
import Engine
import Store
import Wire

extension Platform {
  /// Unmanaged codes are the PINs of people whom the site's staff added, which are shown and never changed, and the access
  /// codes of unmanaged devices, which end at their time, or are deleted.
  func handleUnmanagedCodes(_ handlers: inout Handlers) {
    handlers.on(UnmanagedAccessCodes.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard let id = request.accessCode.accessCodeID else {
          return UnmanagedAccessCode(
            try secrets.code(request.accessCode, isManaged: false, connection, now: now, caller))
        }
        if let code = try connection.seenCode(id, isManaged: false, caller) {
          return UnmanagedAccessCode(try secrets.resource(code, connection, now: now))
        }
        return try connection.unmanagedPin(id, caller).resource(now: now)
      }
    }
    handlers.on(UnmanagedAccessCodes.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      return try await read(caller) { connection, now in
        guard let device = try connection.lockWithCodes(request, caller) else {
          return Page([], paging.pagination(next: nil))
        }
        let all = try connection.unmanagedCodes(at: device, secrets, now: now)
          .filter { $0.place >= paging.range.from ?? 0 && request.accepts($0.code) }
        let page = PageOf(all, limit: paging.range.limit, sequence: \.place)
        return Page(page.rows.map(\.code), paging.pagination(next: page.next))
      }
    }
    handlers.on(UnmanagedAccessCodes.ConvertToManaged.self) { request, caller in
      try await refuseToManage(request.accessCodeID, caller)
      throw APIError.refused(UnmanagedAccessCodes.ConvertToManaged.operation)
    }
    handlers.on(UnmanagedAccessCodes.Update.self) { request, caller in
      try await refuseToManage(request.accessCodeID, caller)
      if !request.isManaged {
        throw APIError.invalidInput(
          "is_managed", "Use /access_codes/update to convert access codes to unmanaged")
      }
      throw APIError.refused(UnmanagedAccessCodes.Update.operation)
    }
    handlers.on(UnmanagedAccessCodes.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        if let code = try change.transaction.seenCode(request.accessCodeID, isManaged: false, caller) {
          return try change.delete(code)
        }
        _ = try change.transaction.unmanagedPin(request.accessCodeID, caller)
        throw APIError.refused(UnmanagedAccessCodes.Delete.operation)
      }
    }
    handlers.on(AccessCodes.SimulateCreateUnmanaged.self) { request, caller in
      try await simulateUnmanagedCode(request, caller)
    }
  }

  /// Lets the staff of a virtual site add a person with a PIN for a lock, and reads the site.
  private func simulateUnmanagedCode(
    _ request: AccessCodes.SimulateCreateUnmanaged, _ caller: Caller
  ) async throws -> UnmanagedAccessCode {
    let device = try await read(caller) { connection, _ in
      try connection.device(toEdit: request.deviceID, caller)
    }
    guard device.isSandbox else { throw APIError.workspaceNotSandbox }
    guard device.entrance.siteAcceptsPins, device.entrance.hasKeypad else { throw APIError.lockTakesNoPins(brand) }
    let notSimulated = APIError.unmanagedCodeNotSimulated(deviceType: device.resource(brand).deviceType.rawValue)
    guard let send = virtualClouds.controls(in: caller.workspaceID) else { throw notSimulated }
    // Before it is sent, since it can take effect without a response.
    try await noteCall(caller)
    let person = JSON.object(["name": .string(request.name), "pin": .string(request.code)])
    let reply = try await ask(send, .post, "/virtual/locks/\(device.entrance.lock.id.text)/people", person)
    switch reply.statusCode {
    case 200: break
    case 404: throw notSimulated
    case 409: throw APIError.duplicateAccessCode
    default: throw APIError.providerUnavailable
    }
    await reconciler.sync(device.system.connectedAccountID, in: caller.workspaceID)
    return try await read(caller) { connection, now in
      let pins = try connection.unmanagedPins(at: device)
      guard let found = pins.first(where: { $0.user.shown.siteUser.text == reply.body["id"]?.text }) else {
        // The next sync finds it.
        throw APIError.providerUnavailable
      }
      return found.resource(now: now)
    }
  }

  /// Throws if an ID is not that of an unmanaged code, or if its code becomes managed only with its device.
  private func refuseToManage(_ id: ID<AccessCode>, _ caller: Caller) async throws {
    try await read(caller) { connection, _ in
      if let code = try connection.seenCode(id, isManaged: false, caller) {
        throw APIError.deviceUnmanaged(code.deviceID.text)
      }
      _ = try connection.unmanagedPin(id, caller)
    }
  }
}

extension UnmanagedAccessCodes.List {
  fileprivate func accepts(_ code: UnmanagedAccessCode) -> Bool {
    guard let search else { return true }
    return foldedText(code.codeName.optional, code.accessCodeID.text).contains(foldedText(search))
  }
}

/// An unmanaged code of a list. Those of people come first.
private struct ListedCode: Sendable {
  static let firstOfCodes = 1 << 40
  var place: Int
  var code: UnmanagedAccessCode
}

extension Connection {
  /// The lock whose codes are listed. Nil if it is not one of the named user's.
  fileprivate func lockWithCodes(
    _ request: UnmanagedAccessCodes.List, _ caller: Caller
  ) throws -> DeviceRecord? {
    let device = try lock(toEdit: request.deviceID, caller)
    guard request.userIdentifierKey != nil else { return device }
    var list = Devices.List()
    list.filter.deviceIDs = [device.id]
    list.userIdentifierKey = request.userIdentifierKey
    return try devices(list, caller, areManaged: nil).first
  }

  /// The PINs of people at a lock, and its access codes if it is unmanaged.
  fileprivate func unmanagedCodes(
    at device: DeviceRecord, _ secrets: Secrets, now: Instant
  ) throws -> [ListedCode] {
    let pins = try unmanagedPins(at: device).map { pin in
      ListedCode(place: pin.user.sequence, code: pin.resource(now: now))
    }
    if device.isManaged { return pins }
    var filter = AccessCodeFilter()
    filter.acsEntranceID = device.entrance.id
    let (all, workspace) = (PageRange(from: nil, limit: Paging.rowMax), device.system.workspaceID)
    let records = try accessCodes(filter, all, in: workspace).rows
    let places = Dictionary(records.map { ($0.id, $0.sequence) }) { first, _ in first }
    return try pins
      + secrets.resources(records, self, now: now).map { code in
        ListedCode(
          place: ListedCode.firstOfCodes + (places[code.accessCodeID] ?? 0), code: UnmanagedAccessCode(code))
      }
  }

  /// The unmanaged code with an ID at a lock that the caller may change.
  fileprivate func unmanagedPin(_ id: ID<AccessCode>, _ caller: Caller) throws -> UnmanagedPin {
    guard let pin = try foundUnmanagedPin(id, caller) else { throw APIError.notFound(.accessCode, id.text) }
    return pin
  }

  /// The same, or nil if there is none.
  func foundUnmanagedPin(_ id: ID<AccessCode>, _ caller: Caller) throws -> UnmanagedPin? {
    guard id.mayBeUnmanaged else { return nil }
    let seen = try caller.session.map { Set(try accounts(seenBy: $0)) }
    let locks = try devices(Devices.List(), caller, areManaged: nil).filter {
      $0.entrance.hasKeypad && seen?.contains($0.system.connectedAccountID) ?? true
    }
    let people = try siteUsers(of: Array(Set(locks.map(\.system.id))), in: caller.workspaceID)
    for lock in locks {
      guard
        let user = people.first(where: {
          $0.acsSystemID == lock.system.id && $0.accessCodeID(at: lock.entrance.id) == id
        })
      else { continue }
      return try unmanagedPins(at: lock).first { $0.user.id == user.id }
    }
    return nil
  }
}

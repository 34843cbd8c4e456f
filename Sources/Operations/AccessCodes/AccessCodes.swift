import API
import Core
import Store
import Wire

extension Platform {
  func handleAccessCodes(_ handlers: inout Handlers) {
    handlers.on(AccessCodes.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.createCode(request, caller) }
    }
    handlers.on(AccessCodes.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        if let id = request.accessCode.accessCodeID {
          return try secrets.resource(try connection.accessCode(id, nil, caller), connection, now: now)
        }
        return try secrets.code(request.accessCode, isManaged: true, connection, now: now, caller)
      }
    }
    handlers.on(AccessCodes.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      // The PINs of grants are credentials of their users.
      if request.accessGrantID != nil || request.accessGrantKey != nil || request.accessMethodID != nil {
        return Page([], paging.pagination(next: nil))
      }
      return try await read(caller) { connection, now in
        var filter = AccessCodeFilter()
        filter.ids = request.accessCodeIDs
        filter.acsEntranceID = request.deviceID.map { ID($0.text) }
        filter.isManaged = true
        let page = try connection.accessCodes(filter, paging.range, in: caller.workspaceID)
        let seen = try request.devices(caller, connection)
        let visible = page.rows.filter { seen?.contains($0.deviceID) ?? true }
        let shown = try secrets.resources(visible, connection, now: now).filter { request.accepts($0, caller) }
        return Page(shown, paging.pagination(next: page.next))
      }
    }
    handlers.on(AccessCodes.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request, caller) }
    }
    handlers.on(AccessCodes.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.delete(request, caller) }
    }
    handlers.on(AccessCodes.CreateMultiple.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.createCodes(request, caller) }
    }
    handlers.on(AccessCodes.UpdateMultiple.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.updateCodes(request, caller) }
    }
  }
}

extension AccessCodes.List {
  /// The devices that the filters leave. Nil for all.
  fileprivate func devices(_ caller: Caller, _ connection: Connection) throws -> Set<ID<Device>>? {
    guard customerKey != nil || userIdentifierKey != nil || caller.session != nil else { return nil }
    let accounts = try caller.session.map { Set(try connection.accounts(seenBy: $0)) }
    var list = Devices.List()
    list.filter.customerKey = customerKey
    list.userIdentifierKey = userIdentifierKey
    return Set(
      try connection.devices(list, caller).filter { accounts?.contains($0.system.connectedAccountID) ?? true }
        .map(\.id))
  }

  /// Whether a code has the text that is searched for. Callers who do not see PINs must not guess them by searching.
  fileprivate func accepts(_ code: AccessCode, _ caller: Caller) -> Bool {
    guard let search else { return true }
    let digits = caller.seesSecrets ? code.code.optional : nil
    return foldedText(code.codeName.optional, code.accessCodeID.text, digits).contains(foldedText(search))
  }
}

extension Connection {
  /// The access code with an ID, which must be of the device if one is given. Those of unmanaged devices are unmanaged.
  func accessCode(_ id: ID<AccessCode>, _ device: ID<Device>?, _ caller: Caller) throws -> AccessCodeRecord {
    if let code = try seenCode(id, isManaged: true, caller), code.deviceID == device ?? code.deviceID { return code }
    if try seenCode(id, isManaged: false, caller) != nil { throw APIError.codeOfUnmanagedDevice(id.text) }
    throw APIError.notFound(.accessCode, id.text)
  }

  /// The access code with an ID, if the caller can see it.
  ///
  /// - Parameter isManaged: whether its device must be managed or unmanaged. Nil for both.
  func seenCode(_ id: ID<AccessCode>, isManaged: Bool?, _ caller: Caller) throws -> AccessCodeRecord? {
    guard let code = try accessCode(id, in: caller.workspaceID, isManaged: isManaged), try maySee(code, caller) else {
      return nil
    }
    return code
  }

  /// The same for a code that is about to be changed, unless it is being deleted.
  func liveCode(_ id: ID<AccessCode>, _ device: ID<Device>?, _ caller: Caller) throws -> AccessCodeRecord {
    let code = try accessCode(id, device, caller)
    let grant = try accessGrant(code.accessGrantID, in: caller.workspaceID)
    if code.isDeleted || grant?.isDeleted != false { throw APIError.notFound(.accessCode, id.text) }
    return code
  }

  /// Whether the caller can see a code. Guests share locks, so a session that sees a lock only by its identity must not
  /// see the PINs of others.
  func maySee(_ code: AccessCodeRecord, _ caller: Caller) throws -> Bool {
    guard let session = caller.session else { return true }
    guard let device = try device(code.acsEntranceID, in: caller.workspaceID) else { return false }
    return try accounts(seenBy: session).contains(device.system.connectedAccountID)
  }

  /// The codes with a common key that the caller sees and that are not being deleted.
  ///
  /// - Parameter isManaged: whether their devices must be managed or unmanaged. Nil for both.
  func linkedCodes(_ key: String, isManaged: Bool?, _ caller: Caller) throws -> [AccessCodeRecord] {
    var filter = AccessCodeFilter()
    filter.commonCodeKey = key
    filter.isManaged = isManaged
    return try accessCodes(filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID).rows
      .filter { try !$0.isDeleted && maySee($0, caller) }
  }
}

extension Secrets {
  /// The access code with the lock and the digits of a selector.
  ///
  /// - Parameter isManaged: whether the lock must be managed or unmanaged.
  func code(
    _ selector: AccessCodeSelector, isManaged: Bool, _ connection: Connection, now: Instant, _ caller: Caller
  ) throws -> AccessCode {
    var filter = AccessCodeFilter()
    filter.acsEntranceID = selector.deviceID.map { ID($0.text) }
    filter.isManaged = isManaged
    let range = PageRange(from: nil, limit: Paging.rowMax)
    let seen = try connection.accessCodes(filter, range, in: caller.workspaceID).rows
      .filter { try connection.maySee($0, caller) }
    for code in try resources(seen, connection, now: now) {
      if let digits = selector.code, code.code.optional == digits { return code }
    }
    throw APIError.notFound(.accessCode)
  }

  /// The API resource, including the PIN.
  func resource(_ code: AccessCodeRecord, _ connection: Connection, now: Instant) throws -> AccessCode {
    guard let resource = try resources([code], connection, now: now).first else {
      throw APIError.notFound(.accessCode, code.id.text)
    }
    return resource
  }

  /// The API resources, including the PINs, in a fixed number of statements for many codes.
  func resources(_ codes: [AccessCodeRecord], _ connection: Connection, now: Instant) throws -> [AccessCode] {
    guard let workspace = codes.first?.workspaceID else { return [] }
    let grants = try connection.accessGrants(ids: Array(Set(codes.map(\.accessGrantID))), in: workspace)
    let states = try connection.states(of: grants, in: workspace)
    let stateOf = Dictionary(states.map { ($0.grant.id, $0) }) { first, _ in first }
    var locks = AcsEntranceFilter()
    locks.ids = Array(Set(codes.map(\.acsEntranceID)))
    let devices = try connection.plainDevices(locks, in: workspace)
    let deviceOf = Dictionary(devices.map { ($0.entrance.id, $0) }) { first, _ in first }
    return try codes.compactMap { code in
      guard let state = stateOf[code.accessGrantID] else { return nil }
      let pin = try state.methods.compactMap { try self.pin(of: $0) }.first
      return code.resource(state, pin: pin, device: deviceOf[code.acsEntranceID], now: now, connection.brand)
    }
  }
}

import API
import Core
import Store
import Wire

extension Platform {
  func handleAccessGrants(_ handlers: inout Handlers) {
    handlers.on(AccessGrants.Create.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.createGrant(request, caller) }
    }
    handlers.on(AccessGrants.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        let grant = try connection.grant(request.accessGrantID, request.accessGrantKey, caller)
        let state = try connection.states(of: [grant], seenBy: caller)[0]
        return try secrets.resource(state, now: now, connection.brand, at: caller.address.known)
      }
    }
    handlers.on(AccessGrants.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      // The PINs of grants are credentials, and the grants behind access codes are not shown.
      if request.accessCodeID != nil { return Page([], paging.pagination(next: nil)) }
      return try await read(caller) { connection, now in
        guard let filter = try request.filter(caller, connection) else {
          return Page([], paging.pagination(next: nil))
        }
        let page = try connection.accessGrants(filter, paging.range, in: caller.workspaceID)
        let grants = try connection.states(of: page.rows, seenBy: caller)
          .map { try secrets.resource($0, now: now, connection.brand, at: caller.address.known) }
        return Page(grants, paging.pagination(next: page.next))
      }
    }
    handlers.on(AccessGrants.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request, caller) }
    }
    handlers.on(AccessGrants.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.delete(try change.transaction.grant(request.accessGrantID, nil, caller))
        return Nothing()
      }
    }
    handlers.on(AccessGrants.RequestAccessMethods.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        let grant = try change.transaction.liveGrant(request.accessGrantID, nil, caller)
        try change.request(request.requestedAccessMethods, of: grant)
        return try change.answer(grant.id, caller)
      }
    }
    handlers.on(AccessGrants.GetRelated.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, now in
        try connection.related(request, secrets, now: now, caller)
      }
    }
    handleUnmanagedGrants(&handlers)
  }

  /// All grants are managed: what is found at a site belongs to unmanaged ACS users.
  private func handleUnmanagedGrants(_ handlers: inout Handlers) {
    handlers.on(UnmanagedAccessGrants.Get.self) { request, _ in
      throw APIError.notFound(.accessGrant, request.accessGrantID.text)
    }
    handlers.on(UnmanagedAccessGrants.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return Page([], paging.pagination(next: nil))
    }
    handlers.on(UnmanagedAccessGrants.Update.self) { request, _ in
      throw APIError.notFound(.accessGrant, request.accessGrantID.text)
    }
  }
}

extension AccessGrants.List {
  /// Nil if no grant can match.
  fileprivate func filter(_ caller: Caller, _ connection: Connection) throws -> AccessGrantFilter? {
    var filter = AccessGrantFilter()
    filter.ids = accessGrantIDs
    filter.key = accessGrantKey
    filter.userIdentityID = try userIdentityID.map { try connection.current($0, in: caller.workspaceID) }
    filter.acsSystemID = acsSystemID
    filter.acsEntranceID = acsEntranceID ?? deviceID.map { ID($0.text) }
    if let acsEntranceID, let deviceID, acsEntranceID.text != deviceID.text { return nil }
    filter.spaceID = spaceID ?? locationID
    if let spaceID, let locationID, spaceID != locationID { return nil }
    filter.customerKey = customerKey
    filter.reservationKey = reservationKey
    guard let session = caller.session else { return filter }
    guard let own = session.customerKey, customerKey == nil || customerKey == own else { return nil }
    filter.customerKey = own
    return filter
  }
}

extension Connection {
  /// The grant with an ID, or else the one with a key. A customer's session sees only grants of its customer.
  func grant(_ id: ID<AccessGrant>?, _ key: String?, _ caller: Caller) throws -> AccessGrantRecord {
    if let id { return try grants([id], caller)[0] }
    guard let key else { throw APIError.notFound(.accessGrant) }
    return try grants(keys: [key], caller)[0]
  }

  /// The grants with the IDs. Throws if the caller cannot see one of them.
  func grants(_ ids: [ID<AccessGrant>], _ caller: Caller) throws -> [AccessGrantRecord] {
    var filter = AccessGrantFilter()
    filter.ids = ids
    let found = try accessGrants(filter, PageRange(from: nil, limit: Paging.rowMax), in: caller.workspaceID).rows
      .filter(caller.maySee)
    let known = Set(found.map(\.id))
    if let missing = ids.first(where: { !known.contains($0) }) { throw APIError.notFound(.accessGrant, missing.text) }
    return found
  }

  /// The grants with the keys. Throws if the caller cannot see one of them, or if several have one.
  func grants(keys: [String], _ caller: Caller) throws -> [AccessGrantRecord] {
    let found = try accessGrants(keys: keys, in: caller.workspaceID).filter(caller.maySee)
    try found.requireOne(for: keys, "access_grant_key", of: .accessGrant) { ($0.key, $0.id.text) }
    return found
  }

  /// The same for a grant that is about to be changed, unless it is being deleted.
  func liveGrant(_ id: ID<AccessGrant>?, _ key: String?, _ caller: Caller) throws -> AccessGrantRecord {
    let grant = try grant(id, key, caller)
    guard !grant.isDeleted else { throw APIError.notFound(.accessGrant, grant.id.text) }
    return grant
  }
}

extension Caller {
  /// Whether the caller can see a grant.
  func maySee(_ grant: AccessGrantRecord) -> Bool {
    guard let session else { return true }
    return session.customerKey != nil && session.customerKey == grant.customerKey
  }
}

extension Secrets {
  /// The API resource, including PINs and links.
  ///
  /// - Parameter endpoint: the server's public URL. Without it there are no links.
  func resource(
    _ state: AccessGrantState, now: Instant, _ brand: Brand, at endpoint: String?
  ) throws -> AccessGrant {
    var codes: [ID<RequestedAccessMethod>: String] = [:]
    for request in state.requests { codes[request.id] = try code(of: request, in: state.grant.workspaceID) }
    var pins: [ID<AccessMethod>: String] = [:]
    for method in state.methods { pins[method.method.id] = try pin(of: method) }
    var resource = state.resource(codes: codes, pins: pins, now: now, brand)
    let keys = state.methods.compactMap(\.instantKey)
    resource.clientSessionToken = try keys.first.map { try token(of: $0) }
    if keys.count == 1, let endpoint { resource.instantKeyURL = try link(of: keys[0], at: endpoint) }
    return resource
  }

  /// The API resource of a method, including its PIN and link.
  func resource(
    _ state: AccessGrantState, _ method: AccessMethodState, now: Instant, _ brand: Brand, at endpoint: String?
  ) throws -> AccessMethod {
    var resource = state.resource(method, pin: try pin(of: method), now: now, brand)
    guard let key = method.instantKey else { return resource }
    resource.clientSessionToken = try token(of: key)
    if let endpoint { resource.instantKeyURL = try link(of: key, at: endpoint) }
    return resource
  }

  /// The requested PIN.
  func code(of request: MethodRequestRecord, in workspace: ID<Workspace>) throws -> String? {
    guard let sealed = request.sealedCode else { return nil }
    let digits = try seal.opened(sealed, place: MethodRequestRecord.codePlace(of: request.id, in: workspace))
    return String(decoding: digits, as: UTF8.self)
  }

  /// The PIN of a method. Nil until the provider has it.
  func pin(of state: AccessMethodState) throws -> String? {
    guard state.method.mode == .code, let row = state.credential, row.issuedAt != nil, let sealed = row.sealedCode
    else { return nil }
    return String(decoding: try seal.opened(sealed, place: row.credential.codePlace), as: UTF8.self)
  }
}

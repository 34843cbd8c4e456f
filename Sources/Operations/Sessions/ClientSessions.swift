import API
import Core
import Store
import Wire

extension Platform {
  func handleClientSessions(_ handlers: inout Handlers) {
    handlers.on(ClientSessions.Create.self) { request, caller, answer in
      try caller.check(
        request.grants, customer: request.customer, for: request.userIdentifierKey, in: ClientSessions.Create.self)
      return try await write(caller, keeping: answer) { try $0.create(request, caller) }
    }
    handlers.on(ClientSessions.GetOrCreate.self) { request, caller, answer in
      try caller.check(request.grants, for: request.userIdentifierKey, in: ClientSessions.GetOrCreate.self)
      return try await write(caller, keeping: answer) { try $0.getOrCreate(request, caller) }
    }
    handlers.on(ClientSessions.Get.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, _ in
        try connection.resource(connection.session(request, caller), secrets)
      }
    }
    handlers.on(ClientSessions.List.self) { request, caller in
      let secrets = secrets
      return try await read(caller) { connection, _ in
        var filter = request.filter
        filter.userIdentityID = request.userIdentityID
        if let id = request.userIdentityID?.optional {
          filter.userIdentityID = .value(try connection.current(ID(id), in: caller.workspaceID).text)
        }
        let counts = try connection.deviceCounts(filter, in: caller.workspaceID)
        return try connection.clientSessions(filter, in: caller.workspaceID).map {
          try secrets.resource($0, deviceCount: counts[$0.id] ?? 0)
        }
      }
    }
    handlers.on(ClientSessions.GrantAccess.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.grant(request) }
    }
    handlers.on(ClientSessions.Revoke.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        var session = try change.session(request.clientSessionID)
        session.revokedAt = session.revokedAt ?? change.now
        try change.transaction.save(session)
        return Nothing()
      }
    }
    handlers.on(ClientSessions.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.delete(try change.session(request.clientSessionID))
        return Nothing()
      }
    }
  }
}

extension Caller {
  /// Restricts an app with a publishable key to empty sessions of its own users.
  fileprivate func check<E: Endpoint>(
    _ grants: ClientSessionGrants, customer: String? = nil, for user: String?, in _: E.Type
  ) throws {
    guard kind == .publishableKey else { return }
    guard user != nil else { throw APIError.publishableKeyWithoutUser(at: E.operation.path) }
    let isEmpty =
      customer == nil && (grants.connectWebviewIDs ?? []).isEmpty && (grants.connectedAccountIDs ?? []).isEmpty
      && grants.identity == nil
    guard isEmpty else { throw APIError.publishableKeyGrantsNothing }
  }
}

extension ClientSessions.Create {
  fileprivate var customer: String? { customerKey ?? customerID }
}

extension ClientSessions.List {
  fileprivate var filter: ClientSessionFilter {
    var filter = ClientSessionFilter()
    filter.id = clientSessionID
    filter.userIdentifierKey = userIdentifierKey
    filter.connectWebviewID = connectWebviewID
    filter.hasNoKey = withoutUserIdentifierKey ?? false
    return filter
  }
}

extension Connection {
  /// The requested session. A client session can only get itself.
  fileprivate func session(_ request: ClientSessions.Get, _ caller: Caller) throws -> ClientSessionRecord {
    if request.clientSessionID != nil, request.userIdentifierKey != nil {
      throw APIError.invalidOptions("Give client_session_id or user_identifier_key, not both")
    }
    if let own = caller.session {
      let isOwn =
        (request.clientSessionID ?? own.id) == own.id
        && (request.userIdentifierKey ?? own.userIdentifierKey) == own.userIdentifierKey
      guard isOwn else { throw APIError.notFound(.clientSession, request.clientSessionID?.text) }
      return own
    }
    var session: ClientSessionRecord?
    if let id = request.clientSessionID {
      session = try clientSession(id, in: caller.workspaceID)
    } else if let key = request.userIdentifierKey {
      session = try clientSession(key: key, in: caller.workspaceID)
    } else {
      throw APIError.invalidOptions("Give client_session_id or user_identifier_key")
    }
    guard let session else { throw APIError.notFound(.clientSession, request.clientSessionID?.text) }
    return session
  }
}

extension Connection {
  /// The session as it is now. Throws if it has ended since authentication.
  func usable(_ known: ClientSessionRecord, at now: Instant) throws -> ClientSessionRecord {
    guard let session = try clientSession(known.id, in: known.workspaceID) else {
      throw APIError.clientSessionNotFound
    }
    if session.revokedAt != nil { throw APIError.clientSessionRevoked }
    if session.expiresAt <= now { throw APIError.clientSessionExpired }
    return session
  }

  /// The API resource, including the token.
  func resource(_ session: ClientSessionRecord, _ secrets: Secrets) throws -> ClientSession {
    var filter = ClientSessionFilter()
    filter.id = session.id.text
    let counts = try deviceCounts(filter, in: session.workspaceID)
    return try secrets.resource(session, deviceCount: counts[session.id] ?? 0)
  }
}

extension Secrets {
  /// The API resource, including the token and the number of devices.
  fileprivate func resource(_ session: ClientSessionRecord, deviceCount: Int) throws -> ClientSession {
    let token = try seal.opened(session.sealedToken, place: session.tokenPlace)
    var resource = session.resource(token: String(decoding: token, as: UTF8.self))
    resource.deviceCount = deviceCount
    return resource
  }
}

extension Platform.Change {
  private static let life = Duration.seconds(365 * 86_400)

  fileprivate func session(_ id: ID<ClientSession>) throws -> ClientSessionRecord {
    guard let session = try transaction.clientSession(id, in: workspaceID) else {
      throw APIError.notFound(.clientSession, id.text)
    }
    return session
  }

  /// Ends a session and invalidates its token.
  mutating func delete(_ session: ClientSessionRecord) throws {
    try transaction.remove(session)
    try transaction.append(.clientSessionDeleted, about: .of(session))
  }

  fileprivate mutating func create(_ request: ClientSessions.Create, _ caller: Caller) throws -> ClientSession {
    if let key = request.userIdentifierKey, let known = try unrevokedSession(of: key) {
      guard caller.mayReuse else { throw APIError.clientSessionExists }
      return try resource(revived(known, until: request.expiresAt, by: caller))
    }
    return try resource(
      newSession(
        request.userIdentifierKey, request.grants, customerKey: request.customer, expiresAt: request.expiresAt))
  }

  fileprivate mutating func getOrCreate(_ request: ClientSessions.GetOrCreate, _ caller: Caller) throws -> ClientSession
  {
    var known: ClientSessionRecord?
    if let key = request.userIdentifierKey {
      known = try unrevokedSession(of: key)
    } else if let identity = request.grants.identity {
      known = try transaction.clientSession(of: identity, in: workspaceID, now: now)
    }
    guard var session = known else {
      return try resource(
        newSession(request.userIdentifierKey, request.grants, customerKey: nil, expiresAt: request.expiresAt))
    }
    try add(request.grants, to: &session)
    return try resource(revived(session, until: request.expiresAt, by: caller))
  }

  /// The session of a user identifier key. A revoked session stays revoked, and the caller gets a new, empty one.
  private func unrevokedSession(of key: String) throws -> ClientSessionRecord? {
    guard let known = try transaction.clientSession(key: key, in: workspaceID) else { return nil }
    return known.revokedAt == nil ? known : nil
  }

  /// Renews an expired session, since the caller needs a valid one. An app with a publishable key
  /// cannot change the lifetime of a session that has grants.
  private func revived(
    _ known: ClientSessionRecord, until asked: Instant?, by caller: Caller
  ) throws -> ClientSessionRecord {
    if caller.kind == .publishableKey, !known.isEmpty { return known }
    var session = known
    if let asked {
      session.expiresAt = try end(asked)
    } else if session.expiresAt <= now {
      session.expiresAt = try end(nil)
    }
    try transaction.save(session)
    return session
  }

  private func resource(_ session: ClientSessionRecord) throws -> ClientSession {
    try transaction.resource(session, secrets)
  }

  fileprivate mutating func grant(_ request: ClientSessions.GrantAccess) throws -> ClientSession {
    var found: ClientSessionRecord?
    if let id = request.clientSessionID {
      found = try transaction.clientSession(ID(id), in: workspaceID)
    } else if let key = request.userIdentifierKey {
      found = try transaction.clientSession(key: key, in: workspaceID)
    }
    guard var session = found else { throw APIError.notFound(.clientSession, request.clientSessionID) }
    try add(request.grants, to: &session)
    try transaction.save(session)
    return try resource(session)
  }

  /// Stores a new session.
  mutating func newSession(
    _ key: String?, _ grants: ClientSessionGrants, customerKey: String?, expiresAt: Instant?
  ) throws -> ClientSessionRecord {
    let token = APIKeyToken(clientSessionBy: secrets.random)
    var session = ClientSessionRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try transaction.nextClientSessionSequence(), shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, sealedToken: [], userIdentifierKey: key, userIdentityID: nil,
      connectedAccountIDs: [], connectWebviewIDs: [], customerKey: customerKey, createdAt: now,
      expiresAt: try end(expiresAt))
    session.sealedToken = try secrets.seal.sealed(Array(token.secretText.utf8), place: session.tokenPlace)
    try add(grants, to: &session)
    try transaction.save(session)
    return session
  }

  /// The expiry of a token, as requested or by default.
  private func end(_ asked: Instant?) throws -> Instant {
    let end = asked ?? now + Self.life
    guard now < end else { throw APIError.invalidInput("expires_at", "expires_at must be in the future") }
    return end
  }

  /// Grants a session access to more resources, which must exist.
  private func add(_ grants: ClientSessionGrants, to session: inout ClientSessionRecord) throws {
    if let id = grants.identity {
      guard let identity = try transaction.userIdentity(id, in: workspaceID) else {
        throw APIError.userIdentityNotFound(id.text)
      }
      session.userIdentityID = identity.id
    }
    for id in grants.connectedAccountIDs ?? [] where !session.connectedAccountIDs.contains(id) {
      guard try transaction.connectedAccount(id, in: workspaceID) != nil else {
        throw APIError.notFound(.connectedAccount, id.text)
      }
      session.connectedAccountIDs.append(id)
    }
    if session.connectedAccountIDs.count > ClientSessionRecord.accountMax {
      throw APIError.invalidInput(
        "connected_account_ids",
        "A client session can have at most \(ClientSessionRecord.accountMax) accounts. Use a customer_key instead")
    }
    for id in grants.connectWebviewIDs ?? [] where !session.connectWebviewIDs.contains(id) {
      guard try transaction.connectWebview(id, in: workspaceID) != nil else {
        throw APIError.notFound(.connectWebview, id.text)
      }
      guard try transaction.sessionCount(seeing: id, in: workspaceID) < ClientSessionRecord.maxSeeingWebview else {
        throw APIError.invalidInput(
          "connect_webview_ids",
          "At most \(ClientSessionRecord.maxSeeingWebview) client sessions can see this webview. Delete some of them, or "
            + "grant sessions the connected account instead")
      }
      session.connectWebviewIDs.append(id)
    }
    if session.connectWebviewIDs.count > ClientSessionRecord.webviewMax {
      throw APIError.tooManyWebviews(limit: ClientSessionRecord.webviewMax)
    }
  }
}

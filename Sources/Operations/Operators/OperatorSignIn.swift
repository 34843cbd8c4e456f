package import API
package import Core
import Engine
package import Store
package import Wire

/// Signs operators in to pages, and recognizes their sessions.
package struct OperatorSignIn: Sendable {
  /// An open session with its secret, which only the operator's browser keeps.
  package struct Opened: Sendable {
    package let secret: String
    package let session: OperatorSessionRecord
  }

  let platform: Platform

  /// Opens a session by a personal access token.
  ///
  /// - Throws: 401 for an unknown or revoked token, 429 for a sender who is guessing.
  package func open(accessToken text: String, from sender: IPAddress?) async throws -> Opened {
    guard let token = try await platform.database.read({ try $0.accessToken(matching: text) }) else {
      if let wait = platform.failedProofs.count(.key, text, from: sender) { throw APIError.tooManyGuesses(wait: wait) }
      throw APIError.unknownAccessToken
    }
    // A revoked token was once valid, so it does not count as a guess.
    if token.revokedAt != nil { throw APIError.unknownAccessToken }
    await platform.lastUses.note(token)
    let opened = new(of: token.operatorID, by: token.id)
    try await store(opened.session, by: .accessToken(token.shortToken, of: token.operatorID, from: sender)) {
      // The token may have been revoked meanwhile.
      guard let current = try $0.accessToken(token.id), current.revokedAt == nil else {
        throw APIError.unknownAccessToken
      }
    }
    return opened
  }

  /// Opens a session by a company account. An invited operator is found by the e-mail address the first time, and by the
  /// account from then on.
  ///
  /// - Throws: ``CompanySignInFault`` if no operator may sign in with the account.
  func open(identity: OpenIDIdentity, from sender: IPAddress?) async throws -> Opened {
    let person = try await platform.database.read { try $0.invited(identity) }.id
    let opened = new(of: person, by: nil)
    try await store(opened.session, by: .operatorSession(opened.session.id, of: person, from: sender)) { transaction in
      var current = try transaction.invited(identity)
      // The address may have got another owner meanwhile.
      guard current.id == person else { throw CompanySignInFault.notInvited(identity.emailAddress ?? "") }
      if current.account == nil {
        current.account = identity.account
        try transaction.update(current)
      }
    }
    return opened
  }

  /// A new session.
  ///
  /// - Parameter token: the access token with which it ends. Nil for none.
  private func new(of person: ID<Operator>, by token: ID<AccessToken>?) -> Opened {
    let (secret, life, now) = (platform.secrets.text(), platform.operatorSessionLife, platform.clocks.system.now())
    let session = OperatorSessionRecord(
      id: platform.identifiers.next(), operatorID: person, accessTokenID: token, secretHash: sha256Text(secret),
      createdAt: now, lastUsedAt: now, expiresAt: now + min(life.idle, life.longest))
    return Opened(secret: secret, session: session)
  }

  /// - Parameter check: throws if the operator may no longer sign in.
  private func store(
    _ session: OperatorSessionRecord, by author: Author, _ check: @escaping @Sendable (Transaction) throws -> Void
  ) async throws {
    try await platform.database.writeOutsideWorkspaces(
      at: session.createdAt, by: author, asking: AuditedCall("pages/operator_sign_in")
    ) { transaction in
      try check(transaction)
      try transaction.insert(session)
    }
  }

  /// The session with a secret. Nil if it has ended.
  ///
  /// - Parameter isUse: whether the operator uses it, so that it stays open. A page that looks again by itself is no use.
  package func session(_ secret: String, isUse: Bool = true) async throws -> OperatorSessionRecord? {
    let (hash, now) = (sha256Text(secret), platform.clocks.system.now())
    let found = try await platform.database.read { try $0.operatorSession(secretHash: hash, at: now) }
    guard isUse, let session = found, let used = session.used(at: now, platform.operatorSessionLife) else {
      return found
    }
    // A full disk does not stop reads, so it must not end sessions either.
    _ = try? await platform.database.writeOutsideWorkspaces(at: now, by: .rule(.notingUses)) { transaction in
      try transaction.update(used)
      // The row of a session is deleted at its end.
      if let token = used.accessTokenID { try transaction.noteUse(of: token) }
    }
    return used
  }

  /// Whether a session is still open. Asking is no use of it.
  package func isOpen(_ session: OperatorSessionRecord) async throws -> Bool {
    let now = platform.clocks.system.now()
    return try await platform.database.read { try $0.operatorSession(session.id, at: now) != nil }
  }

  /// Ends a session at once.
  package func close(_ session: OperatorSessionRecord, from sender: IPAddress?) async throws {
    let now = platform.clocks.system.now()
    let call = AuditedCall(
      "pages/operator_sign_out", parameters: ["operator_session_id": .string(session.id.text)])
    try await platform.database.writeOutsideWorkspaces(
      at: now, by: .operatorSession(session.id, of: session.operatorID, from: sender), asking: call
    ) {
      try $0.delete(session.id)
    }
  }

  /// The operator of a session as a caller. Nil if the operator does not run the workspace.
  package func caller(
    of session: OperatorSessionRecord, in workspace: ID<Workspace>, from sender: IPAddress?, requestID: String?
  ) async throws -> Caller? {
    let found = try await platform.database.read { connection in
      try connection.role(of: session.operatorID, in: workspace).map { ($0, try connection.isSuspended(workspace)) }
    }
    guard let (role, isSuspended) = found else { return nil }
    return Caller(
      workspaceID: workspace, kind: .consoleSession, token: session.id.text, session: nil,
      operatorID: session.operatorID, operatorSession: session.id, role: role, isSuspended: isSuspended, sender: sender,
      mayReuse: false, address: platform.address, requestID: requestID)
  }

  /// The operator of a session as a caller without a workspace, who lists the operator's workspaces and creates others.
  package func caller(
    of session: OperatorSessionRecord, from sender: IPAddress?, requestID: String?
  ) async throws -> Caller {
    let roles = try await platform.database.read { try $0.roles(of: session.operatorID) }
    // An operator without workspaces may create the first one.
    return Caller(
      workspaceID: .blank, kind: .tokenWithoutWorkspace, token: session.id.text, session: nil,
      operatorID: session.operatorID, operatorSession: session.id, role: roles.values.max() ?? .administrator,
      sender: sender, mayReuse: false, address: platform.address, requestID: requestID)
  }

  /// The operator of a session. Nil if the operator was deleted meanwhile.
  package func person(of session: OperatorSessionRecord) async throws -> OperatorRecord? {
    try await platform.database.read { try $0.operator(session.operatorID) }
  }

  /// A new random key of a form.
  package func newFormKey() -> String { platform.secrets.text() }

  /// The system's clock, by which sessions live.
  package var clock: SystemClock { platform.clocks.system }

  /// The time of a workspace's clock.
  package func now(in workspace: ID<Workspace>) -> Instant { platform.clocks.now(in: workspace) }
}

extension Platform {
  /// Signs operators in to pages.
  package var operatorSignIn: OperatorSignIn { OperatorSignIn(platform: self) }
}

extension Connection {
  /// The operator who signs in with a company account, or was invited by its e-mail address.
  fileprivate func invited(_ identity: OpenIDIdentity) throws -> OperatorRecord {
    if let known = try self.operator(account: identity.account) { return known }
    guard let address = identity.invitedAddress else { throw CompanySignInFault.unverified }
    guard let person = try self.operator(emailAddress: address) else { throw CompanySignInFault.notInvited(address) }
    guard person.account == nil else { throw CompanySignInFault.otherAccount }
    return person
  }

  /// The personal access token with a text, revoked or not. Nil for an unknown one.
  package func accessToken(matching text: String) throws -> AccessTokenRecord? {
    guard let token = APIKeyToken(text), let record = try accessToken(shortToken: token.shortToken),
      areEqualInConstantTime(record.longTokenHash, token.longTokenHash)
    else { return nil }
    return record
  }
}

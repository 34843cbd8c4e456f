import API
import Core
import Engine
import HTTPTypes
package import Operations
import Store
import Wire

/// Authenticates requests by the tokens in their headers.
package final class Authenticator: Sendable {
  private let database: Database
  private let known: KnownKeys
  private let clock: SystemClock
  private let clocks: WorkspaceClocks
  private let failedProofs: FailedProofs
  private let lastUses: LastUses

  /// Creates the authenticator of a platform.
  package init(_ platform: Platform) {
    database = platform.database
    clocks = platform.clocks
    failedProofs = platform.failedProofs
    lastUses = platform.lastUses
    known = platform.knownKeys
    clock = clocks.system
  }

  /// The authenticated sender of a request.
  struct Proof {
    var workspaceID: ID<Workspace>
    var kind: Callers
    /// The sender for the log: the kind of credential and its ID, never a part of the secret.
    var name: String
    /// The short part of the token.
    var token: String
    var isSuspended = false
    var session: ClientSessionRecord?
    var operatorID: ID<Operator>?
    /// Nil for callers who do not run the workspace.
    var role: OperatorRole?
  }

  /// An unknown secret.
  private struct UnknownSecret: Error {
    var text: String
    /// The error for the caller.
    var answer: APIError
  }

  /// The caller's workspace and kind of token. Limits guessing.
  ///
  /// - Parameters:
  ///   - sender: the address of the sender.
  ///   - path: the called path, which decides the status for an unknown publishable key.
  /// - Throws: as `authenticate(_:for:)`, and 429 if the sender tried too many unknown secrets.
  func authenticate(_ headers: HTTPFields, from sender: IPAddress?, for path: String) async throws -> Proof {
    do { return try await prove(headers, path) } catch let unknown as UnknownSecret {
      if let wait = failedProofs.count(.key, unknown.text, from: sender) { throw APIError.tooManyGuesses(wait: wait) }
      throw unknown.answer
    }
  }

  /// The caller's workspace and kind of token.
  ///
  /// - Parameter path: the called path, which decides the status for an unknown publishable key.
  /// - Throws: 401, or 400 for a malformed client session header.
  func authenticate(_ headers: HTTPFields, for path: String) async throws -> Proof {
    do { return try await prove(headers, path) } catch let unknown as UnknownSecret { throw unknown.answer }
  }

  private func prove(_ headers: HTTPFields, _ path: String) async throws -> Proof {
    for name in sessionHeaders {
      guard let value = headers.credential(name) else { continue }
      if !value.hasPrefix("seam_cst") { throw APIError.invalidClientSessionToken }
      return try await session(value)
    }
    guard let header = headers.credential(.authorization) else {
      guard let key = headers.credential(publishableKeyHeader) else { throw APIError.noCredential }
      return try await publishable(key, unknown: .unknownPublishableKey(at: path))
    }
    guard header.lowercased().hasPrefix("bearer ") else { throw APIError.noCredential }
    let text = String(header.dropFirst(7))
    if text.hasPrefix("seam_cst") { return try await session(text) }
    if text.hasPrefix("seam_at") { return try await accessToken(text, workspace: headers[workspaceHeader] ?? "") }
    // Publishable keys have their own header, and this server has no console sessions.
    if ["seam_pk", "ey"].contains(where: { text.hasPrefix($0) }) { throw APIError.noCredential }
    guard let token = APIKeyToken(text), let found = try await key(token.shortToken), !found.key.isPublishable,
      areEqualInConstantTime(found.key.longTokenHash, token.longTokenHash)
    else { throw UnknownSecret(text: text, answer: .unknownAPIKey) }
    // A revoked key was once valid, so it does not count as a guess.
    if found.key.revokedAt != nil { throw APIError.unknownAPIKey }
    await lastUses.note(found.key)
    return Proof(
      workspaceID: found.key.workspaceID, kind: .apiKey, name: "api_key \(found.key.id)", token: token.shortToken,
      isSuspended: found.isSuspended, role: .administrator)
  }

  private func session(_ text: String) async throws -> Proof {
    guard let token = APIKeyToken(text),
      let (session, isSuspended) = try await database.read({ connection in
        try connection.clientSession(shortToken: token.shortToken).map {
          ($0, try connection.isSuspended($0.workspaceID))
        }
      }),
      areEqualInConstantTime(session.longTokenHash, token.longTokenHash)
    else { throw UnknownSecret(text: text, answer: .clientSessionNotFound) }
    if session.revokedAt != nil { throw APIError.clientSessionRevoked }
    guard clocks.now(in: session.workspaceID) < session.expiresAt else { throw APIError.clientSessionExpired }
    return Proof(
      workspaceID: session.workspaceID,
      kind: session.customerKey == nil ? .clientSession : [.clientSession, .customerSession],
      name: "client_session \(session.id)",
      token: token.shortToken, isSuspended: isSuspended,
      session: session)
  }

  private func accessToken(_ text: String, workspace: String) async throws -> Proof {
    let id = ID<Workspace>(workspace)
    guard
      let (record, roles, isSuspended) = try await database.read({ connection in
        try connection.accessToken(matching: text).map {
          ($0, try connection.roles(of: $0.operatorID), try connection.isSuspended(id))
        }
      })
    else { throw UnknownSecret(text: text, answer: .unknownAccessToken) }
    if record.revokedAt != nil { throw APIError.unknownAccessToken }
    let name = "personal_access_token \(record.id)"
    if workspace.isEmpty {
      await lastUses.note(record)
      // An operator without workspaces may create the first one.
      return Proof(
        workspaceID: .blank, kind: .tokenWithoutWorkspace, name: name, token: record.shortToken,
        operatorID: record.operatorID, role: roles.values.max() ?? .administrator)
    }
    guard let role = roles[id] else { throw APIError.unknownAccessToken }
    await lastUses.note(record)
    return Proof(
      workspaceID: id, kind: .personalAccessToken, name: name, token: record.shortToken, isSuspended: isSuspended,
      operatorID: record.operatorID, role: role)
  }

  private func publishable(_ text: String, unknown: APIError) async throws -> Proof {
    guard let token = APIKeyToken(text),
      let (key, workspace) = try await database.read({ connection in
        try connection.apiKey(shortToken: token.shortToken).map { ($0, try connection.workspace($0.workspaceID)) }
      }),
      key.isPublishable, areEqualInConstantTime(key.longTokenHash, token.longTokenHash)
    else { throw UnknownSecret(text: text, answer: unknown) }
    guard key.revokedAt == nil, let workspace, workspace.takesPublishableKeys else { throw unknown }
    await lastUses.note(key)
    return Proof(
      workspaceID: key.workspaceID, kind: .publishableKey, name: "publishable_key \(key.id)", token: token.shortToken,
      isSuspended: workspace.isSuspended)
  }

  private func key(_ shortToken: String) async throws -> KnownKeys.Known? {
    let now = clock.now()
    if let found = known[shortToken, at: now] { return found }
    let generation = known.generation
    let found = try await database.read { connection in
      try connection.apiKey(shortToken: shortToken).map {
        KnownKeys.Known(key: $0, isSuspended: try connection.isSuspended($0.workspaceID))
      }
    }
    if let found { known.keep(found, at: now, readIn: generation) }
    return found
  }
}

extension HTTPFields {
  /// An authentication header. A header without a token is ignored, since SDKs also send the headers of missing tokens.
  fileprivate func credential(_ name: HTTPField.Name) -> String? {
    self[name].flatMap { value in
      value.isBlank || value.lowercased().split(separator: " ") == ["bearer"] ? nil : value
    }
  }
}

private let sessionHeaders = ["seam-client-session-token", "client-session-token"].compactMap { HTTPField.Name($0) }
// Both are valid header names, constants of this file.
private let publishableKeyHeader = HTTPField.Name("seam-publishable-key")!
private let workspaceHeader = HTTPField.Name("seam-workspace")!

import API
import Core
import Engine
import HTTPTypes
import Store
import Synchronization
import Wire

/// Finds out who sends a request, by the tokens of its headers.
public final class Authenticator: Sendable {
  private let database: Database
  /// Keys that were found lately, by their short part. A revoked key is forgotten after at most `lifetime`.
  private let known = Mutex<[String: Known]>([:])
  private let clock: SystemClock
  private let clocks: WorkspaceClocks

  private struct Known {
    var key: APIKeyRecord
    var until: Instant
  }

  /// How long a key that was looked up is taken without another look; `latchkey admin keys revoke` works that fast.
  private static let lifetime = Duration.seconds(1)
  private static let knownMax = 10_000

  public init(database: Database, clocks: WorkspaceClocks) {
    self.database = database
    self.clocks = clocks
    clock = clocks.system
  }

  /// What a request proves of its sender.
  struct Proof {
    var workspaceID: ID<Workspace>
    var kind: Callers
    var session: ClientSessionRecord?
  }

  /// The caller's workspace and kind of token.
  ///
  /// - Throws: 401, or 400 for a client session header that cannot be one.
  func authenticate(_ headers: HTTPFields) async throws -> Proof {
    for name in sessionHeaders {
      guard let value = headers[name] else { continue }
      if !value.hasPrefix("seam_cst") { throw APIError.invalidClientSessionToken }
      return try await session(value)
    }
    guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
      throw APIError.noCredential
    }
    let text = header.dropFirst(7)
    if text.hasPrefix("seam_cst") { return try await session(String(text)) }
    // Personal tokens and publishable keys are other kinds, which nobody here has been given.
    if ["seam_at", "seam_pk", "ey"].contains(where: { text.hasPrefix($0) }) { throw APIError.noCredential }
    guard let token = APIKeyToken(String(text)), let key = try await key(token.shortToken), key.revokedAt == nil,
      areEqualInConstantTime(key.longTokenHash, token.longTokenHash)
    else { throw APIError.unknownAPIKey }
    return Proof(workspaceID: key.workspaceID, kind: .apiKey, session: nil)
  }

  private func session(_ text: String) async throws -> Proof {
    guard let token = APIKeyToken(text),
      let session = try await database.read({ try $0.clientSession(shortToken: token.shortToken) }),
      areEqualInConstantTime(session.longTokenHash, token.longTokenHash)
    else { throw APIError.clientSessionNotFound }
    if session.revokedAt != nil { throw APIError.clientSessionRevoked }
    guard clocks.now(in: session.workspaceID) < session.expiresAt else { throw APIError.clientSessionExpired }
    return Proof(workspaceID: session.workspaceID, kind: .clientSession, session: session)
  }

  private func key(_ shortToken: String) async throws -> APIKeyRecord? {
    let now = clock.now()
    if let found = known.withLock({ $0[shortToken] }), now < found.until { return found.key }
    guard let key = try await database.read({ try $0.apiKey(shortToken: shortToken) }) else { return nil }
    known.withLock { keys in
      if keys.count >= Self.knownMax { keys = [:] }
      keys[shortToken] = Known(key: key, until: now + Self.lifetime)
    }
    return key
  }
}

private let sessionHeaders = ["seam-client-session-token", "client-session-token"].compactMap { HTTPField.Name($0) }

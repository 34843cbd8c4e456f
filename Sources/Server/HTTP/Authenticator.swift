import API
import Core
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

  private struct Known {
    var key: APIKeyRecord
    var until: Instant
  }

  /// How long a key that was looked up is taken without another look; `latchkey admin keys revoke` works that fast.
  private static let lifetime = Duration.seconds(1)
  private static let knownMax = 10_000

  public init(database: Database, clock: SystemClock) {
    self.database = database
    self.clock = clock
  }

  /// The caller's workspace and kind of token.
  ///
  /// - Throws: 401, or 400 for a client session header that cannot be one.
  func authenticate(_ headers: HTTPFields) async throws -> (ID<Workspace>, Callers) {
    for name in sessionHeaders {
      guard let value = headers[name] else { continue }
      if !value.hasPrefix("seam_cst") { throw APIError.invalidClientSessionToken }
    }
    guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
      throw APIError.noCredential
    }
    let text = header.dropFirst(7)
    // Sessions, personal tokens and publishable keys are other kinds, which nobody here has been given.
    if ["seam_cst", "seam_at", "seam_pk", "ey"].contains(where: { text.hasPrefix($0) }) { throw APIError.noCredential }
    guard let token = APIKeyToken(String(text)), let key = try await key(token.shortToken), key.revokedAt == nil,
      areEqualInConstantTime(key.longTokenHash, token.longTokenHash)
    else { throw APIError.unknownAPIKey }
    return (key.workspaceID, .apiKey)
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

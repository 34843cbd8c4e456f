import API
import Wire

/// A client session as it is remembered: its token sealed, and a hash to know it by.
package struct ClientSessionRecord: Hashable, Sendable {
  /// How many webviews, and how many accounts, one session sees at most.
  package static let webviewMax = 100
  package static let accountMax = 1000
  /// How many sessions see one webview at most.
  package static let maxSeeingWebview = 1000

  package var id: ID<ClientSession>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  /// The part by which the token is found.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  /// The whole token, since the API shows it again and again.
  package var sealedToken: [UInt8]
  package var userIdentifierKey: String?
  package var userIdentityID: ID<UserIdentity>?
  package var connectedAccountIDs: [ID<ConnectedAccount>]
  package var connectWebviewIDs: [ID<ConnectWebview>]
  package var customerKey: String?
  package var createdAt: Instant
  package var expiresAt: Instant
  package var revokedAt: Instant?

  package init(
    id: ID<ClientSession>, workspaceID: ID<Workspace>, sequence: Int, shortToken: String, longTokenHash: String,
    sealedToken: [UInt8], userIdentifierKey: String?, userIdentityID: ID<UserIdentity>?,
    connectedAccountIDs: [ID<ConnectedAccount>], connectWebviewIDs: [ID<ConnectWebview>], customerKey: String?,
    createdAt: Instant, expiresAt: Instant, revokedAt: Instant? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.shortToken = shortToken
    self.longTokenHash = longTokenHash
    self.sealedToken = sealedToken
    self.userIdentifierKey = userIdentifierKey
    self.userIdentityID = userIdentityID
    self.connectedAccountIDs = connectedAccountIDs
    self.connectWebviewIDs = connectWebviewIDs
    self.customerKey = customerKey
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }

  /// Whether its token works.
  package func isUsable(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }

  /// Whether it was let see nothing.
  package var isEmpty: Bool {
    userIdentityID == nil && connectedAccountIDs.isEmpty && connectWebviewIDs.isEmpty && customerKey == nil
  }

  /// What the sealed token is bound to.
  package var tokenPlace: String { "client_session/\(workspaceID)/\(id)" }

  /// The answer of the API.
  ///
  /// - Parameter token: the opened token.
  package func resource(token: String) -> ClientSession {
    var resource = ClientSession(
      clientSessionID: id, workspaceID: workspaceID, token: token, createdAt: createdAt, expiresAt: expiresAt)
    resource.connectedAccountIDs = connectedAccountIDs
    resource.connectWebviewIDs = connectWebviewIDs
    resource.userIdentifierKey = Nullable(userIdentifierKey)
    resource.userIdentityID = userIdentityID
    resource.customerKey = customerKey
    return resource
  }
}

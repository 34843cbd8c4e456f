package import API
package import Wire

/// A stored client session, with its sealed token and a hash to find it by.
package struct ClientSessionRecord: Hashable, Sendable {
  /// The maximum numbers of webviews and accounts per session.
  package static let webviewMax = 100
  package static let accountMax = 1000
  /// The maximum number of sessions per webview.
  package static let maxSeeingWebview = 1000

  package var id: ID<ClientSession>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  /// The short part of the token.
  package var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  package var longTokenHash: String
  /// The whole sealed token, since the API returns it repeatedly.
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

  /// Whether its token is valid.
  package func isUsable(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }

  /// Whether it has no grants.
  package var isEmpty: Bool {
    userIdentityID == nil && connectedAccountIDs.isEmpty && connectWebviewIDs.isEmpty && customerKey == nil
  }

  /// The context that the sealed token is bound to.
  package var tokenPlace: String { "client_session/\(workspaceID)/\(id)" }

  /// The API resource.
  ///
  /// - Parameter token: the decrypted token.
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

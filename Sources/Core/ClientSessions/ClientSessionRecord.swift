import API
import Wire

/// A client session as it is remembered: its token sealed, and a hash to know it by.
public struct ClientSessionRecord: Hashable, Sendable {
  /// How many webviews, and how many accounts, one session sees at most.
  public static let webviewMax = 100
  public static let accountMax = 1000
  /// How many sessions see one webview at most.
  public static let maxSeeingWebview = 1000

  public var id: ID<ClientSession>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  /// The part by which the token is found.
  public var shortToken: String
  /// SHA-256 of the secret part, in hexadecimal.
  public var longTokenHash: String
  /// The whole token, since the API shows it again and again.
  public var sealedToken: [UInt8]
  public var userIdentifierKey: String?
  public var userIdentityID: ID<UserIdentity>?
  public var connectedAccountIDs: [ID<ConnectedAccount>]
  public var connectWebviewIDs: [ID<ConnectWebview>]
  public var customerKey: String?
  public var createdAt: Instant
  public var expiresAt: Instant
  public var revokedAt: Instant?

  public init(
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
  public func isUsable(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }

  /// Whether it was let see nothing.
  public var isEmpty: Bool {
    userIdentityID == nil && connectedAccountIDs.isEmpty && connectWebviewIDs.isEmpty && customerKey == nil
  }

  /// What the sealed token is bound to.
  public var tokenPlace: String { "client_session/\(workspaceID)/\(id)" }

  /// The answer of the API.
  ///
  /// - Parameter token: the opened token.
  public func resource(token: String) -> ClientSession {
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

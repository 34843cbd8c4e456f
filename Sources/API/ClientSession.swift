public import Wire

/// The permission of an app's user to see and use the resources of one identity.
public struct ClientSession: Record, Answer {
  public static let name = "client_session"
  public var clientSessionID: ID<ClientSession>
  public var workspaceID: ID<Workspace>
  public var token: String
  public var createdAt: Instant
  public var expiresAt: Instant
  public var connectedAccountIDs: [ID<ConnectedAccount>] = []
  public var connectWebviewIDs: [ID<ConnectWebview>] = []
  public var userIdentifierKey = Nullable<String>.null
  public var userIdentityID: ID<UserIdentity>?
  public var customerKey: String?
  public var deviceCount = 0

  public init(
    clientSessionID: ID<ClientSession>, workspaceID: ID<Workspace>, token: String, createdAt: Instant,
    expiresAt: Instant
  ) {
    self.clientSessionID = clientSessionID
    self.workspaceID = workspaceID
    self.token = token
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
  public static let blank = ClientSession(
    clientSessionID: .blank, workspaceID: .blank, token: "", createdAt: .blank, expiresAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    var identities = userIdentityID.map { [$0] } ?? []
    field("client_session_id", &clientSessionID, "ID of the session.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("token", &token, "The token with which the app authenticates.")
    field("user_identifier_key", &userIdentifierKey, "Your own key for the user.")
    field("user_identity_id", &userIdentityID, "The identity whose resources the session can see.")
    field("user_identity_ids", &identities, "Deprecated: use `user_identity_id`.")
    field("connected_account_ids", &connectedAccountIDs, "The connected accounts that the session can see.")
    field("connect_webview_ids", &connectWebviewIDs, "The connect webviews that the session can see.")
    field("customer_key", &customerKey, "The customer whose resources the session can see.")
    field("device_count", &deviceCount, "Number of devices of the session's connected accounts.")
    field("created_at", &createdAt, "When the session was created.")
    field("expires_at", &expiresAt, "When the session expires.")
  }
}

extension ClientSession: CustomStringConvertible, CustomReflectable {
  public var description: String { "ClientSession(\(clientSessionID))" }
  /// Never prints the token.
  public var customMirror: Mirror { Mirror(self, children: ["clientSessionID": clientSessionID]) }
}

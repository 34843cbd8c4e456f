import Wire

/// The leave of an app's user to see and use what belongs to one identity.
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

  public mutating func describe(_ field: Field) {
    var identities = userIdentityID.map { [$0] } ?? []
    field("client_session_id", &clientSessionID, "ID of the session.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("token", &token, "The secret with which the app speaks.")
    field("user_identifier_key", &userIdentifierKey, "Your own key of the user.")
    field("user_identity_id", &userIdentityID, "The identity whose things it sees.")
    field("user_identity_ids", &identities, "Deprecated form of `user_identity_id`.")
    field("connected_account_ids", &connectedAccountIDs, "The accounts that it sees.")
    field("connect_webview_ids", &connectWebviewIDs, "The webviews that it sees.")
    field("customer_key", &customerKey, "The customer whose things it sees.")
    field("device_count", &deviceCount, "How many devices its accounts have.")
    field("created_at", &createdAt, "When it was created.")
    field("expires_at", &expiresAt, "When its token stops working.")
  }
}

extension ClientSession: CustomStringConvertible, CustomReflectable {
  public var description: String { "ClientSession(\(clientSessionID))" }
  /// Shows no token, whoever looks.
  public var customMirror: Mirror { Mirror(self, children: ["clientSessionID": clientSessionID]) }
}

/// What a session may see, as three operations name it.
public struct ClientSessionGrants: Sendable {
  public var connectWebviewIDs: [ID<ConnectWebview>]?
  public var connectedAccountIDs: [ID<ConnectedAccount>]?
  public var userIdentityID: ID<UserIdentity>?
  public var userIdentityIDs: [ID<UserIdentity>]?
  public init() {}

  /// The identity by either of its names.
  public var identity: ID<UserIdentity>? { userIdentityID ?? userIdentityIDs?.first }

  mutating func describe(_ field: Field) {
    field("connect_webview_ids", &connectWebviewIDs, "The webviews that it may see.")
    field("connected_account_ids", &connectedAccountIDs, "The accounts that it may see.")
    field("user_identity_id", &userIdentityID, "The identity whose things it may see.")
    field(
      "user_identity_ids", &userIdentityIDs, "Deprecated form of `user_identity_id`: exactly one.", .minLength(1),
      .maxLength(1))
  }
}

/// The operations on client sessions.
public enum ClientSessions {
  public struct Create: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/create", .add, by: [.workspace, .publishableKey], returns: "client_session",
      title: "Create a client session",
      doc: "Makes a token for an app's user. By PUT, a user identifier key that has a session answers with that one.")
    public static let constraints = [Constraint.notBoth("user_identity_id", "user_identity_ids")]
    public var grants = ClientSessionGrants()
    public var customerID: String?
    public var customerKey: String?
    public var expiresAt: Instant?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      grants.describe(field)
      field("customer_id", &customerID, "Deprecated name of `customer_key`.", .minLength(1))
      field("customer_key", &customerKey, "The customer whose things it may see.", .minLength(1))
      field("expires_at", &expiresAt, "When its token stops working; left out, in a year.")
      field("user_identifier_key", &userIdentifierKey, "Your own key of the user.", .minLength(1))
    }
  }

  public struct GetOrCreate: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/get_or_create", .create, by: [.workspace, .publishableKey], returns: "client_session",
      title: "Get or create a client session",
      doc: "Returns the session of the user identifier key or of the identity, and makes one where there is none.")
    public static let constraints = [Constraint.notBoth("user_identity_id", "user_identity_ids")]
    public var grants = ClientSessionGrants()
    public var expiresAt: Instant?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      grants.describe(field)
      field("expires_at", &expiresAt, "When its token stops working.")
      field("user_identifier_key", &userIdentifierKey, "Your own key of the user.", .minLength(1))
    }
  }

  public struct Get: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/get", .read, by: [.workspace, .clientSession], returns: "client_session",
      title: "Get a client session", doc: "Returns one session; for a session without parameters, itself.")
    public var clientSessionID: ID<ClientSession>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("client_session_id", &clientSessionID, "The session.")
      field("user_identifier_key", &userIdentifierKey, "The session, by your own key of its user.", .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = [ClientSession]
    public static let operation = Operation(
      "/client_sessions/list", .read, by: .workspace, returns: "client_sessions", title: "List client sessions",
      doc: "Returns the sessions of the workspace in order of creation.")
    public var clientSessionID: String?
    public var connectWebviewID: Nullable<String>?
    public var userIdentifierKey: String?
    public var userIdentityID: Nullable<String>?
    public var withoutUserIdentifierKey: Bool?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "client_session_id", &clientSessionID, "Only this session.")
      field(filter: "connect_webview_id", &connectWebviewID, "Only sessions that see this webview; null: none.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only the session with this key.")
      field(filter: "user_identity_id", &userIdentityID, "Only sessions of this identity; null: of none.")
      field(
        filter: "without_user_identifier_key", &withoutUserIdentifierKey, "Only sessions without a user identifier key."
      )
    }
  }

  public struct GrantAccess: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/grant_access", .update, by: .workspace, returns: "client_session",
      title: "Let a client session see more", doc: "Adds to what a session may see.")
    public static let constraints = [
      Constraint.exactlyOne(["client_session_id", "user_identifier_key"]),
      Constraint.notBoth("user_identity_id", "user_identity_ids"),
    ]
    public var clientSessionID: String?
    public var userIdentifierKey: String?
    public var grants = ClientSessionGrants()
    public init() {}
    public mutating func describe(_ field: Field) {
      field("client_session_id", &clientSessionID, "The session.")
      field("user_identifier_key", &userIdentifierKey, "The session, by your own key of its user.", .minLength(1))
      grants.describe(field)
    }
  }

  public struct Revoke: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/client_sessions/revoke", .act, by: .workspace, title: "Revoke a client session",
      doc: "Its token stops working; the session can still be looked at.")
    public var clientSessionID = ID<ClientSession>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("client_session_id", &clientSessionID, "The session.") }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/client_sessions/delete", .delete, by: .workspace, title: "Delete a client session",
      doc: "Its token stops working and the session is gone.")
    public var clientSessionID = ID<ClientSession>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("client_session_id", &clientSessionID, "The session.") }
  }
}

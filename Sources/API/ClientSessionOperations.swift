public import Wire

/// The resources that a session can see, as parameters that three operations share.
public struct ClientSessionGrants: Sendable {
  public var connectWebviewIDs: [ID<ConnectWebview>]?
  public var connectedAccountIDs: [ID<ConnectedAccount>]?
  public var userIdentityID: ID<UserIdentity>?
  public var userIdentityIDs: [ID<UserIdentity>]?
  public init() {}

  /// The identity, given by either parameter.
  public var identity: ID<UserIdentity>? { userIdentityID ?? userIdentityIDs?.first }

  mutating func describe(_ field: inout some Field) {
    field("connect_webview_ids", &connectWebviewIDs, "The connect webviews that the session can see.")
    field("connected_account_ids", &connectedAccountIDs, "The connected accounts that the session can see.")
    field("user_identity_id", &userIdentityID, "The identity whose resources the session can see.")
    field(
      "user_identity_ids", &userIdentityIDs, "Deprecated: use `user_identity_id`. Takes exactly one ID.", .minLength(1),
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
      doc:
        "Creates a session for an app's user. PUT returns the existing session of the user identifier key, if any."
    )
    public static let constraints = [Constraint.notBoth("user_identity_id", "user_identity_ids")]
    public var grants = ClientSessionGrants()
    public var customerID: String?
    public var customerKey: String?
    public var expiresAt: Instant?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      grants.describe(&field)
      field("customer_id", &customerID, "Deprecated: use `customer_key`.", .minLength(1))
      field("customer_key", &customerKey, "The customer whose resources the session can see.", .minLength(1))
      field("expires_at", &expiresAt, "When the session expires. Defaults to one year from now.")
      field("user_identifier_key", &userIdentifierKey, "Your own key for the user.", .minLength(1))
    }
  }

  public struct GetOrCreate: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/get_or_create", .create, by: [.workspace, .publishableKey], returns: "client_session",
      title: "Get or create a client session",
      doc: "Returns the session of the user identifier key or of the identity. Creates one if there is none.")
    public static let constraints = [Constraint.notBoth("user_identity_id", "user_identity_ids")]
    public var grants = ClientSessionGrants()
    public var expiresAt: Instant?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      grants.describe(&field)
      field("expires_at", &expiresAt, "When the session expires.")
      field("user_identifier_key", &userIdentifierKey, "Your own key for the user.", .minLength(1))
    }
  }

  public struct Get: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/get", .read, by: [.workspace, .clientSession], role: .administrator, returns: "client_session",
      title: "Get a client session", doc: "Returns one session. A client session that gives no parameters gets itself.")
    public var clientSessionID: ID<ClientSession>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("client_session_id", &clientSessionID, "The session.")
      field("user_identifier_key", &userIdentifierKey, "Your own key for the session's user.", .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = [ClientSession]
    public static let operation = Operation(
      "/client_sessions/list", .read, by: .workspace, role: .administrator, returns: "client_sessions",
      title: "List client sessions",
      doc: "Returns the sessions of the workspace in order of creation.")
    public var clientSessionID: String?
    public var connectWebviewID: Nullable<String>?
    public var userIdentifierKey: String?
    public var userIdentityID: Nullable<String>?
    public var withoutUserIdentifierKey: Bool?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "client_session_id", &clientSessionID, "Only this session.")
      field(
        filter: "connect_webview_id", &connectWebviewID,
        "Only sessions that can see this webview. Null for sessions without webviews.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only the session with this user identifier key.")
      field(
        filter: "user_identity_id", &userIdentityID,
        "Only sessions of this identity. Null for sessions without an identity.")
      field(
        filter: "without_user_identifier_key", &withoutUserIdentifierKey, "Only sessions without a user identifier key."
      )
    }
  }

  public struct GrantAccess: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/client_sessions/grant_access", .update, by: .workspace, returns: "client_session",
      title: "Grant a client session access", doc: "Adds resources that a session can see.", isVoid: true)
    public static let constraints = [
      Constraint.exactlyOne(["client_session_id", "user_identifier_key"]),
      Constraint.notBoth("user_identity_id", "user_identity_ids"),
    ]
    public var clientSessionID: String?
    public var userIdentifierKey: String?
    public var grants = ClientSessionGrants()
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("client_session_id", &clientSessionID, "The session.")
      field("user_identifier_key", &userIdentifierKey, "Your own key for the session's user.", .minLength(1))
      grants.describe(&field)
    }
  }

  public struct Revoke: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/client_sessions/revoke", .act, by: .workspace, title: "Revoke a client session",
      doc: "Revokes the session's token. The session can still be read.")
    public var clientSessionID = ID<ClientSession>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("client_session_id", &clientSessionID, "The session.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/client_sessions/delete", .delete, by: .workspace, title: "Delete a client session",
      doc: "Deletes the session and revokes its token.")
    public var clientSessionID = ID<ClientSession>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("client_session_id", &clientSessionID, "The session.")
    }
  }
}

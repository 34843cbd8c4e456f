import Wire

/// The operations on connected accounts.
public enum ConnectedAccounts {
  public struct Get: Request {
    public typealias Response = ConnectedAccount
    public static let operation = Operation(
      "/connected_accounts/get", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "connected_account",
      title: "Get a connected account", doc: "Returns one account, by its ID or e-mail address.")
    public static let constraints = [Constraint.exactlyOne(["connected_account_id", "email"])]
    public var connectedAccountID: ID<ConnectedAccount>?
    public var email: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account, by its ID.")
      field("email", &email, "The account, by its e-mail address.", .email)
    }
  }

  public struct List: Request {
    public typealias Response = Page<ConnectedAccount>
    public static let operation = Operation(
      "/connected_accounts/list", .read, by: [.workspace, .customerSession, .customerSessionReadOnly],
      returns: "connected_accounts", title: "List connected accounts", doc: "Returns the accounts of the workspace.")
    public var customMetadataHas: NotesFilter?
    public var customerKey: String?
    public var limit = 11000
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var spaceID: ID<Space>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "custom_metadata_has", &customMetadataHas, "Only accounts whose notes hold these.")
      field(filter: "customer_key", &customerKey, "Only accounts of this customer.")
      field(standard: "limit", &limit, "How many accounts a page has at most.", .positive)
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only accounts whose name or ID holds this text.")
      field(filter: "space_id", &spaceID, "Only accounts of this space.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only accounts of this user.")
    }
  }

  public struct Update: Request {
    public typealias Response = ConnectedAccount
    public static let operation = Operation(
      "/connected_accounts/update", .update, by: .workspace, returns: "connected_account",
      title: "Update a connected account",
      doc: "Changes what the caller keeps with an account. Notes are replaced as a whole; a customer is given once.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var acceptedCapabilities: [ConnectedAccount.Capability]?
    public var automaticallyManageNewDevices: Bool?
    public var customMetadata: Notes?
    public var customerKey: String?
    public var displayName: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
      field("accepted_capabilities", &acceptedCapabilities, "What the account is to be used for.")
      field(
        "automatically_manage_new_devices", &automaticallyManageNewDevices, "Whether what appears there is taken in.")
      field("custom_metadata", &customMetadata, "The caller's own notes.")
      field("customer_key", &customerKey, "The customer it belongs to, where it has none.", .minLength(1))
      field("display_name", &displayName, "A name to show.", .minLength(1), .maxLength(255))
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/delete", .delete, by: [.workspace, .customerSession], title: "Delete a connected account",
      doc: "Forgets an account with all that was read or made through it. At the provider everything stays as it is.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var sync = false
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
      field(standard: "sync", &sync, "Whether to answer only once it is done; here it always is.")
    }
  }

  public struct Sync: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/sync", .act, by: .workspace, title: "Sync a connected account",
      doc: "Reads the account's sites now, and brings what is known of them in step.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }

  public struct SimulateDisconnect: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/simulate/disconnect", .act, by: [.workspace, .customerSession],
      title: "Simulate that an account is disconnected",
      doc: "Has the provider refuse a sandbox account's login until it is connected again.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }
}

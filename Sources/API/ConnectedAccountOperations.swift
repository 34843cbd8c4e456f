public import Wire

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
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "ID of the account.")
      field("email", &email, "E-mail address of the account.", .email)
    }
  }

  public struct List: Request {
    public typealias Response = Page<ConnectedAccount>
    public static let operation = Operation(
      "/connected_accounts/list", .read, by: .workspace,
      returns: "connected_accounts", title: "List connected accounts", doc: "Returns the accounts of the workspace.")
    public var customMetadataHas: NotesFilter?
    public var customerKey: String?
    public var limit = 11000
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var spaceID: ID<Space>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        filter: "custom_metadata_has", &customMetadataHas, "Only accounts whose custom metadata contains these pairs.")
      field(filter: "customer_key", &customerKey, "Only accounts of this customer.")
      field(standard: "limit", &limit, "Maximum number of accounts per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only accounts whose name or ID contains this text.")
      field(filter: "space_id", &spaceID, "Only accounts of this space.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only accounts of this user.")
    }
  }

  public struct Update: Request {
    public typealias Response = ConnectedAccount
    public static let operation = Operation(
      "/connected_accounts/update", .update, by: .workspace, returns: "connected_account",
      title: "Update a connected account",
      doc:
        "Updates your own data of an account. Custom metadata is replaced as a whole. A customer can be set only once.",
      isVoid: true)
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var acceptedCapabilities: [ConnectedAccount.Capability]?
    public var automaticallyManageNewDevices: Bool?
    public var customMetadata: Notes?
    public var customerKey: String?
    public var displayName: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
      field("accepted_capabilities", &acceptedCapabilities, "The capabilities to use the account for.")
      field(
        "automatically_manage_new_devices", &automaticallyManageNewDevices,
        "Whether new devices of the account are added automatically.")
      field("custom_metadata", &customMetadata, "Your own metadata.")
      field(
        "customer_key", &customerKey, "The customer of the account. Can be set only if the account has none.",
        .minLength(1))
      field("display_name", &displayName, "Display name.", .minLength(1), .maxLength(255))
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/delete", .delete, by: .workspace, title: "Delete a connected account",
      doc: "Deletes an account with all data that was read or created through it. Nothing changes at the provider.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
      field(standard: "sync", &sync, "Whether to respond only after the deletion. The server always does.")
    }
  }

  public struct Sync: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/sync", .act, by: .workspace, title: "Sync a connected account",
      doc: """
        Reads the account's sites now and brings them in sync. Responds when that is done, or after 50 seconds while it goes \
        on.
        """)
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }

  public struct SimulateDisconnect: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connected_accounts/simulate/disconnect", .act, by: .workspace,
      title: "Simulate the disconnection of an account",
      doc: "Makes the provider reject the login of a sandbox account until the account is connected again.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account.")
    }
  }
}

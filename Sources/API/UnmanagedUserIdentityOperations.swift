public import Wire

/// The operations on unmanaged identities.
public enum UnmanagedUserIdentities {
  public struct Get: UserIdentityRequest {
    public typealias Response = UnmanagedUserIdentity
    public static let operation = Operation(
      "/user_identities/unmanaged/get", .read, by: .workspace, returns: "user_identity",
      title: "Get an unmanaged user identity", doc: "Returns one unmanaged identity. Salto KS has none.",
      findsNothing: true)
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedUserIdentity>
    public static let operation = Operation(
      "/user_identities/unmanaged/list", .read, by: [.workspace, .clientSession], returns: "user_identities",
      title: "List unmanaged user identities", doc: "Returns the unmanaged identities. Salto KS has none.",
      findsNothing: true)
    public var createdBefore: Instant?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "created_before", &createdBefore, "Only identities created before this moment.")
      field(standard: "limit", &limit, "Maximum number of identities per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(
        filter: "search", &search, "Only identities whose name, e-mail address, phone number or ID contains this text.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/unmanaged/update", .update, by: [.workspace, .clientSession],
      title: "Manage a user identity", doc: "Makes an unmanaged identity managed. This cannot be undone.",
      findsNothing: true)
    public var isManaged = true
    public var userIdentityID = ID<UserIdentity>.blank
    public var userIdentityKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("is_managed", &isManaged, "Must be true.", .always(true))
      field("user_identity_id", &userIdentityID, "The identity.")
      field("user_identity_key", &userIdentityKey, "Your own key for the identity.", .minLength(1))
    }
  }
}

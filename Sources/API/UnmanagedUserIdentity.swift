import Wire

/// A person whom a provider's own application brought along. Salto KS brings none: its people are ACS users, so that no
/// identity is ever unmanaged here.
public struct UnmanagedUserIdentity: Record, Answer {
  public static let name = "unmanaged_user_identity"

  public var identity: UserIdentity
  public init(_ identity: UserIdentity) { self.identity = identity }
  public static let blank = UnmanagedUserIdentity(.blank)
  public mutating func describe(_ field: Field) { identity.describe(field, isManaged: false) }
}

/// The operations on identities that nobody manages.
public enum UnmanagedUserIdentities {
  public struct Get: UserIdentityRequest {
    public typealias Response = UnmanagedUserIdentity
    public static let operation = Operation(
      "/user_identities/unmanaged/get", .read, by: .workspace, returns: "user_identity",
      title: "Get an unmanaged user identity", doc: "Returns one unmanaged identity. Salto KS brings none.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedUserIdentity>
    public static let operation = Operation(
      "/user_identities/unmanaged/list", .read, by: [.workspace, .clientSession], returns: "user_identities",
      title: "List unmanaged user identities", doc: "Returns the unmanaged identities. Salto KS brings none.")
    public var createdBefore: Instant?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "created_before", &createdBefore, "Only identities created before this moment.")
      field(standard: "limit", &limit, "How many identities a page has at most.", .positive)
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only identities whose name, address, number or ID holds this text.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/user_identities/unmanaged/update", .update, by: [.workspace, .clientSession],
      title: "Manage a user identity", doc: "Takes an unmanaged identity under the caller's care, for good.")
    public var isManaged = true
    public var userIdentityID = ID<UserIdentity>.blank
    public var userIdentityKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("is_managed", &isManaged, "True; there is no way back.", .always(true))
      field("user_identity_id", &userIdentityID, "The identity.")
      field("user_identity_key", &userIdentityKey, "The caller's own key for it.", .minLength(1))
    }
  }
}

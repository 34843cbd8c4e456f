public import Wire

/// The operations on unmanaged access grants.
public enum UnmanagedAccessGrants {
  public struct Get: Request {
    public typealias Response = UnmanagedAccessGrant
    public static let operation = Operation(
      "/access_grants/unmanaged/get", .read, by: AccessGrants.readers, returns: "access_grant",
      title: "Get an unmanaged access grant", doc: "Returns one unmanaged grant. Salto KS has none.", findsNothing: true
    )
    public var accessGrantID = ID<AccessGrant>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("access_grant_id", &accessGrantID, "The grant.") }
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedAccessGrant>
    public static let operation = Operation(
      "/access_grants/unmanaged/list", .read, by: AccessGrants.readers, returns: "access_grants",
      title: "List unmanaged access grants", doc: "Returns the unmanaged grants. Salto KS has none.", findsNothing: true
    )
    public var acsEntranceID: ID<AcsEntrance>?
    public var acsSystemID: ID<AcsSystem>?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var reservationKey: String?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_entrance_id", &acsEntranceID, "Only grants to this entrance.")
      field(filter: "acs_system_id", &acsSystemID, "Only grants in this system.")
      field(standard: "limit", &limit, "Maximum number of grants per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "reservation_key", &reservationKey, "Only grants of this reservation.", .minLength(1))
      field(filter: "user_identity_id", &userIdentityID, "Only grants of this identity.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_grants/unmanaged/update", .update, by: AccessGrants.writers, title: "Manage an access grant",
      doc: "Makes an unmanaged grant managed. This cannot be undone.", findsNothing: true)
    public var accessGrantID = ID<AccessGrant>.blank
    public var accessGrantKey: String?
    public var isManaged = true
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The grant.")
      field("access_grant_key", &accessGrantKey, "Your own key for the grant.", .minLength(1))
      field("is_managed", &isManaged, "Must be true.", .always(true))
    }
  }
}

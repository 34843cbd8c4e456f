public import Wire

/// The operations on activities.
public enum Activities {
  public struct List: Request {
    public typealias Response = Page<Activity>
    public static let operation = Operation(
      "/latchkey/v1/activity/list", .read, by: .workspace, returns: "activities", title: "List activities",
      doc: "Returns events with the names of people and doors, newest first.")
    public var kinds: [Activity.Kind]?
    public var acsEntranceID: ID<AcsEntrance>?
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public var acsSystemID: ID<AcsSystem>?
    public var search: String?
    public var since: Instant?
    public var before: Instant?
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "kinds", &kinds, "Only activities of these kinds.")
      field(filter: "acs_entrance_id", &acsEntranceID, "Only activities at this door.")
      field(filter: "acs_user_id", &acsUserID, "Only activities of this ACS user, who may be deleted.")
      field(filter: "user_identity_id", &userIdentityID, "Only activities of this identity's ACS users.")
      field(filter: "acs_system_id", &acsSystemID, "Only activities at the site of this system.")
      field(filter: "search", &search, "Only activities of people and doors whose name contains this text.")
      field("since", &since, "Only events recorded after this moment.")
      field(filter: "before", &before, "Only events recorded before this moment.")
      field(standard: "limit", &limit, "Maximum number of activities per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}

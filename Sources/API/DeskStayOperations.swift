public import Wire

/// The operations on stays, for a front desk.
public enum DeskStays {
  public struct List: Request {
    public typealias Response = Page<DeskStay>
    public static let operation = Operation(
      "/latchkey/v1/stays/list", .read, by: .workspace, returns: "stays", title: "List stays",
      doc: """
        Returns the access grants with their people, places and means, in order of their start. Without a filter, and \
        for stays that are over, the latest start comes first. Grants that are being deleted are not listed.
        """)
    public var filter: DeskStay.Filter?
    public var acsSystemID: ID<AcsSystem>?
    public var spaceID: ID<Space>?
    public var acsEntranceID: ID<AcsEntrance>?
    public var userIdentityID: ID<UserIdentity>?
    public var mode: AccessMethod.Mode?
    public var startsBefore: Instant?
    public var endsAfter: Instant?
    public var search: String?
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "filter", &filter, "Only stays in this state now.")
      field(filter: "acs_system_id", &acsSystemID, "Only stays with access at the site of this system.")
      field(filter: "space_id", &spaceID, "Only stays in this space.")
      field(filter: "acs_entrance_id", &acsEntranceID, "Only stays with access to this entrance, alone or by a space.")
      field(filter: "user_identity_id", &userIdentityID, "Only stays of this identity.")
      field(filter: "mode", &mode, "Only stays with this means of access.")
      field(filter: "starts_before", &startsBefore, "Only stays that start before this moment.")
      field(filter: "ends_after", &endsAfter, "Only stays that end after this moment, or never.")
      field(
        filter: "search", &search,
        "Only stays whose name, key, or person's name, e-mail address, phone number or ID contains this text.")
      field(standard: "limit", &limit, "Maximum number of stays per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct ShowLink: Request {
    public typealias Response = AccessMethod
    public static let operation = Operation(
      "/latchkey/v1/stays/show_link", .act, by: .workspace, role: .frontDesk, returns: "access_method",
      title: "Show the link of a stay",
      doc: "Returns an access method with its link. The audit notes who saw it.")
    public var accessMethodID = ID<AccessMethod>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method.")
    }
  }
}

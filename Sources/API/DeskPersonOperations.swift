public import Wire

/// The operations on people, for a front desk.
public enum DeskPeople {
  public struct List: Request {
    public typealias Response = Page<DeskPerson>
    public static let operation = Operation(
      "/latchkey/v1/people/list", .read, by: .workspace, returns: "people", title: "List people",
      doc: """
        Returns the people at the sites with their stays, errors and last entries. A person is listed once for each ACS \
        user, also after the ACS user was deleted with the last access grant. People whom the site's staff added are \
        listed only by the filter `unmanaged`.
        """)
    public var filter: DeskPerson.Filter?
    public var date: String?
    public var kind: DeskPerson.Kind?
    public var acsSystemID: ID<AcsSystem>?
    public var acsUserIDs: [ID<AcsUser>]?
    public var spaceIDs: [ID<Space>]?
    public var search: String?
    public var sort = DeskPerson.Sort.startsAt
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        filter: "filter", &filter,
        "Only people who arrive or depart on a day, are in this state now, or were added at the site.")
      field(
        filter: "date", &date,
        "The day of arrival or departure, in the time zone of each site, such as `2024-11-01`. Defaults to today.")
      field(
        filter: "kind", &kind,
        "Only guests, whose stays all have an end, or only staff. `filter` and `space_ids` say which stays count.")
      field(filter: "acs_system_id", &acsSystemID, "Only people at the site of this system.")
      field(filter: "acs_user_ids", &acsUserIDs, "Only these ACS users.", .maxLength(1000))
      field(
        filter: "space_ids", &spaceIDs,
        "Only people with a stay in one of these spaces. `filter` is about these stays.",
        .maxLength(100))
      field(
        filter: "search", &search, "Only people whose name, e-mail address, phone number or ID contains this text.")
      field(standard: "sort", &sort, "Order of the people.")
      field(standard: "limit", &limit, "Maximum number of people per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct Get: Request {
    public typealias Response = PersonHistory
    public static let operation = Operation(
      "/latchkey/v1/people/get", .read, by: .workspace, returns: "person_history", title: "Get a person",
      doc: "Returns a person with the stays, what will happen to the access, and what has happened.")
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user, who may be deleted.")
    }
  }

  public struct ShowPin: Request {
    public typealias Response = AcsCredential
    public static let operation = Operation(
      "/latchkey/v1/people/show_pin", .act, by: .workspace, role: .frontDesk, returns: "acs_credential",
      title: "Show a person's PIN",
      doc: "Returns the credential with the PIN of a person. The audit notes who saw it.")
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user.")
    }
  }
}

public import Wire

/// The operations on doors, for a front desk.
public enum DeskDoors {
  public struct List: Request {
    public typealias Response = Page<DeskDoor>
    public static let operation = Operation(
      "/latchkey/v1/doors/list", .read, by: .workspace, returns: "doors", title: "List doors",
      doc: "Returns the doors with battery, connection, mode and last entry, as the locks last reported them.")
    public var filter: DeskDoor.Filter?
    public var acsSystemID: ID<AcsSystem>?
    public var spaceID: ID<Space>?
    public var search: String?
    public var sort = DeskDoor.Sort.name
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "filter", &filter, "Only doors in this state.")
      field(filter: "acs_system_id", &acsSystemID, "Only doors of the site of this system.")
      field(filter: "space_id", &spaceID, "Only doors of this space.")
      field(filter: "search", &search, "Only doors whose name, or the name or key of a space, contains this text.")
      field(standard: "sort", &sort, "Order of the doors.")
      field(standard: "limit", &limit, "Maximum number of doors per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct Get: Request {
    public typealias Response = DeskDoor
    public static let operation = Operation(
      "/latchkey/v1/doors/get", .read, by: .workspace, returns: "door", title: "Get a door",
      doc: "Returns a door with battery, connection, mode and last entry.")
    public var acsEntranceID = ID<AcsEntrance>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
    }
  }

  public struct GetDetails: Request {
    public typealias Response = DoorDetails
    public static let operation = Operation(
      "/latchkey/v1/doors/get_details", .read, by: .workspace, returns: "details", title: "Get the details of a door",
      doc: "Returns the access groups of a door, and when its lock's IQ was last seen.")
    public var acsEntranceID = ID<AcsEntrance>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
    }
  }

  public struct GetEntriesByHour: Request {
    public typealias Response = EntriesByHour
    public static let operation = Operation(
      "/latchkey/v1/doors/entries_by_hour", .read, by: .workspace, returns: "entries_by_hour",
      title: "Get entries by hour",
      doc: "Counts the entries of a day at a site or a door, by hours of the site's clocks.")
    public static let constraints = [Constraint.exactlyOne(["acs_system_id", "acs_entrance_id"])]
    public var acsSystemID: ID<AcsSystem>?
    public var acsEntranceID: ID<AcsEntrance>?
    public var date: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site, for all of its doors.")
      field("acs_entrance_id", &acsEntranceID, "The door.")
      field("date", &date, "The day in the site's time zone, such as `2024-11-01`. Defaults to today.")
    }
  }
}

public import Wire

/// A named set of devices and entrances, such as a room or a floor.
public struct Space: Record, Answer {
  public static let name = "space"
  public var spaceID: ID<Space>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var spaceName: String
  public var displayName: String
  public var spaceKey: String?
  public var customerKey: String?
  public var customerData: SpaceCustomerData?
  /// Salto KS does not report where a site is.
  public var geolocation: Nullable<Geolocation>? = .null
  public var parentSpaceID: ID<Space>?
  public var parentSpaceKey: String?
  public var deviceCount = 0
  public var acsEntranceCount = 0

  public init(spaceID: ID<Space>, workspaceID: ID<Workspace>, createdAt: Instant, name: String) {
    self.spaceID = spaceID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    spaceName = name
    displayName = name
  }
  public static let blank = Space(spaceID: .blank, workspaceID: .blank, createdAt: .blank, name: "")

  public mutating func describe(_ field: inout some Field) {
    field("space_id", &spaceID, "ID of the space.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("name", &spaceName, "Name.")
    field("display_name", &displayName, "Display name.")
    field("space_key", &spaceKey, "Your own key for the space.")
    field("customer_key", &customerKey, "Your own key for the customer of the space.")
    field("customer_data", &customerData, "Address, usual times and time zone.")
    field("geolocation", &geolocation, "Position on the map. Always null here.")
    field("parent_space_id", &parentSpaceID, "The space that contains it.")
    field("parent_space_key", &parentSpaceKey, "Your own key for the space that contains it.")
    field("device_count", &deviceCount, "Number of its devices.")
    field("acs_entrance_count", &acsEntranceCount, "Number of its entrances.")
  }
}

/// A position on the map.
public struct Geolocation: Record, Hashable {
  public static let name = "geolocation"
  public var latitude: Double
  public var longitude: Double
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
  public static let blank = Geolocation(latitude: 0, longitude: 0)

  public mutating func describe(_ field: inout some Field) {
    field("latitude", &latitude, "Degrees north of the equator.")
    field("longitude", &longitude, "Degrees east of Greenwich.")
  }
}

/// Your own data of a space.
public struct SpaceCustomerData: Record, Hashable {
  public static let name = "space_customer_data"
  public var address: Nullable<String>?
  public var defaultCheckinTime: Nullable<String>?
  public var defaultCheckoutTime: Nullable<String>?
  public var timeZone: Nullable<String>?
  public init() {}
  public static let blank = SpaceCustomerData()

  public mutating func describe(_ field: inout some Field) {
    field("address", &address, "Postal address.")
    field("default_checkin_time", &defaultCheckinTime, "Usual local time of arrival, as HH:MM or HH:MM:SS.", .timeOfDay)
    field(
      "default_checkout_time", &defaultCheckoutTime, "Usual local time of departure, as HH:MM or HH:MM:SS.",
      .timeOfDay)
    field("time_zone", &timeZone, "IANA time zone, such as Europe/Amsterdam.")
  }
}

public import Wire

/// The operations on a site's seats.
public enum SeatOperations {
  public struct Forecast: Request {
    public typealias Response = SeatForecastAnswer
    public static let operation = Operation(
      "/latchkey/v1/seats/forecast", .read, by: .workspace, returns: "forecast", title: "Forecast seats",
      doc: "Compares the seats that stays need each day with the seats of the site.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var days = 30
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field(standard: "days", &days, "Number of days to look ahead.", .positive, .maximum(366))
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/seats/update", .update, by: .workspace, title: "Update the seats of a site",
      doc: "Reserves seats for users without an access schedule. Users keep the seats that they occupy.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var reservedForStaff = 0
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "The ACS system of the site.")
      field(
        "reserved_for_staff", &reservedForStaff, "Number of seats to reserve. Guests cannot get them.", .minimum(0),
        .maximum(1_000_000))
    }
  }
}

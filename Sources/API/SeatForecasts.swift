import Wire

/// What seats a site will want, day by day, and who will go without.
public struct SeatForecastAnswer: Record, Answer {
  public static let name = "seat_forecast"

  /// Someone who will be without a seat.
  public struct Without: Record, Hashable {
    public static let name = "seat_forecast_without"
    public var acsUserID: ID<AcsUser>
    public var startsAt: Instant?
    public var endsAt: Instant?
    public init(acsUserID: ID<AcsUser>, startsAt: Instant?, endsAt: Instant?) {
      self.acsUserID = acsUserID
      self.startsAt = startsAt
      self.endsAt = endsAt
    }
    public static let blank = Without(acsUserID: .blank, startsAt: nil, endsAt: nil)
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The user.")
      field("starts_at", &startsAt, "When the stay begins.")
      field("ends_at", &endsAt, "When it ends.")
    }
  }

  /// One day by the site's clocks.
  public struct Day: Record, Hashable {
    public static let name = "seat_forecast_day"
    public var date: String
    public var startsAt: Instant
    public var endsAt: Instant
    public var demand: Int
    public var isShort: Bool
    public var without: [Without]
    public init(date: String, startsAt: Instant, endsAt: Instant, demand: Int, isShort: Bool, without: [Without]) {
      self.date = date
      self.startsAt = startsAt
      self.endsAt = endsAt
      self.demand = demand
      self.isShort = isShort
      self.without = without
    }
    public static let blank = Day(
      date: "", startsAt: .blank, endsAt: .blank, demand: 0, isShort: false, without: [])
    public mutating func describe(_ field: Field) {
      field("date", &date, "The day, as the site's clocks show it.")
      field("starts_at", &startsAt, "When it begins; today begins now.")
      field("ends_at", &endsAt, "When it ends.")
      field("demand", &demand, "The most seats that are wanted at once.")
      field("is_short", &isShort, "Whether somebody goes without.")
      field("without", &without, "Who is without a seat for a part of the day at least.")
    }
  }

  public var acsSystemID: ID<AcsSystem>
  public var timeZone: String
  public var limit: Int
  public var used: Int
  public var reservedForStaff: Int
  public var firstDayShort: String?
  public var days: [Day]

  public init(
    acsSystemID: ID<AcsSystem>, timeZone: String, limit: Int, used: Int, reservedForStaff: Int, days: [Day]
  ) {
    self.acsSystemID = acsSystemID
    self.timeZone = timeZone
    self.limit = limit
    self.used = used
    self.reservedForStaff = reservedForStaff
    self.firstDayShort = days.first(where: \.isShort)?.date
    self.days = days
  }
  public static let blank = SeatForecastAnswer(
    acsSystemID: .blank, timeZone: "", limit: 0, used: 0, reservedForStaff: 0, days: [])

  public mutating func describe(_ field: Field) {
    field("acs_system_id", &acsSystemID, "The site's system.")
    field("time_zone", &timeZone, "The site's time zone.")
    field("limit", &limit, "How many users the site's plan lets be subscribed at once.")
    field("used", &used, "How many are, as last seen.")
    field("reserved_for_staff", &reservedForStaff, "How many seats are kept for users without an access schedule.")
    field("first_day_short", &firstDayShort, "The first day on which somebody goes without; left out where none is.")
    field("days", &days, "The days, today first.")
  }
}

/// The operations on a site's seats.
public enum SeatOperations {
  public struct Forecast: Request {
    public typealias Response = SeatForecastAnswer
    public static let operation = Operation(
      "/latchkey/v1/seats/forecast", .read, by: .workspace, returns: "forecast", title: "Forecast seats",
      doc: "Compares the seats that stays will want, day by day, with those that the site has.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var days = 30
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site's system.")
      field(standard: "days", &days, "How many days to look ahead.", .positive, .maximum(366))
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/seats/update", .update, by: .workspace, title: "Update how seats are given out",
      doc: "Keeps seats for users without an access schedule. Nobody who holds one loses it.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var reservedForStaff = 0
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site's system.")
      field("reserved_for_staff", &reservedForStaff, "How many seats no guest gets.", .minimum(0), .maximum(1_000_000))
    }
  }
}

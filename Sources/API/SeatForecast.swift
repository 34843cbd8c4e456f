public import Wire

/// The demand for seats at a site by day, and the users who will get none.
public struct SeatForecastAnswer: Record, Answer {
  public static let name = "seat_forecast"

  /// A user who will get no seat.
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
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The user.")
      field("starts_at", &startsAt, "When the stay starts.")
      field("ends_at", &endsAt, "When it ends.")
    }
  }

  /// A day in the local time of the site.
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
    public mutating func describe(_ field: inout some Field) {
      field("date", &date, "The date in the local time of the site.")
      field("starts_at", &startsAt, "When the day starts. Today starts now.")
      field("ends_at", &endsAt, "When it ends.")
      field("demand", &demand, "Maximum number of seats needed at once.")
      field("is_short", &isShort, "Whether at least one user gets no seat.")
      field("without", &without, "The users without a seat for at least part of the day.")
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

  public mutating func describe(_ field: inout some Field) {
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("time_zone", &timeZone, "The site's time zone.")
    field("limit", &limit, "Number of seats that the site's plan includes.")
    field("used", &used, "Number of seats in use when last seen.")
    field("reserved_for_staff", &reservedForStaff, "Number of seats reserved for users without an access schedule.")
    field("first_day_short", &firstDayShort, "The first day on which a user gets no seat. Absent if there is none.")
    field("days", &days, "The days, today first.")
  }
}

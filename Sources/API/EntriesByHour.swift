public import Wire

/// The entries of a day at a site or a door, by local hours.
public struct EntriesByHour: Record, Answer {
  public static let name = "entries_by_hour"

  /// An hour as the clocks of the site show it.
  public struct Hour: Record, Hashable {
    public static let name = "entries_hour"
    public var startsAt: Instant
    public var endsAt: Instant
    public var localTime: String
    public var isRepeated: Bool
    public var openedCount: Int
    public var refusedCount: Int
    public init(
      startsAt: Instant, endsAt: Instant, localTime: String, isRepeated: Bool, openedCount: Int, refusedCount: Int
    ) {
      self.startsAt = startsAt
      self.endsAt = endsAt
      self.localTime = localTime
      self.isRepeated = isRepeated
      self.openedCount = openedCount
      self.refusedCount = refusedCount
    }
    public static let blank = Hour(
      startsAt: .blank, endsAt: .blank, localTime: "", isRepeated: false, openedCount: 0, refusedCount: 0)
    public mutating func describe(_ field: inout some Field) {
      field("starts_at", &startsAt, "Start of the hour.")
      field("ends_at", &endsAt, "End of the hour.")
      field("local_time", &localTime, "The time that clocks show at the start, such as `15:00`.")
      field("is_repeated", &isRepeated, "Whether clocks have shown this hour before on the day.")
      field("opened_count", &openedCount, "Number of times that a door was opened.")
      field("refused_count", &refusedCount, "Number of times that a door stayed shut.")
    }
  }

  public var acsSystemID: ID<AcsSystem>
  public var acsEntranceID: ID<AcsEntrance>?
  public var date: String
  public var timeZone: String
  public var hours: [Hour]

  public init(
    acsSystemID: ID<AcsSystem>, acsEntranceID: ID<AcsEntrance>?, date: String, timeZone: String, hours: [Hour]
  ) {
    self.acsSystemID = acsSystemID
    self.acsEntranceID = acsEntranceID
    self.date = date
    self.timeZone = timeZone
    self.hours = hours
  }
  public static let blank = EntriesByHour(acsSystemID: .blank, acsEntranceID: nil, date: "", timeZone: "", hours: [])

  public mutating func describe(_ field: inout some Field) {
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("acs_entrance_id", &acsEntranceID, "The door. Absent for all doors of the site.")
    field("date", &date, "The day in the site's time zone.")
    field("time_zone", &timeZone, "Time zone of the site.")
    field(
      "hours", &hours, "The hours of the day in order. A repeated hour is listed twice, a skipped one is not listed.")
  }
}

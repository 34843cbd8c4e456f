public import Wire

/// The clock changes of a site, such as for daylight saving time, and the stays that span them.
public struct SchedulePreview: Record, Answer {
  public static let name = "schedule_preview"

  /// A clock change.
  public struct Switch: Record, Hashable {
    public static let name = "clock_switch"
    public var at: Instant
    public var localBefore: String
    public var localAfter: String
    public var seconds: Int
    public var stays: [Stay]
    public init(at: Instant, localBefore: String, localAfter: String, seconds: Int, stays: [Stay]) {
      self.at = at
      self.localBefore = localBefore
      self.localAfter = localAfter
      self.seconds = seconds
      self.stays = stays
    }
    public static let blank = Switch(at: .blank, localBefore: "", localAfter: "", seconds: 0, stays: [])
    public mutating func describe(_ field: inout some Field) {
      field("at", &at, "The moment of the clock change.")
      field("local_before", &localBefore, "Local time at that moment without the change.")
      field("local_after", &localAfter, "Local time at that moment after the change.")
      field("seconds", &seconds, "Seconds by which clocks move forward. Negative if they move back.")
      field("stays", &stays, "The first hundred stays that span the change. Their moments do not change.")
    }
  }

  /// A stay in the local time of the site.
  public struct Stay: Record, Hashable {
    public static let name = "local_stay"
    public var acsUserID: ID<AcsUser>
    public var startsAt: Instant
    public var endsAt: Instant?
    public var localStartsAt: String
    public var localEndsAt: String?
    public init(
      acsUserID: ID<AcsUser>, startsAt: Instant, endsAt: Instant?, localStartsAt: String, localEndsAt: String?
    ) {
      self.acsUserID = acsUserID
      self.startsAt = startsAt
      self.endsAt = endsAt
      self.localStartsAt = localStartsAt
      self.localEndsAt = localEndsAt
    }
    public static let blank = Stay(
      acsUserID: .blank, startsAt: .blank, endsAt: nil, localStartsAt: "", localEndsAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The user.")
      field("starts_at", &startsAt, "When the stay starts.")
      field("ends_at", &endsAt, "When the stay ends.")
      field("local_starts_at", &localStartsAt, "When the stay starts, in local time.")
      field("local_ends_at", &localEndsAt, "When the stay ends, in local time.")
    }
  }

  public var acsSystemID: ID<AcsSystem>
  public var timeZone: String
  public var switches: [Switch]
  public init(acsSystemID: ID<AcsSystem>, timeZone: String, switches: [Switch]) {
    self.acsSystemID = acsSystemID
    self.timeZone = timeZone
    self.switches = switches
  }
  public static let blank = SchedulePreview(acsSystemID: .blank, timeZone: "", switches: [])
  public mutating func describe(_ field: inout some Field) {
    field("acs_system_id", &acsSystemID, "The ACS system of the site.")
    field("time_zone", &timeZone, "The site's time zone.")
    field("switches", &switches, "The clock changes, in order.")
  }
}

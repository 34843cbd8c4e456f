import Wire

/// The operations on local time.
public enum Schedules {
  public struct Preview: Request {
    public typealias Response = SchedulePreview
    public static let operation = Operation(
      "/latchkey/v1/schedules/preview", .read, by: .workspace, returns: "preview", title: "Preview clock changes",
      doc: "Tells when the site's clocks are moved, and how the stays around that look on them.")
    public var acsSystemID = ID<AcsSystem>.blank
    public var days = 366
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_system_id", &acsSystemID, "The site's system.")
      field(standard: "days", &days, "How many days to look ahead.", .positive, .maximum(3660))
    }
  }
}

/// When a site's clocks are moved, and the stays that are under way then.
public struct SchedulePreview: Record, Answer {
  public static let name = "schedule_preview"

  /// A moment at which clocks are moved.
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
    public mutating func describe(_ field: Field) {
      field("at", &at, "The moment.")
      field("local_before", &localBefore, "What clocks would show then, were they not moved.")
      field("local_after", &localAfter, "What they show instead.")
      field("seconds", &seconds, "How far they are moved forward; below zero, back.")
      field("stays", &stays, "The stays that are under way then, the first hundred. They are exact: none changes.")
    }
  }

  /// A stay as the site's clocks show it.
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
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The user.")
      field("starts_at", &startsAt, "When the stay begins.")
      field("ends_at", &endsAt, "When it ends.")
      field("local_starts_at", &localStartsAt, "When it begins by the site's clocks.")
      field("local_ends_at", &localEndsAt, "When it ends by them.")
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
  public mutating func describe(_ field: Field) {
    field("acs_system_id", &acsSystemID, "The site's system.")
    field("time_zone", &timeZone, "The site's time zone.")
    field("switches", &switches, "When clocks are moved, in order.")
  }
}

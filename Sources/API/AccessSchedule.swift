public import Wire

/// When access is valid, in responses.
public struct AccessSchedule: Record, Hashable {
  public static let name = "access_schedule"
  public var startsAt: Instant
  public var endsAt: Nullable<Instant>

  public init(startsAt: Instant, endsAt: Instant?) {
    self.startsAt = startsAt
    self.endsAt = Nullable(endsAt)
  }
  public static let blank = AccessSchedule(startsAt: .blank, endsAt: nil)

  public mutating func describe(_ field: inout some Field) {
    field("starts_at", &startsAt, "When access starts, inclusive.")
    field("ends_at", &endsAt, "When access ends, exclusive. Null for no end.")
  }
}

/// When access is valid, in a creation.
public struct AccessScheduleRequest: Record, Hashable {
  public static let name = "access_schedule_request"
  /// A schedule without either would be no schedule, and access would never end.
  public static let constraints = [Constraint.atLeastOne(["starts_at", "ends_at"])]
  public var startsAt: Instant?
  public var endsAt: Nullable<Instant>?
  public init(startsAt: Instant? = nil, endsAt: Instant? = nil) {
    self.startsAt = startsAt
    self.endsAt = endsAt.map { .value($0) }
  }
  public static let blank = AccessScheduleRequest()

  public mutating func describe(_ field: inout some Field) {
    field("starts_at", &startsAt, "When access starts. Defaults to now.")
    field("ends_at", &endsAt, "When access ends. Must be in the future and after the start. Null or omitted: no end.")
  }
}

/// When access is valid, in an update, which requires both the start and the end.
public struct AccessScheduleUpdate: Record, Hashable {
  public static let name = "access_schedule_update"
  public var startsAt: Instant
  public var endsAt: Instant
  public init(startsAt: Instant, endsAt: Instant) {
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
  public static let blank = AccessScheduleUpdate(startsAt: .blank, endsAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("starts_at", &startsAt, "When access starts.")
    field(
      "ends_at", &endsAt,
      """
      When access ends. Must be after the start. A new end within the last 24 hours ends access now. An unchanged end \
      may be in the past.
      """)
  }
}

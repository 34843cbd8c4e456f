import Wire

/// The codes of a resource's errors or warnings.
public protocol NoticeCode: Choice {
  /// `error_code` or `warning_code`.
  static var member: StaticString { get }
}

/// An error or a warning on a resource: a code for programs, a sentence for people, and since when.
public struct Notice<Code: NoticeCode>: Record, Hashable {
  public static var name: String { schemaName(of: Code.self) + "_notice" }
  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String

  public init(_ code: Code, since createdAt: Instant, _ message: String) {
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
  }
  public static var blank: Self { Self(.blank, since: .blank, "") }

  public mutating func describe(_ field: Field) {
    field(Code.member, &code, "What it is, for programs.")
    field("created_at", &createdAt, "Since when it holds.")
    field("message", &message, "What it means and what helps, for people.")
  }
}

/// A code that no source lists.
public struct FreeNotice: Record, Hashable {
  public static let name = "free_notice"
  public var errorCode: String
  public var createdAt: Instant
  public var message: String

  public init(errorCode: String, createdAt: Instant, message: String) {
    self.errorCode = errorCode
    self.createdAt = createdAt
    self.message = message
  }
  public static let blank = FreeNotice(errorCode: "", createdAt: .blank, message: "")

  public mutating func describe(_ field: Field) {
    field("error_code", &errorCode, "What it is, for programs.")
    field("created_at", &createdAt, "Since when it holds.")
    field("message", &message, "What it means and what helps, for people.")
  }
}

/// When access holds, as answers show it.
public struct AccessSchedule: Record, Hashable {
  public static let name = "access_schedule"
  public var startsAt: Instant
  public var endsAt: Nullable<Instant>

  public init(startsAt: Instant, endsAt: Instant?) {
    self.startsAt = startsAt
    self.endsAt = Nullable(endsAt)
  }
  public static let blank = AccessSchedule(startsAt: .blank, endsAt: nil)

  public mutating func describe(_ field: Field) {
    field("starts_at", &startsAt, "From when access holds, inclusive.")
    field("ends_at", &endsAt, "Until when access holds, exclusive; null for no end.")
  }
}

/// When access is to hold, as a creation asks for it.
public struct AccessScheduleRequest: Record, Hashable {
  public static let name = "access_schedule_request"
  /// A schedule without either would be none, and access without end.
  public static let constraints = [Constraint.atLeastOne(["starts_at", "ends_at"])]
  public var startsAt: Instant?
  public var endsAt: Nullable<Instant>?
  public init(startsAt: Instant? = nil, endsAt: Instant? = nil) {
    self.startsAt = startsAt
    self.endsAt = endsAt.map { .value($0) }
  }
  public static let blank = AccessScheduleRequest()

  public mutating func describe(_ field: Field) {
    field("starts_at", &startsAt, "From when access is to hold; left out, from now on.")
    field("ends_at", &endsAt, "Until when; it must lie in the future and after the start. Null or left out: no end.")
  }
}

/// When access is to hold, as an update asks for it: both ends are named.
public struct AccessScheduleUpdate: Record, Hashable {
  public static let name = "access_schedule_update"
  public var startsAt: Instant
  public var endsAt: Instant
  public init(startsAt: Instant, endsAt: Instant) {
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
  public static let blank = AccessScheduleUpdate(startsAt: .blank, endsAt: .blank)

  public mutating func describe(_ field: Field) {
    field("starts_at", &startsAt, "From when access is to hold.")
    field(
      "ends_at", &endsAt,
      """
      Until when; it must lie after the start. A new end within the last 24 hours ends the stay now; an end that stays as \
      it is may have passed.
      """)
  }
}

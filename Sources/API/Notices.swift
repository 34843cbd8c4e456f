import Wire

/// The codes of a resource's errors or warnings.
public protocol NoticeCode: Choice {
  /// `error_code` or `warning_code`.
  static var member: StaticString { get }
}

/// An error or warning of a resource: a code for programs, a message for people, and the time it began.
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
    field(Code.member, &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
  }
}

/// A code that no documentation lists.
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
    field("error_code", &errorCode, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
  }
}

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

  public mutating func describe(_ field: Field) {
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

  public mutating func describe(_ field: Field) {
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

  public mutating func describe(_ field: Field) {
    field("starts_at", &startsAt, "When access starts.")
    field(
      "ends_at", &endsAt,
      """
      When access ends. Must be after the start. A new end within the last 24 hours ends access now. An unchanged end \
      may be in the past.
      """)
  }
}

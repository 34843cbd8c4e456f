public import Wire

/// A pending change of an access code.
public struct AccessCodeMutation: Record, Hashable {
  public static let name = "access_code_mutation"

  public enum Code: String, Choice {
    case creating, deleting
    case updatingTimeFrame = "updating_time_frame"
  }

  /// The times before and after a change.
  public struct Times: Record, Hashable {
    public static let name = "access_code_times"
    public var startsAt: Nullable<Instant>
    public var endsAt: Nullable<Instant>
    public init(startsAt: Instant?, endsAt: Instant?) {
      self.startsAt = Nullable(startsAt)
      self.endsAt = Nullable(endsAt)
    }
    public static let blank = Times(startsAt: nil, endsAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("starts_at", &startsAt, "When the code starts to open, or null.")
      field("ends_at", &endsAt, "When the code ceases to open, or null.")
    }
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var from: Times?
  public var to: Times?

  public init(_ code: Code, since createdAt: Instant, _ message: String, from: Times? = nil, to: Times? = nil) {
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
    self.from = from
    self.to = to
  }
  public static let blank = AccessCodeMutation(.creating, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("mutation_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the change was requested.")
    field("message", &message, "What is being changed.")
    field("from", &from, "The times at the site.")
    field("to", &to, "The wanted times.")
  }
}

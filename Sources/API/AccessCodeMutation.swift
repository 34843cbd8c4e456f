public import Wire

/// A pending change of an access code.
public struct AccessCodeMutation: Record, Hashable {
  public static let name = "access_code_mutation"

  public enum Code: String, Choice {
    case creating, deleting
    case deferringCreation = "deferring_creation"
    case updatingName = "updating_name"
    case updatingCode = "updating_code"
    case updatingTimeFrame = "updating_time_frame"
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var from: AccessCodeState?
  public var to: AccessCodeState?
  public var scheduledAt: Instant?

  public init(
    _ code: Code, since createdAt: Instant, _ message: String, from: AccessCodeState? = nil, to: AccessCodeState? = nil,
    scheduledAt: Instant? = nil
  ) {
    self.scheduledAt = scheduledAt
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
    field("from", &from, "What the site has.")
    field("to", &to, "What is wanted.")
    field("scheduled_at", &scheduledAt, "When the site gets the code.")
  }

  /// One variant for each code.
  public static var schema: Schema { variants(by: "mutation_code", members: ownMembers(of:)) }

  private static func ownMembers(of code: Code) -> [CodeMember] {
    switch code {
    case .creating, .deleting: []
    case .deferringCreation: [.required("scheduled_at")]
    case .updatingName: AccessCodeState.sides(of: ["name"])
    case .updatingCode: AccessCodeState.sides(of: ["code"])
    case .updatingTimeFrame: AccessCodeState.sides(of: ["starts_at", "ends_at"])
    }
  }
}

public import Wire

/// The part of an access code that changes, before or after the change.
public struct AccessCodeState: Record, Hashable {
  public static let name = "access_code_state"

  public var codeName: Nullable<String>?
  /// Digits are never shown here, so it is null if the digits change.
  public var code: Nullable<String>?
  public var startsAt: Nullable<Instant>?
  public var endsAt: Nullable<Instant>?

  private init() {}

  public init(codeName: String?) { self.codeName = Nullable(codeName) }

  public init(startsAt: Instant?, endsAt: Instant?) {
    self.startsAt = Nullable(startsAt)
    self.endsAt = Nullable(endsAt)
  }

  /// Digits, which are not shown.
  public static let digits: AccessCodeState = {
    var state = AccessCodeState()
    state.code = .null
    return state
  }()

  public static let blank = AccessCodeState()

  /// Both sides of a change of some members.
  static func sides(of members: [String]) -> [CodeMember] {
    [.required("from", with: members), .required("to", with: members)]
  }

  public mutating func describe(_ field: inout some Field) {
    field("name", &codeName, "Name, or null.")
    field("code", &code, "Always null: read the PIN from the access code.")
    field("starts_at", &startsAt, "When the code starts to open, or null.")
    field("ends_at", &endsAt, "When the code ceases to open, or null.")
  }
}

public import Wire

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

  public mutating func describe(_ field: inout some Field) {
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

  public mutating func describe(_ field: inout some Field) {
    field("error_code", &errorCode, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
  }
}

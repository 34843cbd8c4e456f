/// One of several records, chosen by the text of one field, such as a warning's `warning_code` or an event's
/// `event_type`.
///
/// An answer may have a variant that this version does not know. It is recorded as a fault and kept unchanged.
public protocol Union: Wire {
  static var tag: String { get }
  static var variants: [Variant<Self>] { get }
  /// A value of an unknown variant.
  static func unknown(_ json: JSON) -> Self
  /// The JSON of an unknown variant, or nil.
  var unknownJSON: JSON? { get }
}

/// One variant of a union: its tag, and the conversions between the record and the union's case.
public struct Variant<U: Union>: Sendable {
  public let name: String
  let schema: @Sendable () -> Schema
  let read: @Sendable (JSON, inout Issues) -> U
  let write: @Sendable (U, inout JSONWriter) -> Bool
  let blank: @Sendable () -> U

  public init<R: Record>(_ name: String, _ wrap: @escaping @Sendable (R) -> U, _ unwrap: @escaping @Sendable (U) -> R?)
  {
    self.name = name
    schema = { R.schema }
    read = { json, issues in wrap(R(json, noting: &issues)) }
    write = { union, writer in
      guard let record = unwrap(union) else { return false }
      record.write(to: &writer)
      return true
    }
    blank = { wrap(.blank) }
  }
}

extension Union {
  public static var schema: Schema { .union(tag: tag, variants.map { ($0.name, $0.schema()) }) }
  public static var blank: Self { variants[0].blank() }

  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .object(let members) = json, case .string(let name)? = members[Self.tag],
      let variant = Self.variants.first(where: { $0.name == name })
    else {
      self = .unknown(json)
      issues.add("Invalid input")
      return
    }
    self = variant.read(json, &issues)
  }

  public func write(to writer: inout JSONWriter) {
    for variant in Self.variants where variant.write(self, &writer) { return }
    if let unknownJSON { return writer.json(unknownJSON) }
    preconditionFailure("a case of \(Self.self) is missing from its variants")
  }
}

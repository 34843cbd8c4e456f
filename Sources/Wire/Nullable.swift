/// A value that is always present and may be null.
public enum Nullable<Value: Wire>: Wire {
  case null
  case value(Value)

  @inlinable public init(_ value: Value?) { if let value { self = .value(value) } else { self = .null } }

  @inlinable public var optional: Value? { if case .value(let value) = self { value } else { nil } }

  public static var schema: Schema { .nullable(Value.schema) }
  public static var blank: Self { .null }
  public init(_ json: JSON, noting issues: inout Issues) {
    self = json == .null ? .null : .value(Value(json, noting: &issues))
  }
  @inlinable public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.raw("null")
    case .value(let value): value.write(to: &writer)
    }
  }
}

extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}

/// An update of a nullable field: keep it, clear it (`null`), or set it.
public enum Change<Value: Wire>: Sendable {
  case keep, clear
  case set(Value)

  /// The field's value after the change.
  public func applied(to current: Value?) -> Value? {
    switch self {
    case .keep: current
    case .clear: nil
    case .set(let value): value
    }
  }
}

extension Change: Equatable where Value: Equatable {}

/// An object with arbitrary names, whose values are strings or booleans.
public struct Metadata: Wire, Hashable {
  public var members: [String: JSON]
  public init(_ members: [String: JSON] = [:]) { self.members = members }
  public static var schema: Schema { .metadata(isNullable: false, maxLength: nil) }
  public static var blank: Metadata { Metadata() }
  public init(_ json: JSON, noting issues: inout Issues) {
    members = [:]
    guard case .object(let members) = json else {
      issues.expected("object", json)
      return
    }
    self.members = members
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string, .bool: continue
      default:
        issues.enter(name)
        issues.add("Invalid input")
        issues.leave()
      }
    }
  }
  public func write(to writer: inout JSONWriter) { writer.json(.object(members)) }
}

extension Nullable: ExpressibleByUnicodeScalarLiteral where Value == String {
  public init(unicodeScalarLiteral text: String) { self = .value(text) }
}
extension Nullable: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
  public init(extendedGraphemeClusterLiteral text: String) { self = .value(text) }
}
/// A string literal is a non-null value.
extension Nullable: ExpressibleByStringLiteral where Value == String {
  public init(stringLiteral text: String) { self = .value(text) }
}

extension Change: ExpressibleByUnicodeScalarLiteral where Value == String {
  public init(unicodeScalarLiteral text: String) { self = .set(text) }
}
extension Change: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
  public init(extendedGraphemeClusterLiteral text: String) { self = .set(text) }
}
/// A string literal is a value to set.
extension Change: ExpressibleByStringLiteral where Value == String {
  public init(stringLiteral text: String) { self = .set(text) }
}

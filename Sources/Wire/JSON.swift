/// A JSON document held as a tree: what arrives on the wire before it has a type.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// The name of the value's kind, as fault messages use it.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .int, .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The member of an object, or nil where this is no object or has no such member.
  public subscript(name: String) -> JSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The text of a string, or nil.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// A text that is no JSON document (RFC 8259), and the byte at which that became clear.
public struct MalformedJSON: Error, Equatable {
  public let offset: Int
}

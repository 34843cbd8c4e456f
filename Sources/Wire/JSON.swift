/// A JSON document as a tree.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// The name of the value's type in error messages.
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

  /// The member of an object, or nil if it is absent or this is not an object.
  public subscript(name: String) -> JSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The value of a string, or nil.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// Invalid JSON (RFC 8259), with the offset of the error in bytes.
public struct MalformedJSON: Error, Equatable {
  public let offset: Int
}

/// The JSON form of a type, as data: what the query reader, the OpenAPI document and the command line are made from.
public indirect enum Schema: Sendable {
  case string(format: String?)
  /// The text of an ``ID``.
  case identifier
  case integer, number, boolean, anything
  case choice([String])
  case list(Schema)
  /// An object with any names, whose values are texts or booleans, or null where that is possible.
  case metadata(isNullable: Bool, maxLength: Int?)
  case record(name: String, [FieldSchema])
  /// Several records, told apart by the text of one field. With a name it stands for itself in the OpenAPI document.
  case union(name: String? = nil, tag: String, [(String, Schema)])
  case nullable(Schema)

  /// The schema without the leave to be null.
  public var present: Schema { if case .nullable(let schema) = self { schema.present } else { self } }
  /// Under which name it stands in the OpenAPI document; nil where it stands in its place.
  public var name: String? {
    switch self {
    case .record(let name, _): name
    case .union(let name, _, _): name
    default: nil
    }
  }
  /// The fields of an object, and of a union those of all its records, each once.
  public var fields: [FieldSchema] {
    switch self {
    case .record(_, let fields): fields
    case .union(_, _, let variants):
      variants.flatMap(\.1.fields).reduce(into: []) { known, field in
        if !known.contains(where: { $0.name == field.name }) { known.append(field) }
      }
    case .nullable(let schema): schema.fields
    default: []
    }
  }
  public var isNullable: Bool { if case .nullable = self { true } else { false } }
}

/// One field of a record, as data.
public struct FieldSchema: Sendable {
  public let name: String
  public let schema: Schema
  public let isRequired: Bool
  public let doc: String
  public let rules: [Rule]
  /// What stands in where the field is absent.
  public let standard: JSON?
  /// Whether it narrows a list, so that a blank says the same as absence.
  public let isFilter: Bool

  /// The same field with another schema, or needed where it was not.
  public func with(schema: Schema? = nil, isRequired: Bool? = nil) -> FieldSchema {
    FieldSchema(
      name: name, schema: schema ?? self.schema, isRequired: isRequired ?? self.isRequired, doc: doc, rules: rules,
      standard: standard, isFilter: isFilter)
  }
}

/// A bound on one field's value. Faults are worded as zod 3 words them.
public enum Rule: Sendable {
  case minLength(Int)
  case maxLength(Int)
  case minimum(Int)
  case maximum(Int)
  /// Greater than zero.
  case positive
  case email
  /// Decimal digits only, at least one.
  case digits
  /// One of the two and not the other.
  case always(Bool)
  /// An absolute address; whether it is a sound one is for who uses it to say.
  case url

  /// What is wrong with `value`, or nil. A value of another type is the type's fault, not the rule's.
  func fault(in value: JSON) -> String? {
    switch (self, value) {
    case (.minLength(let bound), .string(let text)) where text.count < bound:
      "String must contain at least \(bound) character(s)"
    case (.maxLength(let bound), .string(let text)) where text.count > bound:
      "String must contain at most \(bound) character(s)"
    case (.minLength(let bound), .array(let items)) where items.count < bound:
      "Array must contain at least \(bound) element(s)"
    case (.maxLength(let bound), .array(let items)) where items.count > bound:
      "Array must contain at most \(bound) element(s)"
    case (.minimum(let bound), _) where value.isLess(than: bound):
      "Number must be greater than or equal to \(bound)"
    case (.positive, .int(...0)), (.positive, .double(...0)): "Number must be greater than 0"
    case (.maximum(let bound), _) where value.isGreater(than: bound):
      "Number must be less than or equal to \(bound)"
    case (.email, .string(let text)) where !isEmailAddress(text): "Invalid email"
    case (.digits, .string(let text)) where text.isEmpty || !text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }:
      "Invalid"
    case (.always(let value), .bool(let given)) where given != value: "Invalid literal value, expected \(value)"
    default: nil
    }
  }
}

extension JSON {
  // A whole number may be written as `1e3` or `1000.0` too.
  fileprivate func isLess(than bound: Int) -> Bool {
    switch self {
    case .int(let number): number < bound
    case .double(let number): number < Double(bound)
    default: false
    }
  }

  fileprivate func isGreater(than bound: Int) -> Bool {
    switch self {
    case .int(let number): number > bound
    case .double(let number): number > Double(bound)
    default: false
    }
  }
}

/// A pragmatic test: one `@`, a sound local part, and a domain of at least two labels with a letter-only last one.
func isEmailAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, text.utf8.count <= 254 else { return false }
  let local = parts[0]
  let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
  let isLocalSound =
    !local.isEmpty && !local.hasPrefix(".") && !local.hasSuffix(".") && !local.contains("..")
    && local.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_'+-.".contains($0)) }
  let areLabelsSound = labels.allSatisfy { label in
    !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
  guard let last = labels.last else { return false }
  return isLocalSound && areLabelsSound && labels.count >= 2 && last.count >= 2 && last.allSatisfy(\.isLetter)
}

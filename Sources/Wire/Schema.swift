/// The JSON form of a type, as data. It is the source of the query reader, the OpenAPI document and the command line.
public indirect enum Schema: Sendable {
  case string(format: String?)
  /// The text of an ``ID``.
  case identifier
  case integer, number, boolean, anything
  case choice([String])
  case list(Schema)
  /// An object with arbitrary names, whose values are strings, booleans or, if nullable, null.
  case metadata(isNullable: Bool, maxLength: Int?)
  /// An object with arbitrary names, whose values have the same schema.
  case map(Schema)
  case record(name: String, [FieldSchema])
  /// One of several records, chosen by the text of one field. With a name it gets its own OpenAPI schema.
  case union(name: String? = nil, tag: String, [(String, Schema)])
  case nullable(Schema)

  /// The schema without null.
  public var present: Schema { if case .nullable(let schema) = self { schema.present } else { self } }
  /// The name of its OpenAPI schema, or nil if it is inlined.
  public var name: String? {
    switch self {
    case .record(let name, _): name
    case .union(let name, _, _): name
    default: nil
    }
  }
  /// The fields of an object, or the distinct fields of all records of a union.
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
  /// The default, if any.
  public let standard: JSON?
  /// Whether it filters a list. A blank then counts as absent.
  public let isFilter: Bool

  /// A copy of the field with another schema, requirement or rules.
  public func with(schema: Schema? = nil, isRequired: Bool? = nil, rules: [Rule]? = nil) -> FieldSchema {
    FieldSchema(
      name: name, schema: schema ?? self.schema, isRequired: isRequired ?? self.isRequired, doc: doc,
      rules: rules ?? self.rules, standard: standard, isFilter: isFilter)
  }
}

/// A bound on a field's value. Faults use the wording of zod 3.
public enum Rule: Sendable {
  case minLength(Int)
  case maxLength(Int)
  case minimum(Int)
  case maximum(Int)
  /// Greater than zero.
  case positive
  /// Greater than zero. The public API's document calls it a number without a bound, and so does ours.
  case positiveNumber
  /// A whole number that the public API's document calls a number, as ours does.
  case number
  /// Zero or greater. The public API's document calls it a number without a bound, and so does ours.
  case countingNumber
  /// A moment, or a list of them, that the public API's document calls a text, as ours does.
  case text
  /// Text, true or false.
  case textOrBoolean
  /// Bounds of each number in a list.
  case eachNumber(minimum: Int, maximum: Int)
  /// Values of a type that the public API's document does not have here. They are never used here.
  case without([String])
  /// An absent object counts as an empty one.
  case emptyByDefault
  /// A letter or `_`, then letters, digits and `_`.
  case word
  case email
  /// Decimal digits only, at least one.
  case digits
  /// `HH:MM` or `HH:MM:SS`.
  case timeOfDay
  /// One boolean value only.
  case always(Bool)
  /// An absolute URL. Users of the value check further properties.
  case url
  /// A PIN, or something else that opens doors. Not everybody who may read the record sees it.
  case secret

  /// The violation of the rule, or nil. A value of the wrong type is not a violation of the rule.
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
    case (.eachNumber(let minimum, _), .array(let items)) where items.contains(where: { $0.isLess(than: minimum) }):
      "Number must be greater than or equal to \(minimum)"
    case (.eachNumber(_, let maximum), .array(let items)) where items.contains(where: { $0.isGreater(than: maximum) }):
      "Number must be less than or equal to \(maximum)"
    case (.countingNumber, _) where value.isLess(than: 0): "Number must be greater than or equal to 0"
    case (.textOrBoolean, .null), (.textOrBoolean, .int), (.textOrBoolean, .double), (.textOrBoolean, .array),
      (.textOrBoolean, .object):
      "Invalid input"
    case (.minimum(let bound), _) where value.isLess(than: bound):
      "Number must be greater than or equal to \(bound)"
    case (.positive, .int(...0)), (.positive, .double(...0)), (.positiveNumber, .int(...0)),
      (.positiveNumber, .double(...0)):
      "Number must be greater than 0"
    case (.maximum(let bound), _) where value.isGreater(than: bound):
      "Number must be less than or equal to \(bound)"
    case (.email, .string(let text)) where !isEmailAddress(text): "Invalid email"
    case (.digits, .string(let text)) where text.isEmpty || !text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }:
      "Invalid"
    case (.timeOfDay, .string(let text)) where !isTimeOfDay(text): "Invalid"
    case (.word, .string(let text)) where !isWord(text): "Invalid"
    case (.always(let value), .bool(let given)) where given != value: "Invalid literal value, expected \(value)"
    default: nil
    }
  }
}

/// Whether a text is a local time such as `15:00` or `15:00:30`.
private func isTimeOfDay(_ text: String) -> Bool {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2 || parts.count == 3 else { return false }
  return zip(parts, [24, 60, 60]).allSatisfy { part, bound in
    part.utf8.count == 2 && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && Int(part).map { $0 < bound } == true
  }
}

private func isWord(_ text: String) -> Bool {
  let isLetter = { (byte: UInt8) in byte == UInt8(ascii: "_") || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
  guard let first = text.utf8.first, isLetter(first) else { return false }
  return text.utf8.allSatisfy { isLetter($0) || $0 >= 0x30 && $0 <= 0x39 }
}

extension JSON {
  // An integer may also be written as `1e3` or `1000.0`.
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

/// A pragmatic check: one `@`, a valid local part, and a domain of at least two labels, the last one letters only.
public func isEmailAddress(_ text: String) -> Bool {
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

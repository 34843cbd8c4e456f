/// An ambiguous query string.
public struct AmbiguousQuery: Error, Equatable {
  public let parameter: String
  public let reason: String
  /// The API's error message.
  public var message: String { "Could not parse parameter: '\(parameter)' \(reason)" }
}

/// Reads a query string into the JSON members of a record's fields.
///
/// The declared type of a parameter determines the meaning of its text. `_strict=true`, which the official SDKs append,
/// disables the lenient forms (`a[]=1`, `a=1,2`, `yes`, surrounding space). Unknown names are kept as strings, and the
/// record's reader judges them.
public struct QueryReader: Sendable {
  let fields: [FieldSchema]
  public init(_ fields: [FieldSchema]) { self.fields = fields }

  public func members(of query: some StringProtocol) throws(AmbiguousQuery) -> [String: JSON] {
    var values: [String: [String]] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[decoded(parts[0]), default: []].append(parts.count == 2 ? decoded(parts[1]) : "")
    }
    let isStrict = values.removeValue(forKey: "_strict") == ["true"]
    return try QueryValues(values: values, isStrict: isStrict).members(fields, prefix: "")
  }

  private func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let b = rest.popFirst() {
      switch b {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
          bytes.append(b)
          continue
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: bytes.append(b)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private struct QueryValues {
  let values: [String: [String]]
  let isStrict: Bool

  func members(_ fields: [FieldSchema], prefix: String) throws(AmbiguousQuery) -> [String: JSON] {
    var members: [String: JSON] = [:]
    for field in fields {
      if let value = try value(prefix + field.name, of: field) { members[field.name] = value }
    }
    for (name, texts) in values where name.hasPrefix(prefix) {
      let member = name.dropFirst(prefix.count)
      let stem = member.prefix { $0 != "." && $0 != "[" }
      if !fields.contains(where: { $0.name == stem }) { members[String(member)] = .string(texts[0]) }
    }
    return members
  }

  private func value(_ name: String, of field: FieldSchema) throws(AmbiguousQuery) -> JSON? {
    let schema = field.schema
    switch schema.present {
    case .list(let item): return try list(name, item, isNullable: schema.isNullable)
    case .record(_, let fields): return try object(name, try members(fields, prefix: name + "."))
    case .metadata: return try object(name, try metadata(name + "."))
    default:
      guard let texts = values[name] else { return nil }
      let value = try scalar(name, texts, schema)
      return field.isFilter && value == .null && !schema.isNullable ? nil : value
    }
  }

  private func scalar(_ name: String, _ texts: [String], _ schema: Schema) throws(AmbiguousQuery) -> JSON {
    guard texts.count == 1 else {
      throw AmbiguousQuery(parameter: name, reason: "is given more than once and is no list")
    }
    return scalar(texts[0], schema)
  }

  private func scalar(_ text: String, _ schema: Schema) -> JSON {
    let trimmed = isStrict ? text : String(text.trimmingSpace)
    switch schema.present {
    case .integer, .number:
      if trimmed.isEmpty { return .null }
      return number(trimmed) ?? .string(text)
    case .boolean:
      if text.isEmpty { return .null }
      return truth(trimmed).map(JSON.bool) ?? .string(text)
    default:
      return text.isEmpty && (isStrict || schema.isNullable) ? .null : .string(text)
    }
  }

  /// A JSON document may have surrounding white space, but a number may not.
  private func number(_ text: String) -> JSON? {
    guard let last = text.utf8.last, last >= 0x30, last <= 0x39, text.utf8.first.map({ $0 > 0x20 }) ?? false,
      let json = try? JSON.parse(text.utf8), json.kind == "number"
    else { return nil }
    return json
  }

  private func truth(_ text: String) -> Bool? {
    switch text {
    case "true": true
    case "false": false
    case "True", "TRUE", "yes", "Yes", "YES", "1": isStrict ? nil : true
    case "False", "FALSE", "no", "No", "NO", "0": isStrict ? nil : false
    default: nil
    }
  }

  private func list(_ name: String, _ item: Schema, isNullable: Bool) throws(AmbiguousQuery) -> JSON? {
    let repeated = values[name]
    let bracketed = isStrict ? nil : values[name + "[]"]
    guard var texts = repeated ?? bracketed else { return nil }
    if repeated != nil, bracketed != nil {
      throw AmbiguousQuery(parameter: name, reason: "mixes two ways to write a list")
    }
    if texts == [""] { return isNullable ? .null : .array([]) }
    if !isStrict {
      let hasComma = texts.contains { $0.contains(",") }
      if hasComma, bracketed != nil || texts.count > 1 {
        throw AmbiguousQuery(parameter: name, reason: "mixes two ways to write a list")
      }
      if hasComma { texts = texts[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
    if texts.contains("") { throw AmbiguousQuery(parameter: name, reason: "has an empty item among others") }
    return .array(texts.map { scalar($0, item) })
  }

  private func object(_ name: String, _ members: [String: JSON]) throws(AmbiguousQuery) -> JSON? {
    switch (values[name], members.isEmpty) {
    case (nil, true): return nil
    case (nil, false): return .object(members)
    case ([""]?, true): return .null
    case (_, false): throw AmbiguousQuery(parameter: name, reason: "is given both whole and in parts")
    case (let texts?, true): return .string(texts[0])
    }
  }

  private func metadata(_ prefix: String) throws(AmbiguousQuery) -> [String: JSON] {
    var members: [String: JSON] = [:]
    for (name, texts) in values where name.hasPrefix(prefix) {
      let key = String(name.dropFirst(prefix.count))
      if key.contains(".") { throw AmbiguousQuery(parameter: name, reason: "is nested too deep") }
      if texts.count > 1 { throw AmbiguousQuery(parameter: name, reason: "is given more than once and is no list") }
      members[key] = texts[0].isEmpty ? .null : .string(texts[0])
    }
    return members
  }
}

extension String {
  fileprivate var trimmingSpace: Substring {
    let start = self.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}

import API
import Wire

/// An operation's response for people: a list as a table, a resource as lines of names and values.
struct AnswerText {
  private let value: JSON?
  private let key: String
  private let schema: Schema

  init(_ answer: [String: JSON], of endpoint: any Endpoint.Type) {
    key = endpoint.operation.responseKeys.first ?? ""
    value = answer[key]
    schema = Self.schema(of: endpoint)
  }

  /// Whether an operation returns a list.
  static func isList(_ endpoint: any Endpoint.Type) -> Bool {
    if case .list = schema(of: endpoint).present { true } else { false }
  }

  private static func schema(of endpoint: any Endpoint.Type) -> Schema {
    let key = endpoint.operation.responseKeys.first ?? ""
    return members(of: endpoint).first { $0.name == key }?.schema ?? .anything
  }

  private static func members<E: Endpoint>(of _: E.Type) -> [(name: String, schema: Schema)] {
    E.Response.members(of: E.operation)
  }

  func text(width: Int, isStyled: Bool) -> String {
    switch value {
    case nil: return "Done."
    case .array(let items)?:
      let rows = items.map { AnswerLine.lines(of: $0, schema: itemSchema, summarized: true) }
      guard !rows.isEmpty else { return "No \(key.replacing("_", with: " "))." }
      return AnswerTable(rows, key: key).text(width: width, isStyled: isStyled)
    case let value?:
      let lines = AnswerLine.lines(of: value, schema: schema, summarized: false)
      let widest = lines.map(\.name.columns).max() ?? 0
      return lines.map { $0.name.padded(to: widest).styled("1", isStyled) + "  " + $0.value }.joined(separator: "\n")
    }
  }

  /// A list as comma-separated values. Nil for any other response.
  var sheet: String? {
    guard case .array(let items)? = value else { return nil }
    return AnswerSheet(items.map { AnswerLine.lines(of: $0, schema: itemSchema, summarized: true) }).text
  }

  private var itemSchema: Schema { if case .list(let item) = schema.present { item } else { .anything } }
}

/// One value of a resource with its dotted name.
struct AnswerLine {
  let name: String
  let value: String

  /// The values of a resource in the order of its schema, followed by values that the schema does not have.
  ///
  /// - Parameter summarized: Whether a list becomes one value instead of one line per item.
  static func lines(of json: JSON, schema: Schema, summarized: Bool, at path: String = "") -> [AnswerLine] {
    switch json {
    case .object(let members):
      let fields = schema.fields
      let known = fields.map(\.name).filter { members[$0] != nil }
      let unknown = members.keys.filter { !known.contains($0) }.sorted()
      return (known + unknown).flatMap { name in
        let field = fields.first { $0.name == name }?.schema ?? .anything
        let path = path.isEmpty ? name : "\(path).\(name)"
        return lines(of: members[name] ?? .null, schema: field, summarized: summarized, at: path)
      }
    case .array(let items) where summarized || items.isEmpty:
      return [AnswerLine(name: path, value: items.map(summary).joined(separator: ", "))]
    case .array(let items):
      if items.allSatisfy({ $0.kind != "object" && $0.kind != "array" }) {
        return [AnswerLine(name: path, value: items.map(summary).joined(separator: ", "))]
      }
      var item = Schema.anything
      if case .list(let schema) = schema.present { item = schema }
      return items.enumerated().flatMap { lines(of: $1, schema: item, summarized: false, at: "\(path).\($0)") }
    default: return [AnswerLine(name: path, value: summary(json))]
    }
  }

  /// A short form of a value: a warning as its code, a resource as its name.
  private static func summary(_ json: JSON) -> String {
    switch json {
    case .null: return ""
    case .string(let text): return text.printable
    case .bool(let flag): return flag ? "yes" : "no"
    case .object(let members):
      let telling = ["warning_code", "error_code", "mutation_code", "display_name", "name"]
      let found = telling.lazy.compactMap { members[$0]?.text }.first
      return found?.printable ?? String(decoding: json.bytes, as: UTF8.self).printable
    default: return String(decoding: json.bytes, as: UTF8.self).printable
    }
  }
}

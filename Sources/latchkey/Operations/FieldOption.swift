import Wire

/// A parameter of an operation as an option: `access_schedule.starts_at` is `--access-schedule.starts-at`.
struct FieldOption: Sendable {
  /// The names of the members on the path to the value.
  let path: [String]
  let field: FieldSchema
  /// Whether every call requires the value. A required field of an optional object is required only with the object.
  let isRequired: Bool

  var name: String { Self.name(of: path.joined(separator: ".")) }
  var schema: Schema { field.schema.present }
  var isList: Bool { if case .list = schema { true } else { false } }
  var isFlag: Bool { if case .boolean = schema { true } else { false } }
  var isMetadata: Bool { if case .metadata = schema { true } else { false } }

  static func name(of dottedPath: String) -> String { "--" + dottedPath.replacing("_", with: "-") }

  /// The options of a record's fields. A nested record has no option itself, but its fields do.
  static func options(of fields: [FieldSchema], in path: [String] = [], isRequired: Bool = true) -> [FieldOption] {
    fields.flatMap { field -> [FieldOption] in
      let isRequired = isRequired && field.isRequired
      if case .record(_, let inner) = field.schema.present {
        return options(of: inner, in: path + [field.name], isRequired: isRequired)
      }
      return [FieldOption(path: path + [field.name], field: field, isRequired: isRequired)]
    }
  }

  /// The dotted paths of all nullable values, records included.
  static func nullablePaths(of fields: [FieldSchema], in path: [String] = []) -> [[String]] {
    fields.flatMap { field -> [[String]] in
      let path = path + [field.name]
      let inner =
        if case .record(_, let inner) = field.schema.present { nullablePaths(of: inner, in: path) } else {
          [[String]]()
        }
      return (field.schema.isNullable ? [path] : []) + inner
    }
  }

  /// The placeholder of an option's value, for help.
  var placeholder: String {
    switch item {
    case .integer, .number: "<number>"
    case .boolean: "<true|false>"
    case .string(let format?): "<\(format)>"
    case .identifier: "<id>"
    case .string, .choice: ["id", "ids"].contains(path.last?.split(separator: "_").last) ? "<id>" : "<text>"
    case .metadata: "<value>"
    default: "<json>"
    }
  }

  /// The accepted values, if they are enumerated.
  var choices: [String] {
    switch item {
    case .choice(let values): values
    case .boolean: ["true", "false"]
    default: []
    }
  }

  /// The schema of one value. For a repeatable option, the schema of one item.
  private var item: Schema { if case .list(let item) = schema { item.present } else { schema } }

  /// Parses one value as the parameter's type, or returns nil if it is invalid.
  func value(of text: String) -> JSON? {
    switch item {
    case .string, .identifier, .choice: .string(text)
    case .integer: Int(text).map(JSON.int)
    case .number: Int(text).map(JSON.int) ?? Double(text).flatMap { $0.isFinite ? .double($0) : nil }
    case .boolean: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .metadata: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    default: try? JSON.parse(Array(text.utf8))
    }
  }
}

import Wire

/// A member that a record has only with some of its codes.
struct CodeMember {
  private let name: String
  private let isRequired: Bool
  private let rules: [Rule]
  /// The members of the value. Nil for all.
  private let inner: [String]?

  private init(_ name: String, isRequired: Bool, rules: [Rule] = [], inner: [String]? = nil) {
    self.name = name
    self.isRequired = isRequired
    self.rules = rules
    self.inner = inner
  }

  /// A required member with one value only.
  static func always(_ name: String, _ value: Bool) -> CodeMember {
    CodeMember(name, isRequired: true, rules: [.always(value)])
  }

  /// - Parameter inner: the members of its value, all of them required. Nil for those of its type.
  static func required(_ name: String, with inner: [String]? = nil) -> CodeMember {
    CodeMember(name, isRequired: true, inner: inner)
  }

  static func optional(_ name: String) -> CodeMember { CodeMember(name, isRequired: false) }

  /// The field, if it is of this member.
  fileprivate func narrowed(_ field: FieldSchema) -> FieldSchema? {
    guard field.name == name else { return nil }
    return field.with(
      schema: inner.map { field.schema.requiring($0) }, isRequired: isRequired, rules: field.rules + rules)
  }
}

extension Schema {
  /// The schema of a record with some of its members only, all of them required.
  func requiring(_ members: [String]) -> Schema {
    guard case .record(let name, let fields) = self else { return self }
    let kept = fields.filter { members.contains($0.name) }.map { $0.with(isRequired: true) }
    return .record(name: ([name] + members).joined(separator: "_"), kept)
  }
}

extension Record {
  /// The schema of a record whose members depend on its code: one variant for each code.
  ///
  /// - Parameters:
  ///   - tag: the name of the member with the code.
  ///   - members: the members of a record with a code, beside those that every code requires.
  static func variants<Code: Choice>(by tag: String, members: (Code) -> [CodeMember]) -> Schema {
    let fields = fields
    let variants = Code.allCases.map { code -> (String, Schema) in
      let own = members(code)
      let kept = fields.compactMap { field -> FieldSchema? in
        if field.name == tag { return field.with(schema: .choice([code.rawValue])) }
        return own.lazy.compactMap { $0.narrowed(field) }.first ?? (field.isRequired ? field : nil)
      }
      return (code.rawValue, .record(name: "\(name)_\(code.rawValue)", kept))
    }
    return .union(name: name, tag: tag, variants)
  }
}

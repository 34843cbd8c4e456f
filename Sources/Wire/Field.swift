/// Visits the fields of a record in order. Called as a function: `field("code", &code, "Code used for access.")`.
///
/// The type of the property says how it may be missing: `V` must be there, `V?` may be absent, ``Nullable`` must be
/// there and may be null, `Nullable<V>?` may be either, ``Change`` tells all three apart in an update.
public protocol Field {
  mutating func visit<V: Wire>(_ name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule])
  mutating func visit<V: Wire>(standard name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule])
  mutating func visit<V: Wire>(optional name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule])
  mutating func visit<V: Wire>(filter name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule])
  mutating func visit<V: Wire>(
    change name: StaticString, _ value: inout Change<V>, _ doc: StaticString, _ rules: [Rule])
}

extension Field {
  @inlinable public mutating func callAsFunction<V: Wire>(
    _ name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: Rule...
  ) { visit(name, &value, doc, rules) }

  /// A field whose initial value is the default.
  @inlinable public mutating func callAsFunction<V: Wire>(
    standard name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: Rule...
  ) { visit(standard: name, &value, doc, rules) }

  @inlinable public mutating func callAsFunction<V: Wire>(
    _ name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: Rule...
  ) { visit(optional: name, &value, doc, rules) }

  /// A field that narrows a list. A blank narrows nothing, as if the field were absent.
  @inlinable public mutating func callAsFunction<V: Wire>(
    filter name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: Rule...
  ) { visit(filter: name, &value, doc, rules) }

  @inlinable public mutating func callAsFunction<V: Wire>(
    _ name: StaticString, _ value: inout Change<V>, _ doc: StaticString, _ rules: Rule...
  ) { visit(change: name, &value, doc, rules) }
}

/// Collects the schemas of the fields.
struct SchemaField: Field {
  var fields: [FieldSchema] = []

  private mutating func note(
    _ name: StaticString, _ schema: Schema, required: Bool, _ doc: StaticString, _ rules: [Rule],
    standard: JSON? = nil, isFilter: Bool = false
  ) {
    fields.append(
      FieldSchema(
        name: name.description, schema: schema, isRequired: required, doc: doc.description, rules: rules,
        standard: standard, isFilter: isFilter))
  }

  mutating func visit<V: Wire>(_ name: StaticString, _: inout V, _ doc: StaticString, _ rules: [Rule]) {
    note(name, V.schema, required: true, doc, rules)
  }
  mutating func visit<V: Wire>(standard name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule]) {
    note(name, V.schema, required: false, doc, rules, standard: try? JSON.parse(value.jsonBytes))
  }
  mutating func visit<V: Wire>(optional name: StaticString, _: inout V?, _ doc: StaticString, _ rules: [Rule]) {
    note(name, V.schema, required: false, doc, rules)
  }
  mutating func visit<V: Wire>(filter name: StaticString, _: inout V?, _ doc: StaticString, _ rules: [Rule]) {
    note(name, V.schema, required: false, doc, rules, isFilter: true)
  }
  mutating func visit<V: Wire>(change name: StaticString, _: inout Change<V>, _ doc: StaticString, _ rules: [Rule]) {
    note(name, .nullable(V.schema), required: false, doc, rules)
  }
}

/// Fills the fields from the members of a JSON object and notes every fault.
struct ReadField: Field {
  /// The maximum length of a list in a request that has no bound of its own. An operation may put five such lists into one
  /// statement, which takes 32,766 values with SQLite and 65,535 with PostgreSQL.
  private static let listLengthMax = 5000

  /// Without the blanks of fields that narrow a list.
  private(set) var members: [String: JSON]
  var issues: Issues
  /// The names of members that no field has read yet.
  private(set) var unread: Set<String> = []

  init(_ members: [String: JSON], noting issues: consuming Issues) {
    self.members = members
    self.issues = issues
    if self.issues.reading.isOfRequest { unread = Set(members.keys) }
  }

  private mutating func member(_ name: String) -> JSON? {
    if !unread.isEmpty { unread.remove(name) }
    return members[name]
  }

  mutating func visit<V: Wire>(_ name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule]) {
    let name = name.description
    issues.enter(name)
    if let json = member(name) { value = read(json, rules) } else { issues.add("Required") }
    issues.leave()
  }
  mutating func visit<V: Wire>(standard name: StaticString, _ value: inout V, _ doc: StaticString, _ rules: [Rule]) {
    let name = name.description
    guard let json = member(name) else { return }
    issues.enter(name)
    value = read(json, rules)
    issues.leave()
  }
  mutating func visit<V: Wire>(optional name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule]) {
    let name = name.description
    guard let json = member(name) else { return value = nil }
    issues.enter(name)
    let faultCount = issues.all.count
    value = read(json, rules)
    // A tolerant reader takes an invalid null for an absent value.
    if json == .null, issues.all.count > faultCount { value = nil }
    issues.leave()
  }
  mutating func visit<V: Wire>(filter name: StaticString, _ value: inout V?, _ doc: StaticString, _ rules: [Rule]) {
    if case .string(let text)? = member(name.description), text.isBlank { members[name.description] = nil }
    visit(optional: name, &value, doc, rules)
  }
  mutating func visit<V: Wire>(
    change name: StaticString, _ value: inout Change<V>, _ doc: StaticString, _ rules: [Rule]
  ) {
    let name = name.description
    switch member(name) {
    case nil: value = .keep
    case .null: value = .clear
    case let json?:
      issues.enter(name)
      value = .set(read(json, rules))
      issues.leave()
    }
  }

  private mutating func read<V: Wire>(_ json: JSON, _ rules: [Rule]) -> V {
    if let fault = lengthFault(of: json, rules) {
      issues.add(fault)
      return .blank
    }
    let known = issues.all.count
    let value = V(json, noting: &issues)
    // A value of the wrong type gets only that one fault.
    if issues.hasIssueHere(since: known) { return value }
    for rule in rules { if let fault = rule.fault(in: json) { issues.add(fault) } }
    return value
  }

  /// The fault of a list that is too long and has no bound of its own, or nil.
  private func lengthFault(of json: JSON, _ rules: [Rule]) -> String? {
    guard issues.reading.isOfRequest, case .array(let items) = json, items.count > Self.listLengthMax,
      !rules.contains(where: \.boundsLength)
    else { return nil }
    return Rule.maxLength(Self.listLengthMax).fault(in: json)
  }
}

extension Rule {
  fileprivate var boundsLength: Bool { if case .maxLength = self { true } else { false } }
}

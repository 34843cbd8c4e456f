/// A JSON object whose `describe` function declares the name, type, documentation and bounds of each field.
///
/// Reading, writing, validation, the OpenAPI schema and the query reader all run that one function, each with another
/// ``Field`` visitor.
public protocol Record: Wire {
  /// The name of the record's schema in the OpenAPI document.
  static var name: String { get }
  /// Rules across fields.
  static var constraints: [Constraint] { get }
  mutating func describe(_ field: inout some Field)
}

/// The schema name of a type, or of the argument of a generic record: its path below the module, in snake case.
///
/// The whole path is needed, since nested types with the same name, such as each resource's `ErrorCode`, must not share
/// a schema.
public func schemaName(of type: Any.Type) -> String {
  let path = String(reflecting: type).split(separator: ".").dropFirst()
  return path.map(snakeCase).joined(separator: "_")
}

private func snakeCase(_ name: Substring) -> String {
  var out = ""
  for letter in name {
    if letter.isUppercase, !out.isEmpty { out += "_" }
    out += letter.lowercased()
  }
  return out
}

extension Record {
  public static var name: String { schemaName(of: Self.self) }
  public static var constraints: [Constraint] { [] }

  public static var fields: [FieldSchema] {
    var visitor = SchemaField()
    var blank = Self.blank
    blank.describe(&visitor)
    return visitor.fields
  }

  public static var schema: Schema { .record(name: name, fields) }

  public init(_ json: JSON, noting issues: inout Issues) {
    self = .blank
    guard case .object(let members) = json else {
      issues.add("Expected object, received \(json.kind)")
      return
    }
    var visitor = ReadField(members, noting: issues)
    describe(&visitor)
    issues = visitor.issues
    issues.refuseMisspellings(among: visitor.unread, of: Self.fields.map(\.name))
    for constraint in Self.constraints {
      if let fault = constraint.fault(in: visitor.members) { issues.add(fault) }
    }
  }

  @inlinable public func write(to writer: inout JSONWriter) {
    var copy = self
    writer.beginObject()
    copy.describe(&writer)
    writer.endObject()
  }
}

/// A rule across the fields of a record. It is data, so that the server can check it and the documentation can show it.
public enum Constraint: Sendable, Equatable {
  /// At least one of the fields.
  case atLeastOne([String])
  /// Exactly one of the fields.
  case exactlyOne([String])
  /// At most one of the two fields.
  case notBoth(String, String)
  /// Exactly one of the groups of fields, complete.
  case oneGroup([[String]])

  /// The violation of the rule, or nil. A null counts as absent.
  func fault(in members: [String: JSON]) -> String? {
    func isGiven(_ name: String) -> Bool { members[name].map { $0 != .null } ?? false }
    func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    switch self {
    case .atLeastOne(let names):
      return names.contains { members[$0] != nil } ? nil : "At least one of \(list(names)) is required"
    case .exactlyOne(let names):
      let given = names.filter(isGiven)
      return given.count == 1 ? nil : "Exactly one of \(list(names)) is required"
    case .notBoth(let one, let other):
      return isGiven(one) && isGiven(other) ? "\(one) and \(other) must not be given together" : nil
    case .oneGroup(let groups):
      let touched = groups.filter { $0.contains(where: isGiven) }
      let isSound = touched.count == 1 && touched[0].allSatisfy(isGiven)
      return isSound ? nil : "Give either " + groups.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
    }
  }
}

import Wire

/// A parameter of an operation, as an argument of its method.
struct Parameter {
  let name: String
  let label: String
  let type: String
  /// The default value, as Swift source. Nil if the argument is required.
  let standard: String?
  /// How the request's property is set from the argument.
  let assignment: String
  let doc: String
}

extension Parameter {
  /// The parameters of a request in the order of its description, required ones first.
  ///
  /// The description knows the names on the wire, and reflection the properties: a property's name is the field's
  /// without the underscores. A part of a request that several requests share is looked into.
  static func all<E: Endpoint>(of endpoint: E.Type, shadowed: Set<String>) -> [Parameter] {
    let properties = Property.all(of: E.blank, at: "request")
    let parameters = E.fields.filter { !$0.doc.hasPrefix("Deprecated") }.map { field in
      guard let property = properties[field.name.replacing("_", with: "")] else {
        preconditionFailure("\(E.operation.path): no property is named after \(field.name)")
      }
      return Parameter(field, property, E.operation, shadowed)
    }
    let leading = parameters.filter { $0.leads(E.operation) }
    let others = parameters.filter { !$0.leads(E.operation) }
    return leading + others.filter { $0.standard == nil } + others.filter { $0.standard != nil }
  }

  /// Whether the argument comes before the required ones, so that the call reads well: who, where, what.
  private func leads(_ operation: Operation) -> Bool {
    ["/acs/users/create": "user_identity_id"][operation.path] == name
  }

  private init(_ field: FieldSchema, _ property: Property, _ operation: Operation, _ shadowed: Set<String>) {
    name = field.name
    label = property.label
    doc = spelledForSwift(field.doc)
    var type = written(property.type, shadowed: shadowed)
    var value = property.label
    // In a creation, and for the page, null says the same as absence.
    let isAbsenceNull = operation.kind == .create || field.name == "page_cursor"
    if isAbsenceNull, type.hasPrefix("Nullable<"), type.hasSuffix(">?") {
      type = type.dropFirst("Nullable<".count).dropLast(2) + "?"
      value += ".map { .value($0) }"
    }
    self.type = type
    assignment = "\(property.path) = \(value)"
    standard = Self.standard(field, property, type)
  }

  private static func standard(_ field: FieldSchema, _ property: Property, _ type: String) -> String? {
    if field.standard != nil { return property.value is any Choice ? ".\(property.value)" : "\(property.value)" }
    if field.isRequired { return nil }
    return type.hasPrefix("Change<") ? ".keep" : "nil"
  }
}

/// A property of a request, found by reflection.
private struct Property {
  let label: String
  let path: String
  let type: Any.Type
  let value: Any

  static func all(of value: Any, at path: String) -> [String: Property] {
    var properties: [String: Property] = [:]
    for case (let label?, let value) in Mirror(reflecting: value).children {
      let path = "\(path).\(label)"
      if value is any Wire || Mirror(reflecting: value).displayStyle != .struct {
        let property = Property(label: label, path: path, type: Swift.type(of: value), value: value)
        properties[label.lowercased()] = property
      } else {
        properties.merge(all(of: value, at: path)) { first, _ in first }
      }
    }
    return properties
  }
}

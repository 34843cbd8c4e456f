extension FieldSchema {
  /// Whether its value is a secret, which not everybody who may read the record may see.
  public var isSecret: Bool { rules.contains { if case .secret = $0 { true } else { false } } }
}

extension Schema {
  /// The names of the fields with secrets, at any depth.
  public var secretNames: Set<String> {
    switch self {
    case .nullable(let inner), .list(let inner), .map(let inner): inner.secretNames
    case .record(_, let fields):
      fields.reduce(into: []) { names, field in
        names.formUnion(field.isSecret ? [field.name] : field.schema.secretNames)
      }
    case .union(_, _, let variants): variants.reduce(into: []) { $0.formUnion($1.1.secretNames) }
    default: []
    }
  }

  /// A copy of a value without the secrets in it: they are null, or absent if they cannot be null.
  public func concealed(_ value: JSON) -> JSON {
    switch (self, value) {
    case (.nullable(let inner), _): inner.concealed(value)
    case (.list(let item), .array(let items)): .array(items.map { item.concealed($0) })
    case (.map(let item), .object(let members)): .object(members.mapValues { item.concealed($0) })
    case (.record(_, let fields), .object(let members)): .object(concealed(members, fields))
    case (.union(_, let tag, let variants), .object(let members)):
      // A variant that this version does not know may have the fields of any other.
      .object(concealed(members, variants.first { $0.0 == members[tag]?.text }?.1.fields ?? fields))
    default: value
    }
  }

  private func concealed(_ members: [String: JSON], _ fields: [FieldSchema]) -> [String: JSON] {
    var members = members
    for field in fields {
      guard let value = members[field.name] else { continue }
      if field.isSecret {
        members[field.name] = field.schema.isNullable ? .some(.null) : nil
      } else {
        members[field.name] = field.schema.concealed(value)
      }
    }
    return members
  }
}

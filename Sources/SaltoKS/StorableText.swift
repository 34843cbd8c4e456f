import Wire

extension JSON {
  /// The document with another character for each U+0000 in its texts, which PostgreSQL does not store: one such name
  /// must not keep a whole site from being read.
  var storable: JSON { hasZero ? replacingZeros() : self }

  private var hasZero: Bool {
    switch self {
    case .string(let text): text.utf8.contains(0)
    case .array(let items): items.contains { $0.hasZero }
    case .object(let members): members.values.contains { $0.hasZero }
    default: false
    }
  }

  private func replacingZeros() -> JSON {
    switch self {
    case .string(let text): .string(text.withoutZeros)
    case .array(let items): .array(items.map { $0.replacingZeros() })
    case .object(let members): .object(members.mapValues { $0.replacingZeros() })
    default: self
    }
  }
}

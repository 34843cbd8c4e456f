public import Wire

/// A filter by custom metadata: null matches resources without the key, and empty text is ignored
/// (`docs/public-api.md`, custom metadata).
public struct NotesFilter: Wire, Hashable {
  public private(set) var members: [String: JSON] = [:]

  /// - Parameter members: text, Boolean and null values by key.
  public init(_ members: [String: JSON] = [:]) { self.members = members.filter { $0.value != .string("") } }

  public static var schema: Schema { .metadata(isNullable: true, maxLength: nil) }
  public static var blank: NotesFilter { NotesFilter() }

  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .object(let given) = json else {
      issues.add("Expected object, received \(json.kind)")
      return
    }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      issues.enter(name)
      if name.contains(".") { issues.add("Keys must not contain a dot") }
      switch value {
      case .string(""): break
      case .string, .bool, .null: members[name] = value
      default: issues.add("Invalid input")
      }
      issues.leave()
    }
  }

  public func write(to writer: inout JSONWriter) { writer.json(.object(members)) }

  /// Whether some metadata matches the filter. A query gives Boolean values as text.
  public func accepts(_ notes: [String: JSON]) -> Bool {
    members.allSatisfy { name, value in
      let own = notes[name] ?? .null
      return own == value || value == .string("true") && own == .bool(true)
        || value == .string("false") && own == .bool(false)
    }
  }
}

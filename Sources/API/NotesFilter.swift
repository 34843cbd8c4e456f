import Wire

/// The custom metadata that a list asks for: null asks for things without the key, and an empty text is ignored
/// (`docs/public-api.md`, custom metadata).
public struct NotesFilter: Wire, Hashable {
  public private(set) var members: [String: JSON] = [:]

  /// - Parameter members: texts, booleans and nulls by the names of the notes.
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
      if name.contains(".") { issues.add("A name has no dot") }
      switch value {
      case .string(""): break
      case .string, .bool, .null: members[name] = value
      default: issues.add("Invalid input")
      }
      issues.leave()
    }
  }

  public func write(to writer: inout JSONWriter) { writer.json(.object(members)) }

  /// Whether all that is asked for is among some notes. A query says yes and no as text.
  public func accepts(_ notes: [String: JSON]) -> Bool {
    members.allSatisfy { name, value in
      let own = notes[name] ?? .null
      return own == value || value == .string("true") && own == .bool(true)
        || value == .string("false") && own == .bool(false)
    }
  }
}

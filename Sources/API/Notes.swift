public import Wire

/// Custom metadata in a request: at most 50 keys with text or Boolean values. Null and empty text
/// remove the key.
public struct Notes: Wire, Hashable {
  private static let countMax = 50
  private static let nameMax = 40
  private static let textMax = 500

  public var members: [String: JSON]
  public init(_ members: [String: JSON] = [:]) { self.members = members }
  public static var schema: Schema { .metadata(isNullable: true, maxLength: textMax) }
  public static var blank: Notes { Notes() }

  public init(_ json: JSON, noting issues: inout Issues) {
    members = [:]
    guard case .object(let given) = json else {
      issues.add("Expected object, received \(json.kind)")
      return
    }
    if given.count > Self.countMax { issues.add("Must have at most \(Self.countMax) keys") }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      issues.enter(name)
      if name.count > Self.nameMax || name.contains(".") {
        issues.add("Keys must have at most \(Self.nameMax) characters and no dot")
      }
      switch value {
      case .null, .string(""): break
      case .string(let text) where text.count > Self.textMax:
        issues.add("String must contain at most \(Self.textMax) character(s)")
      case .string, .bool: members[name] = value
      default: issues.add("Invalid input")
      }
      issues.leave()
    }
  }
  public func write(to writer: inout JSONWriter) { writer.json(.object(members)) }
}

public import Wire

/// A resource with the action attempt that its site finishes.
public struct Begun<Resource: Record & Answer>: Answer {
  public var resource: Resource
  public var actionAttempt: ActionAttempt

  public init(_ resource: Resource, _ actionAttempt: ActionAttempt) {
    self.resource = resource
    self.actionAttempt = actionAttempt
  }

  public static func members(of operation: Operation) -> [(name: String, schema: Schema)] {
    Resource.members(of: operation) + [("action_attempt", ActionAttempt.schema)]
  }

  public func writeMembers(of operation: Operation, to writer: inout JSONWriter) {
    resource.writeMembers(of: operation, to: &writer)
    writer.key("action_attempt")
    actionAttempt.write(to: &writer)
    writer.comma()
  }

  /// An answer without an attempt is read as one with a blank attempt.
  public init(_ members: [String: JSON], of operation: Operation, noting issues: inout Issues) {
    resource = Resource(members, of: operation, noting: &issues)
    issues.enter("action_attempt")
    actionAttempt = members["action_attempt"].map { ActionAttempt($0, noting: &issues) } ?? .blank
    issues.leave()
  }
}

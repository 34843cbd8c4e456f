import API
import Wire

/// A workspace as it is remembered.
public struct WorkspaceRecord: Hashable, Sendable {
  public var id: ID<Workspace>
  public var name: String
  public var isSandbox: Bool
  public var createdAt: Instant
  /// How far a sandbox's clock is from the system's; zero for production.
  public var clockOffset: Duration

  public init(id: ID<Workspace>, name: String, isSandbox: Bool, createdAt: Instant, clockOffset: Duration) {
    self.id = id
    self.name = name
    self.isSandbox = isSandbox
    self.createdAt = createdAt
    self.clockOffset = clockOffset
  }

  /// The answer of the API.
  public var resource: Workspace { Workspace(workspaceID: id, name: name, isSandbox: isSandbox) }
}

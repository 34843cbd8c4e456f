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
  /// What people see when they connect an account; nil for the name.
  public var connectPartnerName: String?
  public var customization = WebviewCustomization()
  /// Out of use: only the operations on the workspace itself are answered. People keep their doors.
  public var isSuspended = false
  public var takesPublishableKeys = false

  public init(id: ID<Workspace>, name: String, isSandbox: Bool, createdAt: Instant, clockOffset: Duration) {
    self.id = id
    self.name = name
    self.isSandbox = isSandbox
    self.createdAt = createdAt
    self.clockOffset = clockOffset
  }

  /// The name that people know who asks them to connect an account.
  public var partnerName: String { connectPartnerName ?? name }

  /// The answer of the API.
  public var resource: Workspace {
    var workspace = Workspace(workspaceID: id, name: name, isSandbox: isSandbox)
    workspace.connectPartnerName = .value(partnerName)
    workspace.customization = customization
    workspace.isSuspended = isSuspended
    workspace.isPublishableKeyAuthEnabled = takesPublishableKeys
    return workspace
  }
}

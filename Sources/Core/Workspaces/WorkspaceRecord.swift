import API
import Wire

/// A workspace as it is remembered.
package struct WorkspaceRecord: Hashable, Sendable {
  package var id: ID<Workspace>
  package var name: String
  package var isSandbox: Bool
  package var createdAt: Instant
  /// How far a sandbox's clock is from the system's; zero for production.
  package var clockOffset: Duration
  /// What people see when they connect an account; nil for the name.
  package var connectPartnerName: String?
  package var customization = WebviewCustomization()
  /// Out of use: only the operations on the workspace itself are answered. People keep their doors.
  package var isSuspended = false
  package var takesPublishableKeys = false

  package init(id: ID<Workspace>, name: String, isSandbox: Bool, createdAt: Instant, clockOffset: Duration) {
    self.id = id
    self.name = name
    self.isSandbox = isSandbox
    self.createdAt = createdAt
    self.clockOffset = clockOffset
  }

  /// The name that people know who asks them to connect an account.
  package var partnerName: String { connectPartnerName ?? name }

  /// The answer of the API.
  package var resource: Workspace {
    var workspace = Workspace(workspaceID: id, name: name, isSandbox: isSandbox)
    workspace.connectPartnerName = .value(partnerName)
    workspace.customization = customization
    workspace.isSuspended = isSuspended
    workspace.isPublishableKeyAuthEnabled = takesPublishableKeys
    return workspace
  }
}

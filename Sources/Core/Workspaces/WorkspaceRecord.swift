package import API
package import Wire

/// A stored workspace.
package struct WorkspaceRecord: Hashable, Sendable {
  package var id: ID<Workspace>
  package var name: String
  package var isSandbox: Bool
  package var createdAt: Instant
  /// The offset of a sandbox's clock from the system clock. Zero for production.
  package var clockOffset: Duration
  /// The name shown to visitors who connect an account. Nil for the workspace's name.
  package var connectPartnerName: String?
  package var customization = WebviewCustomization()
  /// Whether the workspace is suspended: only operations on the workspace itself work. Access at doors stays.
  package var isSuspended = false
  package var takesPublishableKeys = false

  package init(id: ID<Workspace>, name: String, isSandbox: Bool, createdAt: Instant, clockOffset: Duration) {
    self.id = id
    self.name = name
    self.isSandbox = isSandbox
    self.createdAt = createdAt
    self.clockOffset = clockOffset
  }

  /// The name shown to people who are asked to connect an account.
  package var partnerName: String { connectPartnerName ?? name }

  /// The API resource.
  package var resource: Workspace {
    var workspace = Workspace(workspaceID: id, name: name, isSandbox: isSandbox)
    workspace.connectPartnerName = .value(partnerName)
    workspace.customization = customization
    workspace.isSuspended = isSuspended
    workspace.isPublishableKeyAuthEnabled = takesPublishableKeys
    return workspace
  }
}

package import API
package import Wire

/// A stored customization profile.
package struct CustomizationProfileRecord: Hashable, Sendable {
  package var id: ID<CustomizationProfile>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  /// The customer whose session created it. Nil for a profile of the workspace.
  package var customerKey: String?
  package var name: String?
  package var looks: CustomizationLooks

  package init(
    id: ID<CustomizationProfile>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, customerKey: String?,
    name: String?, looks: CustomizationLooks
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.customerKey = customerKey
    self.name = name
    self.looks = looks
  }

  /// The API resource.
  package var resource: CustomizationProfile {
    CustomizationProfile(
      customizationProfileID: id, workspaceID: workspaceID, createdAt: createdAt, name: name, looks: looks)
  }
}

package import API
package import Wire

/// An unmanaged person, whom the site's staff added. Latchkey shows but never changes them.
package struct SiteUserRecord: Hashable, Sendable {
  package var id: ID<AcsUser>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var sequence: Int
  package var createdAt: Instant
  package var shown: ObservedUser
  package var groups: [ExternalID<ProviderAccessGroup>]
  package var observedAt: Instant

  package init(
    id: ID<AcsUser>, workspaceID: ID<Workspace>, acsSystemID: ID<AcsSystem>,
    connectedAccountID: ID<ConnectedAccount>, sequence: Int, createdAt: Instant, shown: ObservedUser,
    groups: [ExternalID<ProviderAccessGroup>], observedAt: Instant
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.sequence = sequence
    self.createdAt = createdAt
    self.shown = shown
    self.groups = groups
    self.observedAt = observedAt
  }

  /// The API resource.
  package var resource: UnmanagedAcsUser {
    var resource = UnmanagedAcsUser(
      acsUserID: id, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID, workspaceID: workspaceID,
      createdAt: createdAt, displayName: shown.profile.fullName)
    resource.fullName = shown.profile.fullName
    resource.emailAddress = shown.profile.emailAddress
    resource.isSuspended = shown.isBlocked
    resource.lastSuccessfulSyncAt = .value(observedAt)
    resource.saltoKSMetadata = AcsUser.SaltoKSMetadata(isSubscribed: shown.isSubscribed)
    return resource
  }
}

import API
import Wire

/// Somebody at a site whom people added there: shown, and left as they are.
public struct SiteUserRecord: Hashable, Sendable {
  public var id: ID<AcsUser>
  public var workspaceID: ID<Workspace>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var sequence: Int
  public var createdAt: Instant
  public var shown: ObservedUser
  public var groups: [ExternalID<ProviderAccessGroup>]
  public var observedAt: Instant

  public init(
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

  /// The answer of the API.
  public var resource: UnmanagedAcsUser {
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

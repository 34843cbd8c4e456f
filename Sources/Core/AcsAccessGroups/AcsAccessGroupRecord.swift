package import API
package import Wire

/// A stored access group: its observed state.
package struct AcsAccessGroupRecord: Hashable, Sendable {
  package var id: ID<AcsAccessGroup>
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var sequence: Int
  package var group: ExternalID<ProviderAccessGroup>
  package var name: String
  package var createdAt: Instant
  package var hours = GroupHours.always
  /// The dates between which its hours permit access.
  package var span = LocalPeriod.always
  /// Since when it has its current hours.
  package var hoursAt: Instant?

  package init(
    id: ID<AcsAccessGroup>, workspaceID: ID<Workspace>, acsSystemID: ID<AcsSystem>,
    connectedAccountID: ID<ConnectedAccount>, sequence: Int, group: ExternalID<ProviderAccessGroup>, name: String,
    createdAt: Instant
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.sequence = sequence
    self.group = group
    self.name = name
    self.createdAt = createdAt
  }

  /// A membership that is not confirmed yet.
  package struct Pending: Hashable, Sendable {
    package var acsUserID: ID<AcsUser>
    package var isWanted: Bool
    package var wantedAt: Instant
    package init(acsUserID: ID<AcsUser>, isWanted: Bool, wantedAt: Instant) {
      self.acsUserID = acsUserID
      self.isWanted = isWanted
      self.wantedAt = wantedAt
    }
  }

  /// The API resource.
  package func resource(_ pending: [Pending], _ brand: Brand) -> AcsAccessGroup {
    var resource = AcsAccessGroup(
      acsAccessGroupID: id, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID,
      workspaceID: workspaceID, createdAt: createdAt, name: name)
    if hours == .none {
      resource.warnings.append(
        Notice(
          .unknownIssue, since: hoursAt ?? createdAt,
          "The group has no time schedule at \(brand.name), so it opens no door. Add a schedule in \(brand.webApp)."))
    }
    resource.pendingMutations = pending.map { change in
      let (none, user) = (OneID<AcsUser, AcsUserMember>(nil), OneID<AcsUser, AcsUserMember>(change.acsUserID))
      return .updatingUserMembership(
        Transition(
          since: change.wantedAt, change.isWanted ? "A user is being added." : "A user is being removed.",
          from: change.isWanted ? none : user, to: change.isWanted ? user : none))
    }
    return resource
  }
}

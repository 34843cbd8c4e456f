package import API
package import Wire

/// A stored access grant: who may open which doors, from when to when.
package struct AccessGrantRecord: Hashable, Sendable {
  package let id: ID<AccessGrant>
  package let workspaceID: ID<Workspace>
  package let sequence: Int
  package let createdAt: Instant
  package var userIdentityID: ID<UserIdentity>
  package var schedule: Schedule
  package var name: String?
  /// Unique for the customer.
  package var key: String?
  package var customerKey: String?
  /// The key of the reservation that it was created for.
  package let reservationKey: String?
  /// The integrator's own metadata of a pushed stay.
  package var customMetadata: [String: JSON] = [:]
  /// The means of access that the last push of its stay asked for. Nil if it was not pushed.
  package var pushedModes: [AccessMethod.Mode]?
  /// The profile of its links.
  package let customizationProfileID: ID<CustomizationProfile>?
  package var isDeleted = false
  /// The doors that it lost since its doors were last named, with their locks or accounts.
  package var lostDoors: [LostDoor] = []
  /// Since when the schedule and the doors have been as they are.
  package var changedAt: Instant
  /// When every door opened for the first time.
  package var grantedAt: Instant?

  package init(
    id: ID<AccessGrant>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant,
    userIdentityID: ID<UserIdentity>, schedule: Schedule, name: String?, key: String?, customerKey: String?,
    reservationKey: String? = nil, customizationProfileID: ID<CustomizationProfile>? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.userIdentityID = userIdentityID
    self.schedule = schedule
    self.name = name
    self.key = key
    self.customerKey = customerKey
    self.reservationKey = reservationKey
    self.customizationProfileID = customizationProfileID
    changedAt = createdAt
  }
}

/// A door that a grant names itself, and not by a space.
package struct NamedDoor: Hashable, Sendable {
  package enum Role: String, Hashable, Sendable {
    case device
    case entrance = "acs_entrance"
  }
  package var entrance: ID<AcsEntrance>
  package var role: Role

  package init(_ entrance: ID<AcsEntrance>, as role: Role) {
    self.entrance = entrance
    self.role = role
  }
}

/// A space of a grant.
package struct GrantSpace: Hashable, Sendable {
  package var id: ID<Space>
  package var name: String
  /// When the space was deleted. The grant lost its doors then.
  package var deletedAt: Instant?

  package init(id: ID<Space>, name: String, deletedAt: Instant? = nil) {
    self.id = id
    self.name = name
    self.deletedAt = deletedAt
  }
}

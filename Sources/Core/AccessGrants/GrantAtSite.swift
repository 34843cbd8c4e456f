package import API
package import Wire

/// What a site shows of a grant: the state of the grant's group there.
package struct GrantAtSite: Hashable, Sendable {
  /// A change that the site rejected.
  package struct Refusal: Hashable, Sendable {
    package var message: String
    package var at: Instant
    package init(message: String, at: Instant) {
      self.message = message
      self.at = at
    }
  }

  /// When a group opens at the site. Nil for no start or no end.
  package struct Times: Hashable, Sendable {
    package var startsAt: Instant?
    package var endsAt: Instant?

    package init(startsAt: Instant? = nil, endsAt: Instant? = nil) {
      self.startsAt = startsAt
      self.endsAt = endsAt
    }
  }

  package var acsSystemID: ID<AcsSystem>
  package var acsUserID: ID<AcsUser>
  /// Nil until the site has the group.
  package var acsAccessGroupID: ID<AcsAccessGroup>?
  /// The doors that the group should hold.
  package var wanted: Set<ID<AcsEntrance>>
  /// The doors that the group holds.
  package var held: Set<ID<AcsEntrance>>
  /// The names of the doors that the group holds.
  package var heldNames: [ID<AcsEntrance>: String] = [:]
  /// When the site gets the group.
  package var leadsAt: Instant
  /// Whether the group has the period of the grant.
  package var hasWantedPeriod: Bool
  /// The times that the group has at the site, as far as it has any.
  package var heldTimes = Times()
  /// The schedules that the group has at the site. Nil until the site has the group.
  package var heldSchedules: GroupSchedules?
  /// Since when the group has had its schedules.
  package var schedulesAt: Instant?
  package var refusal: Refusal?
  /// When a person last changed the group at the site.
  package var changedExternallyAt: Instant?
  /// The parts of the grant's time in which the doors do not open, since clocks repeat an hour.
  package var shortfalls: [Schedule] = []
  /// Whether the user is a member of the group at the site.
  package var isJoined = false

  package init(
    acsSystemID: ID<AcsSystem>, acsUserID: ID<AcsUser>, acsAccessGroupID: ID<AcsAccessGroup>?,
    wanted: Set<ID<AcsEntrance>>, held: Set<ID<AcsEntrance>>, leadsAt: Instant, hasWantedPeriod: Bool
  ) {
    self.acsSystemID = acsSystemID
    self.acsUserID = acsUserID
    self.acsAccessGroupID = acsAccessGroupID
    self.wanted = wanted
    self.held = held
    self.leadsAt = leadsAt
    self.hasWantedPeriod = hasWantedPeriod
  }

  /// Whether the doors open at the site by the group in the grant's period.
  func opens(_ door: ID<AcsEntrance>) -> Bool { isJoined && hasWantedPeriod && held.contains(door) }

  /// Whether a door opens now although the site does not have the grant's period yet: by the times from before a change.
  func opensByFormerTimes(_ door: ID<AcsEntrance>, at now: Instant) -> Bool {
    isJoined && held.contains(door) && heldSchedules?.permits(now) == .yes
  }
}

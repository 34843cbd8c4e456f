package import API
package import Wire

extension UserIdentityRecord {
  /// The identity with the details of a person. Details that the person does not have stay.
  package func taking(_ person: CustomerPerson, _ rules: StayRules) -> UserIdentityRecord {
    var identity = self
    if rules.followsNamesOfPeople || fullName == nil { identity.fullName = person.name ?? fullName }
    identity.emailAddress = person.emailAddress ?? emailAddress
    identity.phoneNumber = person.phoneNumber ?? phoneNumber
    identity.isStaff = isStaff || person.isStaff
    return identity
  }
}

/// What becomes of the access grant of a stay.
package enum StayChange: Hashable, Sendable {
  case none
  case create
  /// Only what is given changes.
  case update(StayUpdate)
  /// Another person has the stay: the grant ends, and a new one is created.
  case replace
  case end
}

/// The changes of an access grant in place.
package struct StayUpdate: Hashable, Sendable {
  package var startsAt: Instant?
  package var endsAt: Instant?
  package var name: String?
  package var spaces: [ID<Space>]?
  package var metadata: [String: JSON]?
  package init() {}
}

extension CustomerStay {
  /// What becomes of the grant of the stay.
  ///
  /// - Parameters:
  ///   - known: the grant, and its spaces.
  ///   - person: the identity of the stay's person. Nil if the stay names none.
  ///   - places: the spaces of the stay. Nil if the stay names none.
  package func change(
    of known: (grant: AccessGrantRecord, spaces: Set<ID<Space>>)?, person: ID<UserIdentity>?, places: [ID<Space>]?,
    _ rules: StayRules, now: Instant
  ) -> StayChange {
    guard let known else { return isCanceled ? .none : .create }
    if isCanceled { return .end }
    if let person, person != known.grant.userIdentityID { return .replace }
    var update = differences(from: known, places: places, now: now)
    if !rules.followsTimes { (update.startsAt, update.endsAt) = (nil, nil) }
    if !rules.followsPlaces { update.spaces = nil }
    return update == StayUpdate() ? .none : .update(update)
  }

  /// The names of the rules that are off and so keep the grant from following the stay.
  package func hinderingRules(
    of known: (grant: AccessGrantRecord, spaces: Set<ID<Space>>), places: [ID<Space>]?, _ rules: StayRules, now: Instant
  ) -> [String] {
    let update = differences(from: known, places: places, now: now)
    var names: [String] = []
    if !rules.followsTimes, update.startsAt != nil || update.endsAt != nil { names.append("reservation_time_updated") }
    if !rules.followsPlaces, update.spaces != nil { names.append("reservation_spaces_updated") }
    return names
  }

  /// Whether the stay has an end, and it has passed.
  package func isOver(at now: Instant) -> Bool { endsAt.map { $0 <= now } ?? false }

  /// The stay, which ends now at the latest if its person has left. If it has not begun, it was canceled.
  ///
  /// - Parameter grant: the grant of the stay. Nil if there is none.
  package func endedByLeaving(_ grant: AccessGrantRecord?, at now: Instant) -> CustomerStay {
    guard hasLeft else { return self }
    var stay = self
    stay.endsAt = min(endsAt ?? now, now)
    if let start = startsAt ?? grant?.schedule.startsAt, now < start { stay.isCanceled = true }
    return stay
  }

  /// The stay with what it leaves out, as its grant has it.
  package func completed(from grant: AccessGrantRecord) -> CustomerStay {
    var stay = self
    stay.name = name ?? grant.name
    stay.startsAt = startsAt ?? grant.schedule.startsAt
    stay.endsAt = endsAt ?? grant.schedule.endsAt
    stay.metadata = metadata ?? grant.customMetadata
    return stay
  }

  private func differences(
    from known: (grant: AccessGrantRecord, spaces: Set<ID<Space>>), places: [ID<Space>]?, now: Instant
  ) -> StayUpdate {
    var update = StayUpdate()
    let schedule = known.grant.schedule
    if !hasEnded(known.grant, at: now) {
      let wished = Schedule(startsAt: startsAt ?? schedule.startsAt, endsAt: endsAt ?? schedule.endsAt)
      let changed = schedule.changed(to: wished, at: now)
      if changed.startsAt != schedule.startsAt { update.startsAt = changed.startsAt }
      if changed.endsAt != schedule.endsAt { update.endsAt = changed.endsAt }
    }
    if let name, name != known.grant.name { update.name = name }
    if let places, Set(places) != known.spaces { update.spaces = places }
    if let metadata, metadata != known.grant.customMetadata { update.metadata = metadata }
    return update
  }

  /// Whether both the stay and its grant are over, so that its times no longer matter.
  private func hasEnded(_ grant: AccessGrantRecord, at now: Instant) -> Bool {
    grant.schedule.isOver(at: now) && (endsAt == nil || isOver(at: now))
  }
}

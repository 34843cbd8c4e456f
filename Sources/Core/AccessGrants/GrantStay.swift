package import Wire

/// What one access grant asks of an ACS user.
package struct GrantStay: Hashable, Sendable {
  package var schedule: Schedule
  /// Whether the grant has a mobile key at the user's site.
  package var hasMobileKey: Bool

  package init(schedule: Schedule, hasMobileKey: Bool) {
    self.schedule = schedule
    self.hasMobileKey = hasMobileKey
  }
}

/// How long a user that exists only for access grants stays at the site after the last one. An extension within this
/// time keeps the PIN.
package let grantUserGrace = Duration.seconds(1800)

extension AcsUserRecord {
  /// Adapts the wanted state to the user's access grants: the period of the subscription, when the site gets the user,
  /// and the mobile key.
  ///
  /// - Parameters:
  ///   - lead: how long before the start of a grant the site gets what needs not be known earlier.
  ///   - identity: the user's identity, whose e-mail address a mobile key needs.
  package mutating func follow(
    _ stays: [GrantStay], lead: Duration, identity: UserIdentityRecord?, now: Instant
  ) {
    guard wanted.followsGrants, origin.isOurs, !wanted.isDeleted else { return }
    wanted.schedule = subscriptionPeriod(own: wanted.own, grants: stays.map(\.schedule), now: now)
    let coming = stays.filter { !$0.schedule.isOver(at: now) }
    let isKnownEarly = wanted.own != .none || wanted.pin != nil && !wanted.pinWaits
    wanted.neededFrom = isKnownEarly ? nil : coming.map { $0.schedule.startsAt - lead }.min()
    let keyFrom = coming.filter(\.hasMobileKey).map { $0.schedule.startsAt - lead }.min()
    wanted.mobileKeyFrom = keyFrom.flatMap { $0 > now && !wanted.mayHoldMobileKey ? $0 : nil }
    if let keyFrom, keyFrom <= now, !wanted.mayHoldMobileKey, let identity { wanted.allowMobileKey(of: identity) }
    if stays.isEmpty, wanted.own != .none { wanted.followsGrants = false }
  }

  /// Whether the user existed only for access grants, and all of them ended or were deleted.
  package func hasOutlivedGrants(_ stays: [GrantStay], now: Instant) -> Bool {
    guard wanted.followsGrants, wanted.own == .none, origin.isOurs, !wanted.isDeleted else { return false }
    return stays.allSatisfy { $0.schedule.isOver(at: now - grantUserGrace) }
  }

  /// When the user's access grants need attention next. A person created by the site's staff is not changed then, but
  /// what works of the grants is.
  package func nextGrantEdge(_ stays: [GrantStay], after now: Instant) -> Instant? {
    guard wanted.followsGrants || !origin.isOurs && !stays.isEmpty else { return nil }
    let edges = stays.flatMap { stay -> [Instant?] in
      let (start, end) = (stay.schedule.startsAt, stay.schedule.endsAt)
      let subscribed = start - subscriptionLead
      // A PIN that waits for the subscription is late then.
      let late = wanted.pinWaits ? subscribed + issuingPatience / 2 : nil
      return [subscribed, late, start, start + issuingPatience, end, end.map { $0 + grantUserGrace }]
    }
    return (edges + [wanted.neededFrom, wanted.mobileKeyFrom, wanted.own.nextEdge(after: now)])
      .compactMap(\.self).filter { $0 > now }.min()
  }
}

extension AcsUserRecord {
  /// Whether the provider has an e-mail address for the invitation to a mobile key, or the guest has an account there.
  package var isInvited: Bool {
    wanted.guest != nil || observed.map { $0.hasAccount || $0.emailAddress != nil } ?? false
  }

  /// Whether the invitation to a mobile key has no e-mail address to go to.
  package var cannotBeInvited: Bool {
    !isInvited && wanted.emailAddress == nil && wanted.invitedEmailAddress == nil
  }

  /// Whether only the missing e-mail address keeps the provider from inviting the person.
  package var awaitsAddress: Bool { wanted.mayHoldMobileKey && cannotBeInvited }
}

extension AcsUserRecord.Wanted {
  /// Permits a phone to have the user's key: the provider gets an e-mail address and sends an invitation to it.
  package mutating func allowMobileKey(of identity: UserIdentityRecord) {
    mayHoldMobileKey = true
    mobileKeyFrom = nil
    readdress(by: identity)
  }

  /// The e-mail address for the provider is the user's own, or else the identity's. It is never removed again.
  package mutating func readdress(by identity: UserIdentityRecord?) {
    guard mayHoldMobileKey, let address = emailAddress ?? identity?.emailAddress else { return }
    invitedEmailAddress = address
  }
}

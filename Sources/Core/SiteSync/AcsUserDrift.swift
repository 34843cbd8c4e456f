package import Wire

/// An external change of a user that Latchkey controls, applied to its record.
package struct AcsUserDrift: Hashable, Sendable {
  package var user: AcsUserRecord
  package var memberships: [Membership]
  /// Groups that the user has joined at the provider and that have no membership here.
  package var joined: [ExternalID<ProviderAccessGroup>]
}

extension AcsUserRecord {
  /// Whether a sync says anything about the user. It does not while a call is open, or while the user is new or being
  /// deleted, since lists may then be outdated.
  package func isComparable(at now: Instant, _ brand: Brand) -> Bool {
    guard let observed, progress.openCall == nil, !wanted.isDeleted else { return false }
    return now < observed.createdAt || now >= observed.createdAt + brand.settling.newUser
  }

  /// Compares the user with its state in a sync. Nil if nothing differs.
  ///
  /// The next plan restores what Latchkey controls, since the record then differs from the wanted state: the name, the
  /// subscription and memberships from Latchkey. Other changes by the site's staff are kept. A membership of
  /// another group becomes wanted until they remove it. A block becomes a suspension, since Latchkey never overrules
  /// their decision to deny access.
  package func drift(
    _ memberships: [Membership], shown: ObservedUser, in groups: Set<ExternalID<ProviderAccessGroup>>,
    _ tags: [Tag], now: Instant
  ) -> AcsUserDrift? {
    var drift = AcsUserDrift(user: self, memberships: memberships, joined: [])
    guard let before = observed else { return nil }
    var seen = Observed(shown, at: now, after: before)
    seen.observedAt = before.observedAt
    if seen != before {
      seen.observedAt = now
      drift.user.respectBar(shown)
      drift.user.observed = seen
      // A changed card is kept, since the old one may have been lost.
      if seen.tagNumber != before.tagNumber {
        drift.user.wanted.tag = seen.tagNumber.flatMap { number in tags.first { $0.number == number } }
        drift.user.wanted.governsTags = true
        drift.user.additions.tag = false
      }
      drift.user.dropAdditionsNotShown()
    }
    drift.user.proveOrigin(shown)
    for index in memberships.indices {
      let isIn = groups.contains(memberships[index].group)
      guard memberships[index].isObserved != isIn else { continue }
      drift.memberships[index].isObserved = isIn
      drift.memberships[index].isRefused = false
      if isIn, !drift.user.origin.isOurs { drift.memberships[index].isOwn = false }
      // The site's staff may remove what they added.
      if !isIn, !memberships[index].isOwn { drift.memberships[index].isWanted = false }
    }
    drift.joined = groups.subtracting(memberships.map(\.group)).sorted { $0.text < $1.text }
    let isSame = drift.user == self && drift.memberships == memberships && drift.joined.isEmpty
    return isSame ? nil : drift
  }

  /// A block of the user at the provider counts as a suspension here, unless the site's staff created the user. Then
  /// only they can unblock it.
  mutating func respectBar(_ shown: ObservedUser) {
    if origin.isOurs, shown.isBlocked, observed?.isBlocked == false { wanted.isSuspended = true }
  }

  /// The alias shows who created a user that an earlier version recorded.
  private mutating func proveOrigin(_ shown: ObservedUser) {
    if origin == .unproven { origin = isOwnAlias(shown.profile.reference) ? .made : .takenUp }
  }
}

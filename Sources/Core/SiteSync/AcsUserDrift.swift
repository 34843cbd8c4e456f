package import Wire

/// What somebody did to a user of ours at the provider, as it comes to stand in the record.
package struct AcsUserDrift: Hashable, Sendable {
  package var user: AcsUserRecord
  package var memberships: [Membership]
  /// Groups that the user was put into at the provider, and of which nothing was known here.
  package var joined: [ExternalID<ProviderAccessGroup>]
}

extension AcsUserRecord {
  /// Whether a reading of the whole site says anything about the user: not while a call is open, and not while the
  /// user is so new, or so nearly gone, that lists may lag behind.
  package func isComparable(at now: Instant, _ brand: Brand) -> Bool {
    guard let observed, progress.openCall == nil, !wanted.isDeleted else { return false }
    return now < observed.createdAt || now >= observed.createdAt + brand.settling.newUser
  }

  /// Compares the user with what a reading of the whole site shows; nil where both agree.
  ///
  /// What is ours is put right by the next plan, as the record then differs from what is wanted: name, subscription,
  /// places in groups that we gave. What people gave or took beyond that stays theirs: a place in another group becomes
  /// wanted until they take it away again, and so does a bar, since somebody's "no" at the door is not ours to overrule.
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
      // A card that changed hands there is left so: it may have been lost.
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
      // What people gave they may take away.
      if !isIn, !memberships[index].isOwn { drift.memberships[index].isWanted = false }
    }
    drift.joined = groups.subtracting(memberships.map(\.group)).sorted { $0.text < $1.text }
    let isSame = drift.user == self && drift.memberships == memberships && drift.joined.isEmpty
    return isSame ? nil : drift
  }

  /// Somebody who barred the user at the provider has their way, as if it had been asked for here.
  /// Of whom they made themselves the bar is theirs alone.
  mutating func respectBar(_ shown: ObservedUser) {
    if origin.isOurs, shown.isBlocked, observed?.isBlocked == false { wanted.isSuspended = true }
  }

  /// The alias tells who made a user whom an earlier version wrote down.
  private mutating func proveOrigin(_ shown: ObservedUser) {
    if origin == .unproven { origin = isOwnAlias(shown.profile.reference) ? .made : .takenUp }
  }
}

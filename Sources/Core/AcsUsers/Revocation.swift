package import API
package import Wire

/// A part of a user's access that must be revoked, and that the provider may still grant.
package enum OpenRevocation: Hashable, Sendable {
  /// The user, who was deleted.
  case user
  case suspension
  /// The subscription, outside the user's schedule.
  case subscription
  case mobileKey
  case pin
  case card
  case place(ID<AcsAccessGroup>)

  fileprivate var stage: Stage {
    switch self {
    case .user: .deletion
    case .suspension: .blocking
    case .subscription: .subscription
    case .mobileKey, .pin: .profile
    case .card: .tag
    case .place: .membership
    }
  }
}

/// The time after which a revocation is overdue.
package let revocationGrace = Duration.seconds(60)

extension AcsUserRecord {
  /// Whether the user opens nothing, whatever its other rights: it was deleted or suspended here, or deleted or blocked
  /// at the provider.
  package var isBarred: Bool {
    wanted.isDeleted || wanted.isSuspended || observed?.isBlocked == true || wasDeletedAtProvider
  }

  /// Whether the user was deleted at the provider.
  package var wasDeletedAtProvider: Bool {
    progress.refusals.contains { $0.stage == .creation && $0.refusal.reason == .notFound }
  }

  /// The access that must be revoked and whose revocation is not confirmed. This includes revocations that the provider
  /// rejected.
  package func openRevocations(_ memberships: [Membership], now: Instant) -> [OpenRevocation] {
    if !origin.isOurs { return openTakingsBack(memberships) }
    let call = progress.openCall?.kind
    // A subscribed successor opens doors too, so a revocation is complete only once it is discarded.
    let second = successor.flatMap { $0.observed.isSubscribed || call == .ofSuccessor(.subscribe) ? $0 : nil }
    guard let observed else {
      return wanted.isDeleted && (call?.isCreation == true || successor != nil) ? [.user] : []
    }
    if wanted.isDeleted { return [.user] }
    var open: [OpenRevocation] = []
    if wanted.isSuspended, !observed.isBlocked || call == .unblock || second != nil { open.append(.suspension) }
    if !wantsSubscription(at: now), observed.isSubscribed || call == .subscribe || second != nil {
      open.append(.subscription)
    }
    if losesMobileKey(observed) { open.append(.mobileKey) }
    if losesPin(observed) { open.append(.pin) }
    if wanted.governsTags, wanted.tag == nil, observed.tagNumber != nil { open.append(.card) }
    let leaving = memberships.filter {
      !wants($0, at: now) && ($0.isObserved || call == .add($0.group) || second?.groups.contains($0.group) == true)
    }
    return open + leaving.map { .place($0.acsAccessGroupID) }
  }

  /// Whether a deliberate revocation is still pending at the provider: a deletion, a suspension, or the removal of a
  /// membership, a PIN or the permission for a mobile key. It precedes all other work on the account. The end of a
  /// stay does not count, and rejected revocations are not retried.
  package func isBeingRevoked(_ memberships: [Membership]) -> Bool {
    guard observed != nil || successor != nil else { return false }
    // The schedule affects only the subscription, which does not count here, so any moment gives the same result.
    return openRevocations(memberships, now: createdAt).contains { revocation in
      switch revocation {
      case .subscription: false
      case .place(let group): memberships.contains { $0.acsAccessGroupID == group && !$0.isWanted && isUrgent($0) }
      default: !isRefused(revocation.stage)
      }
    }
  }

  private func isUrgent(_ membership: Membership) -> Bool {
    !membership.isRefused || progress.openCall?.kind == .add(membership.group)
  }

  /// Records since when a revocation has been pending, or that none is pending.
  package mutating func noteRevocations(_ memberships: [Membership], now: Instant) {
    let open = openRevocations(memberships, now: now)
    guard !open.isEmpty else { return progress.revokingSince = nil }
    let ends = open.compactMap { revocation in
      switch revocation {
      case .subscription: wanted.schedule?.endsAt
      case .place(let group): memberships.first { $0.acsAccessGroupID == group }?.wantedAt
      default: nil
      }
    }
    progress.revokingSince = progress.revokingSince ?? (ends + [now]).min()
  }

  /// Whether the provider may still let the user in after a deliberate revocation or the end of the stay.
  func mayOpenTooMuch(_ memberships: [Membership], at now: Instant) -> Bool {
    let isOverdue = observed.map { $0.isSubscribed && !wantsSubscription(at: now) } ?? false
    return isBeingRevoked(memberships) || isOverdue
  }

  /// Whether the observed card must be removed.
  func losesTag(_ observed: Observed) -> Bool {
    wanted.governsTags && wanted.tag == nil && observed.tagNumber != nil && !isRefused(.tag)
  }

  /// Whether an observed means of access must be removed.
  func losesMeans(_ observed: Observed) -> Bool {
    (losesMobileKey(observed) || losesPin(observed)) && !isRefused(.profile)
  }

  private func losesMobileKey(_ observed: Observed) -> Bool {
    observed.mayHoldMobileKey && (!wantsKeysHeld || isOfFormerGuest(observed))
  }

  private func losesPin(_ observed: Observed) -> Bool { observed.mayUsePin && wanted.governsPins && wanted.pin == nil }
}

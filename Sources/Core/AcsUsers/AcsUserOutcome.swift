package import API
package import Wire

/// The result of a call for an ACS user's record.
package struct AcsUserAfterCall: Sendable {
  let brand: Brand
  package var user: AcsUserRecord
  package var memberships: [Membership]
  /// The change of used seats by this call: 1, 0 or -1.
  package var seatsTaken = 0
  /// The site responded that it has no free seat.
  package var siteIsFull = false
  /// A new PIN and its credential.
  package var madePin: (pin: Pin, credential: ID<AcsCredential>)?
  /// True if the wanted state changed after this call was planned. The observed state is valid all the
  /// same, but a rejection says nothing about the new wanted state.
  var isOutdated = false
  /// Whether a call with a reserved seat failed.
  var gaveUpSeat = false

  /// Another PIN was chosen during the call, and must still be set.
  package mutating func dropPin() {
    guard madePin != nil else { return }
    user.observed?.pin = nil
    madePin = nil
  }
}

/// Applies the outcome of a call to the record. Pure and total: every outcome of every call is handled.
///
/// - Parameter isOutdated: whether the wanted state changed after the call was planned.
package func settled(
  _ user: AcsUserRecord, _ memberships: [Membership], after call: ProviderCall, _ outcome: Outcome,
  isOutdated: Bool = false, now: Instant, _ brand: Brand
) -> AcsUserAfterCall {
  var after = AcsUserAfterCall(brand: brand, user: user, memberships: memberships, isOutdated: isOutdated)
  switch outcome {
  case .done(let observation):
    // Only a successful change ends a series of failures. A read between two of them must not.
    if call.isMutating { after.user.progress.attempts = 0 }
    after.user.progress.notBefore = nil
    after.observe(observation, by: call, now: now)
  case .refused(let refusal) where call.isMutating:
    after.refuse(refusal, call, now: now)
  case .refused:
    // A rejected read gives no information, so the uncertainty stays. Otherwise a change might be made twice.
    after.postpone(for: after.ceiling(at: now), reason: .unavailable, now: now)
  case .later(let reason, let asked):
    // A failed read leaves the uncertainty. A change that was never sent leaves none.
    if call.isMutating { after.user.progress.openCall = nil }
    if call.isAboutSubscription { after.gaveUpSeat = true }
    after.postpone(asked: asked, reason: reason, now: now)
  case .unknown:
    // The open call stays, so that the next plan reads it back.
    after.postpone(reason: .unavailable, now: now)
  }
  after.user.dropAdditionsNotShown()
  return after
}

extension AcsUserAfterCall {
  /// - Parameters:
  ///   - least: the minimum wait if the provider requests none.
  ///   - asked: the wait that the provider requests.
  mutating func postpone(for least: Duration? = nil, asked: Duration? = nil, reason: LaterReason, now: Instant) {
    // A change made during the call starts a new series of failures.
    user.progress.attempts = isOutdated ? 1 : user.progress.attempts + 1
    // After the settling time the provider should know the user, so the wait grows as for any other failure. The same
    // applies if the clock was set back to before the creation.
    let isNew = (user.successor?.observed ?? user.observed)?.isSettling(at: now, brand) ?? true
    let isSettling = reason == .notSettled && isNew
    let delay =
      isSettling
      ? Duration.seconds(3)
      : Backoff.delay(afterAttempts: user.progress.attempts, asked: asked ?? least, ceiling: ceiling(at: now))
    wait(delay, isAsked: asked != nil, now: now)
    if user.progress.seat == .reserved, gaveUpSeat { user.progress.seat = .none }
  }

  /// The maximum wait before the next call.
  fileprivate func ceiling(at now: Instant) -> Duration {
    user.mayOpenTooMuch(memberships, at: now) ? Backoff.revocationCeiling : Backoff.ceiling
  }

  /// Waits before the next call, but not past the start or end of a stay, unless the provider requested the wait. A
  /// failed grant must not delay a revocation.
  private mutating func wait(_ delay: Duration, isAsked: Bool = false, now: Instant) {
    let edge = isAsked ? nil : user.wanted.schedule?.nextEdge(after: now)
    user.progress.notBefore = min(now + delay, edge ?? now + delay)
  }

  mutating func observe(_ observation: Observation, by call: ProviderCall, now: Instant) {
    if user.progress.openCall?.kind.isOfSuccessor == true {
      return observeSuccessor(observation, by: call, now: now)
    }
    switch (call, observation) {
    case (.readUser, .user) where mayStillBeShown(at: now):
      user.progress.notBefore = now + .seconds(3)
    case (_, .user(let observed)):
      take(observed, by: call, now: now)
      user.progress.openCall = nil
      if case .setSubscribed(_, true) = call, !observed.isSubscribed { noSeat(now: now) }
      if case .setEmailAddress(_, let address) = call { noteAddress(address, observed, now: now) }
    case (.findUser, .absent): absentAfterCreation(now: now)
    case (_, .absent):
      let isReplaced = user.progress.openCall?.kind == .delete && !user.wanted.isDeleted
      user.progress.openCall = nil
      if isReplaced { makeRoom() } else { leave(now: now) }
    case (_, .membership(let isMember)):
      user.progress.openCall = nil
      if let group = call.group { setObserved(isMember, in: group) }
    case (_, .pin(let pin)): take(pin)
    // These outcomes belong to locks and groups, not to users.
    case (_, .moved), (_, .group), (_, .schedule), (_, .confirmed): break
    }
  }

  /// A deletion may take time to show, so a user that still exists proves nothing yet.
  func mayStillBeShown(at now: Instant) -> Bool {
    user.progress.openCall.map {
      ($0.kind == .delete || $0.kind == .ofSuccessor(.delete)) && now < $0.at + brand.settling.deletedUser
    } ?? false
  }

  /// An empty response proves nothing before the settling time of new users has passed.
  mutating func absentAfterCreation(now: Instant) {
    guard let open = user.progress.openCall else { return }
    let provenAt = open.at + brand.settling.newUser
    if now >= provenAt {
      user.progress.openCall = nil
    } else {
      user.progress.notBefore = min(provenAt, now + .seconds(5))
    }
  }

  private mutating func take(_ shown: ObservedUser, by call: ProviderCall, now: Instant) {
    let before = user.observed?.isSubscribed ?? false
    // The observed block may be our own, if its response was lost.
    if user.progress.openCall?.kind != .block { user.respectBar(shown) }
    let isNew = user.observed == nil
    let observed = AcsUserRecord.Observed(shown, at: now, after: user.observed)
    user.observed = observed
    if observed.isSubscribed != before { seatsTaken = observed.isSubscribed ? 1 : -1 }
    // A seat reserved for a successor stays reserved until the call that takes it.
    if call.isAboutSubscription || observed.isSubscribed || user.progress.seat != .reserved {
      user.progress.seat = .none
    }
    user.progress.refusals.removeAll { $0.stage == .creation }
    if !user.lacksAddress(observed) {
      user.progress.refusals.removeAll { $0.stage == .emailAddress || $0.isAboutAddress }
    }
    if isNew { notePerson(of: observed, now: now) }
    // Without the permission, every key is canceled. From now on it may be given again.
    if !observed.mayHoldMobileKey { user.wanted.cancelsKeys = false }
  }

  private mutating func take(_ pin: Pin) {
    if case .makePin(let credential)? = user.progress.openCall?.kind {
      user.observed?.pin = credential
      madePin = (pin, credential)
    }
    user.progress.openCall = nil
    user.progress.refusals.removeAll { $0.stage == .pin }
  }

  /// The provider no longer has the user.
  private mutating func leave(now: Instant) {
    if user.observed?.isSubscribed == true { seatsTaken = -1 }
    user.observed = nil
    // The replacement is ours. A recovered user without a request is not replaced.
    if user.origin == .found { user.wanted.isDeleted = true }
    user.origin = .made
    user.progress.seat = .none
    for index in memberships.indices { memberships[index].isObserved = false }
    if case .afterwards? = user.succession { user.succession = nil }
    if !user.wanted.isDeleted {
      user.progress.refusals.append(
        Refused(stage: .creation, refusal: Refusal(.notFound, "The user was deleted at the provider"), at: now))
    }
  }

  private mutating func setObserved(_ isMember: Bool, in group: ExternalID<ProviderAccessGroup>) {
    for index in memberships.indices where memberships[index].group == group {
      memberships[index].isObserved = isMember
    }
  }

  /// The reserved seat does not exist.
  mutating func noSeat(now: Instant) {
    user.progress.seat = .exceeded
    user.progress.attempts += 1
    wait(seatRecheckTime, now: now)
    siteIsFull = true
  }

  mutating func refuse(_ refusal: Refusal, _ call: ProviderCall, now: Instant) {
    let isOfSuccessor = user.progress.openCall?.kind.isOfSuccessor == true
    user.progress.openCall = nil
    if isOutdated { return user.progress.notBefore = nil }
    if isOfSuccessor, refuseSuccessor(refusal, call, now: now) { return }
    switch (call, refusal.reason) {
    case (.setSubscribed(_, true), .noSeat): noSeat(now: now)
    case (.makePin, .notAllowed), (.setPin, .notAllowed):
      // A new user is rejected too, until it has settled.
      if (user.successor?.observed ?? user.observed)?.isSettling(at: now, brand) == true {
        return postpone(reason: .notSettled, now: now)
      }
      note(refusal, .pin, now: now)
    case (.setEmailAddress, .notFound): leave(now: now)
    case (.setEmailAddress, _): note(refusal, .emailAddress, now: now)
    case (_, .noSubscription), (_, .siteNotReleased), (_, .notAllowed):
      // A person must solve the site's problem first. Meanwhile it is retried periodically.
      user.progress.attempts += 1
      wait(ceiling(at: now), now: now)
      user.progress.seat = .none
    case (.addToAccessGroup(let group, _), _), (.removeFromAccessGroup(let group, _), _):
      for index in memberships.indices where memberships[index].group == group { memberships[index].isRefused = true }
      note(refusal, .membership, now: now)
    case (.updateUser, .notFound), (.setMeans, .notFound), (.makePin, .notFound), (.setPin, .notFound),
      (.setTag(_, nil), .notFound), (.setSubscribed, .notFound), (.setBlocked, .notFound):
      leave(now: now)
    default:
      note(refusal, call.stage, now: now)
    }
  }

  mutating func note(_ refusal: Refusal, _ stage: Stage, now: Instant) {
    user.progress.attempts = 0
    user.progress.notBefore = nil
    if stage == .creation { user.progress.seat = .none }
    user.progress.refusals.removeAll { $0.stage == stage || stage == .emailAddress && $0.stage == .succession }
    user.progress.refusals.append(Refused(stage: stage, refusal: refusal, at: now))
  }
}

/// How often a waiting user checks for a free seat, without being notified.
package let seatRecheckTime = Duration.seconds(900)

extension ProviderCall {
  var group: ExternalID<ProviderAccessGroup>? {
    switch self {
    case .addToAccessGroup(let group, _), .removeFromAccessGroup(let group, _), .readMembership(let group, _): group
    default: nil
    }
  }

  var isAboutSubscription: Bool { if case .setSubscribed = self { true } else { false } }

  var stage: Stage {
    switch self {
    case .createUser, .findUser: .creation
    case .readUser, .updateUser, .setMeans: .profile
    case .setEmailAddress: .emailAddress
    case .makePin, .setPin: .pin
    case .setTag: .tag
    case .setSubscribed: .subscription
    case .setBlocked: .blocking
    case .addToAccessGroup, .removeFromAccessGroup, .readMembership: .membership
    case .deleteUser: .deletion
    }
  }
}

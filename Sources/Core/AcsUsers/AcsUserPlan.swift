package import Wire

/// What to do next about one ACS user.
package struct AcsUserPlan: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// The wanted and observed states agree for now.
    case rest
    /// One call. A mutating call is stored as `open` before it is sent.
    case call(ProviderCall, open: OpenCall.Kind?)
    /// The user needs a seat, and none is reserved.
    case awaitSeat
    /// The user is deleted, also at the provider.
    case forget
  }

  package var step: Step
  /// When to check again if nothing happens before. Nil: at the next change.
  package var lookAgainAt: Instant?

  package init(_ step: Step, lookAgainAt: Instant? = nil) {
    self.step = step
    self.lookAgainAt = lookAgainAt
  }
}

/// Compares the wanted with the observed state and returns the next step. Pure: repeated with the outcomes
/// applied, it converges to `rest`.
///
/// Revocations come before grants. An uncertain call is read back before anything else.
package func plan(
  _ user: AcsUserRecord, _ memberships: [Membership], seatIsGranted: Bool, now: Instant, _ brand: Brand
) -> AcsUserPlan {
  if let notBefore = user.progress.notBefore, now < notBefore {
    // The end of a stay must be recorded as pending even while no call is allowed.
    return AcsUserPlan(.rest, lookAgainAt: min(notBefore, user.wanted.schedule?.nextEdge(after: now) ?? notBefore))
  }
  let (user, triesAddressAgainAt) = user.tryingAddressAgain(at: now)
  if let open = user.progress.openCall { return readBack(open, of: user, now: now) }
  guard let observed = user.observed else {
    var planned = planUnseen(user, now: now)
    planned.lookAgainAt = triesAddressAgainAt
    return planned
  }
  let edges = [user.wanted.schedule?.nextEdge(after: now), user.asksForPinAgain(after: now), triesAddressAgainAt]
  guard user.origin.isOurs else {
    let step = user.takenUpStep(observed, memberships, now: now) ?? .rest
    return AcsUserPlan(step, lookAgainAt: edges.compactMap(\.self).min())
  }
  if user.wanted.isDeleted {
    let step: AcsUserPlan.Step =
      user.isRefused(.deletion) ? .rest : .call(.deleteUser(observed.siteUser), open: .delete)
    return AcsUserPlan(step)
  }
  let succession = succession(of: user, observed, memberships, seatIsGranted: seatIsGranted, now: now, brand)
  let lookAgainAt = (edges + [succession.lookAgainAt]).compactMap(\.self).min()
  let step =
    takingAway(user, observed, memberships, now: now) ?? succession.step
    ?? giving(user, observed, memberships, seatIsGranted: seatIsGranted, now: now)
  return AcsUserPlan(step ?? .rest, lookAgainAt: lookAgainAt)
}

private func planUnseen(_ user: AcsUserRecord, now: Instant) -> AcsUserPlan {
  if let successor = user.successor { return AcsUserPlan(givingUp(successor, of: user) ?? .rest) }
  if user.wanted.isDeleted { return AcsUserPlan(.forget) }
  // A stay that ended before its creation at the provider needs no user there.
  if user.isRefused(.creation) || user.wanted.schedule?.isOver(at: now) == true { return AcsUserPlan(.rest) }
  if let start = user.wanted.neededFrom, now < start { return AcsUserPlan(.rest, lookAgainAt: start) }
  return AcsUserPlan(.call(.createUser(user.wantedProfile), open: user.creation))
}

private func readBack(_ open: OpenCall, of user: AcsUserRecord, now: Instant) -> AcsUserPlan {
  switch (open.kind, user.observed) {
  case (.ofSuccessor(let kind), _): return readBackSuccessor(kind, of: user, now: now)
  case (.create, _), (.createFor, _), (_, nil):
    return AcsUserPlan(.call(.findUser(reference: user.reference), open: nil))
  case (.makePin, let observed?) where user.wanted.pin != nil && !user.wanted.isDeleted:
    // The digits of a PIN whose response was lost are unknown. The next PIN replaces it.
    return AcsUserPlan(makingPin(user, for: observed, now: now) ?? .call(.readUser(observed.siteUser), open: nil))
  case (.add(let group), let observed?), (.remove(let group), let observed?):
    return AcsUserPlan(.call(.readMembership(group, observed.person), open: nil))
  case (_, let observed?):
    return AcsUserPlan(.call(.readUser(observed.siteUser), open: nil))
  }
}

private func takingAway(
  _ user: AcsUserRecord, _ observed: AcsUserRecord.Observed, _ memberships: [Membership], now: Instant
) -> AcsUserPlan.Step? {
  if user.wanted.isSuspended, !observed.isBlocked, !user.isRefused(.blocking) {
    return .call(.setBlocked(observed.siteUser, true), open: .block)
  }
  if observed.isSubscribed, !user.wantsSubscription(at: now), !user.isRefused(.subscription) {
    return .call(.setSubscribed(observed.siteUser, false), open: .unsubscribe)
  }
  if user.losesMeans(observed) {
    return .call(.updateUser(observed.siteUser, user.wantedProfile(of: observed)), open: .update)
  }
  if user.losesTag(observed) { return .call(.setTag(observed.siteUser, nil), open: .setTag) }
  if let leaving = memberships.first(where: { !user.wants($0, at: now) && $0.isObserved && !$0.isRefused }) {
    return .call(.removeFromAccessGroup(leaving.group, observed.person), open: .remove(leaving.group))
  }
  return nil
}

private func giving(
  _ user: AcsUserRecord, _ observed: AcsUserRecord.Observed, _ memberships: [Membership], seatIsGranted: Bool,
  now: Instant
) -> AcsUserPlan.Step? {
  if user.wantedProfile(of: observed).differs(from: observed), !user.isRefused(.profile) {
    return .call(.updateUser(observed.siteUser, user.wantedProfile(of: observed)), open: .update)
  }
  if let address = user.providerAddress, user.lacksAddress(observed), user.wanted.guest == nil, !observed.hasAccount,
    !user.isOfFormerGuest(observed), !user.isRefused(.emailAddress), user.origin != .unproven
  {
    return .call(.setEmailAddress(observed.siteUser, address), open: .setEmailAddress)
  }
  if user.wanted.pin != observed.pin, let step = makingPin(user, for: observed, now: now) { return step }
  if user.wanted.governsTags, let tag = user.wanted.tag, tag.number != observed.tagNumber, !user.isRefused(.tag) {
    return .call(.setTag(observed.siteUser, tag.id), open: .setTag)
  }
  if let joining = memberships.first(where: { user.wants($0, at: now) && !$0.isObserved && !$0.isRefused }) {
    return .call(.addToAccessGroup(joining.group, observed.person), open: .add(joining.group))
  }
  if !user.wanted.isSuspended, observed.isBlocked, !user.isRefused(.blocking) {
    return .call(.setBlocked(observed.siteUser, false), open: .unblock)
  }
  if user.wantsSubscription(at: now), !observed.isSubscribed, !user.isRefused(.subscription) {
    return seatIsGranted ? .call(.setSubscribed(observed.siteUser, true), open: .subscribe) : .awaitSeat
  }
  return nil
}

func makingPin(
  _ user: AcsUserRecord, for observed: AcsUserRecord.Observed, now: Instant
) -> AcsUserPlan.Step? {
  guard let credential = user.wanted.pin, observed.mayUsePin else { return nil }
  if user.wanted.pinWaits, !observed.isSubscribed { return nil }
  let isFinal = user.isRefused(.pin) && user.pinRefusal == nil
  if isFinal || user.asksForPinAgain(after: now) != nil { return nil }
  return .call(.makePin(observed.siteUser), open: .makePin(credential))
}

extension AcsUserRecord {
  /// The rejection of PINs by the site, which a person can solve.
  fileprivate var pinRefusal: Refused? {
    progress.refusals.first { $0.stage == .pin && $0.refusal.reason == .notAllowed }
  }

  /// When a rejected PIN is requested again. No other change of the user waits for it.
  fileprivate func asksForPinAgain(after now: Instant) -> Instant? {
    guard wanted.pin != nil, let refusal = pinRefusal, now >= refusal.at else { return nil }
    let moment = refusal.at + Backoff.ceiling
    return now < moment ? moment : nil
  }

  /// Whether the user needs a seat now. People created by the site's staff are subscribed by the staff.
  package func wantsSubscription(at now: Instant) -> Bool {
    guard origin.isOurs else { return observed?.isSubscribed ?? false }
    return !wanted.isDeleted && (wanted.schedule?.covers(now) ?? true)
  }

  /// Whether the user waits for a seat now. A user that is being created again keeps its seat.
  package func wantsSeat(at now: Instant) -> Bool {
    let lacksSeat = observed.map { !$0.isSubscribed } ?? (progress.seat == .reserved)
    return wantsSubscription(at: now) && lacksSeat && !isRefused(.subscription)
  }

  /// Whether the user takes part in the assignment of seats: nothing else must be tried first.
  package func standsInLine(at now: Instant) -> Bool {
    observed != nil && progress.seat == .none && progress.refusals.isEmpty && wantsSeat(at: now)
      && progress.notBefore.map { $0 <= now } ?? true
  }

  func isRefused(_ stage: Stage) -> Bool { progress.refusals.contains { $0.stage == stage } }

  /// The record without a rejected e-mail address that is due for a retry, and the time of the retry.
  fileprivate func tryingAddressAgain(at now: Instant) -> (AcsUserRecord, Instant?) {
    var record = self
    var next: Instant?
    for refused in progress.refusals where refused.isAboutAddress && now >= refused.at {
      let moment = refused.at + addressRecheckTime
      if now >= moment {
        record.progress.refusals.removeAll {
          $0 == refused || refused.stage == .succession && $0.stage == .emailAddress
        }
      } else {
        next = min(next ?? moment, moment)
      }
    }
    return (record, next)
  }

  var wantedProfile: UserProfile {
    UserProfile(
      fullName: wantedName, reference: reference, emailAddress: providerAddress,
      mayHoldMobileKey: wantsKeysHeld, mayUsePin: wanted.governsPins ? wanted.pin != nil : nil)
  }

  /// The name that the provider should show.
  var wantedName: String { wanted.fullName ?? wanted.emailAddress ?? "Guest" }

  /// Whether the provider should let a phone hold a key.
  var wantsKeysHeld: Bool { wanted.mayHoldMobileKey && !wanted.cancelsKeys }

  /// The wanted profile of a site user. A former guest's user has no key.
  func wantedProfile(of observed: Observed) -> UserProfile {
    var profile = wantedProfile
    if isOfFormerGuest(observed) { profile.mayHoldMobileKey = false }
    return profile
  }
}

extension Refused {
  /// Whether the provider may have rejected a person for an e-mail address of somebody else.
  var isAboutAddress: Bool {
    refusal.reason == .invalidValue && (stage == .creation || stage == .succession)
  }
}

extension UserProfile {
  /// The e-mail address is compared separately, since the provider may accept everything else.
  func differs(from observed: AcsUserRecord.Observed) -> Bool {
    fullName != observed.fullName || mayHoldMobileKey != observed.mayHoldMobileKey
      || (mayUsePin != nil && mayUsePin != observed.mayUsePin)
  }
}

// MARK: Calls

extension AcsUserRecord {
  /// The call that creates a site user.
  var creation: OpenCall.Kind {
    guard wanted.mayHoldMobileKey, let guest = wanted.guest else { return .create }
    return .createFor(guest.person)
  }

  /// The address that the provider must know: that of the guest's own account, if there is one. Nil if the provider
  /// needs none, and for people whom the site's staff created, whose address does not change.
  package var providerAddress: String? {
    guard wanted.mayHoldMobileKey, origin.isOurs else { return nil }
    return wanted.guest?.emailAddress ?? wanted.invitedEmailAddress
  }

  /// The address by which the site may already have the user.
  package var addressToBeMadeWith: String? { wanted.invitedEmailAddress ?? wanted.emailAddress }

  /// Records a call that is about to be made, and what it adds to a user whom the site's staff created.
  package mutating func begin(_ call: ProviderCall, as open: OpenCall.Kind, at now: Instant) {
    progress.openCall = OpenCall(kind: open, at: now)
    if origin.isOurs { return }
    switch call {
    case .setMeans(_, let change):
      if change.mobileKey == true { additions.mobileKey = true }
      if change.pin == true { additions.pin = true }
    case .setTag(_, _?): additions.tag = true
    default: break
    }
  }

  /// Forgets additions that the provider does not show, unless the outcome of a call is still unknown.
  package mutating func dropAdditionsNotShown() {
    guard progress.openCall == nil else { return }
    additions.mobileKey = additions.mobileKey && observed?.mayHoldMobileKey == true
    additions.pin = additions.pin && observed?.mayUsePin == true
    additions.tag = additions.tag && observed?.tagNumber != nil
  }
}

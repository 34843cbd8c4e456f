package import Wire

/// The plan for a user that the site's staff created and an operation took up.
///
/// Latchkey adds rights and memberships and removes only those that it added. The site's staff control the name, e-mail
/// address, subscription, block and deletion, and no call here changes them.
extension AcsUserRecord {
  /// Whether the rights that Latchkey added (mobile key, PIN, card) are wanted.
  var holdsAddedMeans: Bool { !wanted.isDeleted && !wanted.isSuspended }

  /// Whether the memberships that Latchkey added are wanted. Since only the site's staff subscribe the person, these
  /// memberships follow the access schedule instead.
  func holdsAddedPlaces(at now: Instant) -> Bool { holdsAddedMeans && wanted.schedule?.covers(now) ?? true }

  /// Whether the user is subscribed now only for access grants. Then it opens the doors of grants only.
  private func isInForGrantsOnly(at now: Instant) -> Bool {
    wanted.followsGrants && wanted.schedule?.covers(now) ?? true && !wanted.own.covers(now)
  }

  /// Whether the provider should have the user in a group at this moment.
  package func wants(_ membership: Membership, at now: Instant) -> Bool {
    if origin.isOurs { return membership.isWanted && (membership.isOfGrant || !isInForGrantsOnly(at: now)) }
    // The group of a grant ends by its own schedule.
    if membership.isOfGrant { return membership.isWanted && holdsAddedMeans }
    return membership.isOwn ? membership.isWanted && holdsAddedPlaces(at: now) : membership.isObserved
  }

  /// The next step. Nil if the wanted and observed states agree.
  func takenUpStep(_ observed: Observed, _ memberships: [Membership], now: Instant) -> AcsUserPlan.Step? {
    if let step = takingBack(observed, memberships, now: now) { return step }
    if wanted.isDeleted { return additionsRemain(observed, memberships) ? nil : .forget }
    return adding(observed, memberships, now: now)
  }

  private func takingBack(_ observed: Observed, _ memberships: [Membership], now: Instant) -> AcsUserPlan.Step? {
    let means = meansToTakeBack(observed)
    if !means.isEmpty, !isRefused(.profile) { return .call(.setMeans(observed.siteUser, means), open: .update) }
    if isCardToTakeBack(observed), !isRefused(.tag) { return .call(.setTag(observed.siteUser, nil), open: .setTag) }
    let leaving = memberships.first { $0.isOwn && $0.isObserved && !$0.isRefused && !wants($0, at: now) }
    return leaving.map { .call(.removeFromAccessGroup($0.group, observed.person), open: .remove($0.group)) }
  }

  private func adding(_ observed: Observed, _ memberships: [Membership], now: Instant) -> AcsUserPlan.Step? {
    let means = meansToAdd(observed)
    if !means.isEmpty, !isRefused(.profile) { return .call(.setMeans(observed.siteUser, means), open: .update) }
    // A PIN of the site's own is never replaced.
    if holdsAddedMeans, additions.pin, wanted.pin != observed.pin, let step = makingPin(self, for: observed, now: now) {
      return step
    }
    if holdsAddedMeans, let tag = wanted.tag, observed.tagNumber == nil, !isRefused(.tag) {
      return .call(.setTag(observed.siteUser, tag.id), open: .setTag)
    }
    let joining = memberships.first { $0.isOwn && !$0.isObserved && !$0.isRefused && wants($0, at: now) }
    return joining.map { .call(.addToAccessGroup($0.group, observed.person), open: .add($0.group)) }
  }

  func meansToTakeBack(_ observed: Observed) -> MeansChange {
    var change = MeansChange()
    if additions.mobileKey, observed.mayHoldMobileKey, !wantsMobileKey { change.mobileKey = false }
    if additions.pin, observed.mayUsePin, !wantsPin { change.pin = false }
    return change
  }

  private func meansToAdd(_ observed: Observed) -> MeansChange {
    var change = MeansChange()
    if wantsMobileKey, !observed.mayHoldMobileKey { change.mobileKey = true }
    if wantsPin, !observed.mayUsePin { change.pin = true }
    return change
  }

  private var wantsMobileKey: Bool { holdsAddedMeans && wanted.mayHoldMobileKey && !wanted.cancelsKeys }
  private var wantsPin: Bool { holdsAddedMeans && wanted.pin != nil }

  func isCardToTakeBack(_ observed: Observed) -> Bool {
    additions.tag && observed.tagNumber != nil && !(holdsAddedMeans && wanted.tag?.number == observed.tagNumber)
  }

  /// Whether anything that Latchkey added remains.
  private func additionsRemain(_ observed: Observed, _ memberships: [Membership]) -> Bool {
    additions.mobileKey && observed.mayHoldMobileKey || additions.pin && observed.mayUsePin
      || additions.tag && observed.tagNumber != nil || memberships.contains { $0.isOwn && $0.isObserved }
  }

  /// The pending deliberate revocations, by a suspension, a deletion or an operation. The end of a stay is not one.
  func openTakingsBack(_ memberships: [Membership]) -> [OpenRevocation] {
    guard let observed else { return [] }
    var open: [OpenRevocation] = []
    let means = meansToTakeBack(observed)
    if means.mobileKey != nil { open.append(.mobileKey) }
    if means.pin != nil { open.append(.pin) }
    if isCardToTakeBack(observed) { open.append(.card) }
    let leaving = memberships.filter {
      $0.isOwn && !($0.isWanted && holdsAddedMeans) && ($0.isObserved || progress.openCall?.kind == .add($0.group))
    }
    return open + leaving.map { .place($0.acsAccessGroupID) }
  }
}

extension AcsUserRecord {
  /// Whether the user opens nothing, whatever else was given: it is deleted or suspended here, or somebody deleted or
  /// blocked it at the provider.
  public var isBarred: Bool {
    wanted.isDeleted || wanted.isSuspended || observed?.isBlocked == true || wasDeletedAtProvider
  }

  /// Whether somebody deleted the user at the provider.
  var wasDeletedAtProvider: Bool {
    progress.refusals.contains { $0.stage == .creation && $0.refusal.reason == .notFound }
  }

  /// Whether something that somebody took away on purpose is still there at the provider: the user, its freedom from
  /// suspension, a place in a group, a PIN or the right to hold a mobile key. That is done before any other work on the
  /// account. The end of a stay is none of these.
  public func isBeingRevoked(_ memberships: [Membership]) -> Bool {
    guard let observed else { return false }
    if wanted.isDeleted { return !isRefused(.deletion) }
    return wanted.isSuspended && !observed.isBlocked && !isRefused(.blocking)
      || memberships.contains { !$0.isWanted && ($0.isObserved && !$0.isRefused || mayBeJoining($0)) }
      || losesMeans(observed) || losesTag(observed)
  }

  /// Whether a call is open that adds the user to a group.
  private func mayBeJoining(_ membership: Membership) -> Bool {
    progress.openCall?.kind == .add(membership.group)
  }

  /// Whether a card is to be taken away that the provider shows.
  func losesTag(_ observed: Observed) -> Bool {
    wanted.governsTags && wanted.tag == nil && observed.tagNumber != nil && !isRefused(.tag)
  }

  /// Whether a means to open doors is to be taken away that the provider shows.
  func losesMeans(_ observed: Observed) -> Bool {
    let profile = wantedProfile
    let loses = observed.mayHoldMobileKey && !profile.mayHoldMobileKey || observed.mayUsePin && profile.mayUsePin == false
    return loses && !isRefused(.profile)
  }
}

import Wire

/// The current step of replacing a site user, and when to check again.
struct SuccessionPlan {
  var step: AcsUserPlan.Step?
  var lookAgainAt: Instant?
}

/// The steps that replace a site user. The successor first gets its memberships and, if one is free, a seat. Once the
/// locks know it, it gets its PIN, and then the old user is deleted. Until the
/// successor has a seat, it opens nothing, so it is enough to revoke the old user's access.
func succession(
  of user: AcsUserRecord, _ observed: AcsUserRecord.Observed, _ memberships: [Membership], seatIsGranted: Bool,
  now: Instant, _ brand: Brand
) -> SuccessionPlan {
  guard let successor = user.successor else {
    return SuccessionPlan(step: beginning(user, observed, now: now))
  }
  guard user.needsSuccessor(observed, now: now), user.isFit(successor, memberships) else {
    return SuccessionPlan(step: givingUp(successor, of: user))
  }
  if let step = preparing(successor, of: user, memberships) { return SuccessionPlan(step: step) }
  if observed.isSubscribed {
    if user.wantsSubscription(at: now), !successor.observed.isSubscribed {
      if seatIsGranted {
        return SuccessionPlan(
          step: .call(.setSubscribed(successor.observed.siteUser, true), open: .ofSuccessor(.subscribe)))
      }
      if user.progress.seat == .none { return SuccessionPlan(step: .awaitSeat) }
    }
    let heardAt = successor.changedAt + brand.settling.handover
    if now >= successor.changedAt, now < heardAt { return SuccessionPlan(lookAgainAt: heardAt) }
  }
  // A person may have signed up by the old invitation meanwhile.
  if user.wanted.guest == nil, observed.observedAt < successor.changedAt, now >= successor.changedAt {
    return SuccessionPlan(step: .call(.readUser(observed.siteUser), open: nil))
  }
  if user.wanted.pin != successor.observed.pin, let step = makingPin(user, for: successor.observed, now: now) {
    guard case .call(let call, let open?) = step else { return SuccessionPlan(step: step) }
    return SuccessionPlan(step: .call(call, open: .ofSuccessor(open)))
  }
  return SuccessionPlan(step: replacing(observed, of: user))
}

/// The first step: creating the successor, or deleting the old user first if the successor needs its address.
private func beginning(
  _ user: AcsUserRecord, _ observed: AcsUserRecord.Observed, now: Instant
) -> AcsUserPlan.Step? {
  guard user.needsSuccessor(observed, now: now) else { return nil }
  if case .afterwards(let address)? = user.succession, isSameAddress(address, user.providerAddress),
    isSameAddress(address, observed.emailAddress)
  {
    return replacing(observed, of: user)
  }
  // A person may have signed up since the user was last observed.
  if let refused = user.progress.refusals.first(where: { $0.stage == .emailAddress }), user.wanted.guest == nil,
    observed.observedAt < refused.at, now >= refused.at
  {
    return .call(.readUser(observed.siteUser), open: nil)
  }
  return .call(.createUser(user.successorProfile), open: .ofSuccessor(user.creation))
}

private func replacing(_ observed: AcsUserRecord.Observed, of user: AcsUserRecord) -> AcsUserPlan.Step? {
  user.isRefused(.deletion) ? nil : .call(.deleteUser(observed.siteUser), open: .delete)
}

/// A successor that is no longer needed is deleted.
func givingUp(_ successor: Successor, of user: AcsUserRecord) -> AcsUserPlan.Step? {
  user.isRefused(.deletion) ? nil : .call(.deleteUser(successor.observed.siteUser), open: .ofSuccessor(.delete))
}

/// Name, role and memberships.
private func preparing(
  _ successor: Successor, of user: AcsUserRecord, _ memberships: [Membership]
) -> AcsUserPlan.Step? {
  let profile = user.wantedProfile(of: successor.observed)
  if profile.differs(from: successor.observed), !user.isRefused(.profile) {
    return .call(.updateUser(successor.observed.siteUser, profile), open: .ofSuccessor(.update))
  }
  let joining = memberships.first { $0.isWanted && !$0.isRefused && !successor.groups.contains($0.group) }
  return joining.map {
    .call(.addToAccessGroup($0.group, successor.observed.person), open: .ofSuccessor(.add($0.group)))
  }
}

func readBackSuccessor(_ kind: OpenCall.Kind, of user: AcsUserRecord, now: Instant) -> AcsUserPlan {
  guard !kind.isCreation, let successor = user.successor?.observed else {
    return AcsUserPlan(.call(.findUser(reference: user.successorProfile.reference), open: nil))
  }
  switch kind {
  case .makePin where user.wanted.pin != nil && !user.wanted.isDeleted:
    // The digits of a PIN whose response was lost are unknown. The next PIN replaces it.
    if case .call(let call, let open?)? = makingPin(user, for: successor, now: now) {
      return AcsUserPlan(.call(call, open: .ofSuccessor(open)))
    }
    return AcsUserPlan(.call(.readUser(successor.siteUser), open: nil))
  case .add(let group), .remove(let group):
    return AcsUserPlan(.call(.readMembership(group, successor.person), open: nil))
  default:
    return AcsUserPlan(.call(.readUser(successor.siteUser), open: nil))
  }
}

extension AcsUserRecord {
  var successorProfile: UserProfile {
    var profile = wantedProfile
    profile.reference = reference(ofGeneration: generation + 1)
    return profile
  }
}

package import API
package import Wire

extension AcsUserRecord {
  /// The wanted changes that are not observed yet.
  package func pendingMutations(_ memberships: [Membership], now: Instant, _ brand: Brand) -> [AcsUserMutation] {
    let openMemberships = memberships.filter { wants($0, at: now) != $0.isObserved }
    if wanted.isDeleted { return [.deleting(PlainMutation(since: createdAt, "The user is being deleted."))] }
    guard let observed else {
      if isRefused(.creation) { return [] }
      let creating = AcsUserMutation.creating(
        PlainMutation(since: createdAt, "The user is being created at \(brand.name)."))
      return [creating] + openMemberships.compactMap(\.mutation)
    }
    if !origin.isOurs { return openMemberships.compactMap(\.mutation) }
    var mutations: [AcsUserMutation] = []
    if let mutation = informationMutation(observed, brand) { mutations.append(mutation) }
    if wanted.isSuspended != observed.isBlocked {
      mutations.append(
        .updatingSuspensionState(
          Transition(
            since: revokedAt(observed), "The user's suspension is being updated at \(brand.name).",
            from: .init(isSuspended: observed.isBlocked), to: .init(isSuspended: wanted.isSuspended))))
    }
    let revoked = openRevocations(openMemberships, now: now).compactMap { mutation(for: $0, observed, now: now, brand) }
    return mutations + revoked + openMemberships.compactMap(\.mutation)
  }

  /// Pending changes of name and e-mail address. Rejected changes are errors, not pending.
  private func informationMutation(_ observed: Observed, _ brand: Brand) -> AcsUserMutation? {
    let isRenamed = wantedName != observed.fullName && !isRefused(.profile)
    let isReaddressed = lacksAddress(observed) && !isKnownByOwnAddress(observed) && !isRefused(.succession)
    guard isRenamed || isReaddressed else { return nil }
    func information(_ name: String, _ address: String?) -> AcsUserMutation.Information {
      .init(
        emailAddress: isReaddressed ? Nullable(address) : nil, fullName: isRenamed ? .value(name) : nil)
    }
    return .updatingUserInformation(
      Transition(
        since: observed.observedAt, "The user's details are being updated at \(brand.name).",
        from: information(observed.fullName, observed.emailAddress),
        to: information(wantedName, providerAddress)))
  }

  /// When a revocation was requested at the provider, as far as is known.
  private func revokedAt(_ observed: Observed) -> Instant { progress.revokingSince ?? observed.observedAt }

  /// The mutation of a revocation that has no other mutation.
  private func mutation(
    for revocation: OpenRevocation, _ observed: Observed, now: Instant, _ brand: Brand
  ) -> AcsUserMutation? {
    let (nothing, since) = (OneID<AcsCredential, CredentialMember>(nil), revokedAt(observed))
    func withdrawing(_ credential: ID<AcsCredential>?, _ what: String) -> AcsUserMutation {
      .updatingCredentialAssignment(
        Transition(
          since: since, "\(what) is being removed from the user at \(brand.name).", from: OneID(credential),
          to: nothing))
    }
    switch revocation {
    case .subscription: return subscriptionMutation(since, now: now, brand)
    case .mobileKey: return withdrawing(nil, "The permission to have a mobile key")
    case .pin: return withdrawing(observed.pin, "The PIN")
    case .card: return withdrawing(nil, "The card")
    case .user, .suspension, .place: return nil
    }
  }

  /// The end of a stay that the provider has not confirmed yet.
  private func subscriptionMutation(_ since: Instant, now: Instant, _ brand: Brand) -> AcsUserMutation? {
    guard let schedule = wanted.schedule else { return nil }
    let window = AcsUserMutation.ScheduleState(startsAt: schedule.startsAt, endsAt: schedule.endsAt)
    let none = AcsUserMutation.ScheduleState(startsAt: nil, endsAt: nil)
    let isOver = schedule.isOver(at: now)
    let why = isOver ? "has ended" : "has not started"
    return .updatingAccessSchedule(
      Transition(
        since: isOver ? schedule.endsAt ?? since : since,
        "The user's access schedule \(why), and \(brand.name) has not confirmed that the user is unsubscribed: "
          + "doors may still open.",
        from: isOver ? window : none, to: isOver ? none : window))
  }
}

extension Membership {
  fileprivate var mutation: AcsUserMutation? {
    if isRefused { return nil }
    let isJoining = !isObserved
    let (none, group) = (
      OneID<AcsAccessGroup, AccessGroupMember>(nil), OneID<AcsAccessGroup, AccessGroupMember>(acsAccessGroupID)
    )
    return .updatingGroupMembership(
      Transition(
        since: wantedAt,
        isJoining ? "The user is being added to the group." : "The user is being removed from the group.",
        from: isJoining ? none : group, to: isJoining ? group : none))
  }
}

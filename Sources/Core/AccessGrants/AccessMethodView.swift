package import API
package import Wire

extension AccessGrantState {
  /// The API resource of one of the grant's methods.
  ///
  /// - Parameter pin: the PIN, decrypted. Nil if there is none.
  package func resource(_ state: AccessMethodState, pin: String?, now: Instant, _ brand: Brand) -> AccessMethod {
    let method = state.method
    var resource = AccessMethod(
      accessMethodID: method.id, workspaceID: method.workspaceID, createdAt: method.createdAt, mode: method.mode,
      displayName: method.mode.displayName)
    resource.isIssued = method.issuedAt != nil
    resource.issuedAt = Nullable(method.issuedAt)
    resource.customizationProfileID = grant.customizationProfileID
    switch method.mode {
    case .code: resource.code = Nullable(pin)
    case .card:
      // A card is assigned by its number, or by holding it to a lock. Either will do.
      let awaitsCard = method.awaitsCard && !grant.schedule.isOver(at: now)
      resource.isAssignmentRequired = awaitsCard
      resource.isReadyForAssignment = awaitsCard && !grant.isDeleted
      resource.isEncodingRequired = resource.isAssignmentRequired
      resource.isReadyForEncoding = resource.isReadyForAssignment
    case .mobileKey, .cloudKey: break
    }
    resource.errors = errors(state, now: now, brand.windows)
    resource.warnings = warnings(state, now: now, brand)
    resource.pendingMutations = mutations(state, now: now, brand)
    resource.displayStatus = status(state, resource, now: now, brand.windows)
    return resource
  }

  private func status(
    _ state: AccessMethodState, _ resource: AccessMethod, now: Instant, _ windows: RolloutWindows
  ) -> String {
    if grant.isDeleted { return "Being deleted" }
    if grant.schedule.isOver(at: now) { return "Ended" }
    if !resource.errors.isEmpty { return resource.isIssued ? "Refused at a door" : "Failed to issue" }
    if resource.isIssued {
      if now < grant.schedule.startsAt { return "Issued" }
      return isRollingOut(state, now: now, windows) ? "Reaching the locks" : "Active"
    }
    if state.awaitsAddress { return "Waiting for an e-mail address" }
    return state.method.awaitsCard ? "Waiting for a card" : "Being issued"
  }

  private func errors(
    _ state: AccessMethodState, now: Instant, _ windows: RolloutWindows
  ) -> [Notice<AccessMethod.ErrorCode>] {
    if grant.isDeleted || grant.schedule.isOver(at: now) { return [] }
    if let refusedAt = pinRefusal(of: state, windows) {
      return [
        Notice(
          .failedToIssue, since: refusedAt,
          "A door of the grant refused the PIN. The error ends when the PIN opens a door of the grant. If doors go on "
            + "refusing it, give the person another means of access.")
      ]
    }
    if state.method.issuedAt != nil { return [] }
    guard delay(of: state, now: now) == .failed else { return [] }
    let obstacle = obstacle(state, now: now)
    let since = max(grant.schedule.startsAt, waitingSince(state))
    return [
      Notice(
        .failedToIssue, since: since,
        "The access has started, and the method does not work yet. "
          + (obstacle ?? "Latchkey retries until it works."))
    ]
  }

  private func warnings(
    _ state: AccessMethodState, now: Instant, _ brand: Brand
  ) -> [AccessMethodWarning] {
    if grant.isDeleted {
      return [AccessMethodWarning(.beingDeleted, since: grant.changedAt, "The method is being deleted.")]
    }
    var warnings: [AccessMethodWarning] = []
    if state.method.issuedAt == nil, let warning = delayWarning(state, now: now, brand) { warnings.append(warning) }
    let changing = sites(of: state.method).filter {
      isDue($0, at: now) && $0.acsAccessGroupID != nil && !$0.hasWantedPeriod
    }
    if !changing.isEmpty {
      warnings.append(
        AccessMethodWarning(
          .updatingAccessTimes, since: grant.changedAt, "The times are being updated at \(brand.name)."))
    }
    return warnings
  }

  /// Why a method is not issued in time. Nil if there is time, or if it is an error already.
  private func delayWarning(_ state: AccessMethodState, now: Instant, _ brand: Brand) -> AccessMethodWarning? {
    if grant.schedule.isOver(at: now) { return nil }
    let delay = delay(of: state, now: now)
    // Waiting does not help, so this is no matter of time.
    if delay == .none, let why = state.lastingObstacle {
      return AccessMethodWarning(
        .delayInIssuing, since: waitingSince(state), "The method is not issued yet. \(why)")
    }
    guard delay == .delayed else { return nil }
    let why = obstacle(state, now: now) ?? "\(brand.name) has not confirmed it yet."
    let stage = now < grant.schedule.startsAt ? "is about to start" : "has started"
    return AccessMethodWarning(
      .delayInIssuing, since: max(grant.schedule.startsAt - subscriptionLead, waitingSince(state)),
      "The access \(stage), and the method is not issued yet. \(why)")
  }

  /// Why a method does not work, if that is known.
  private func obstacle(_ state: AccessMethodState, now: Instant) -> String? {
    if doors(of: state.method).isEmpty {
      return "The grant has no door that takes it. Give the grant other doors, or request another method for these."
    }
    return state.lastingObstacle ?? state.obstacle(sites(of: state.method), now: now)
  }

  private func mutations(_ state: AccessMethodState, now: Instant, _ brand: Brand) -> [AccessMethodMutation] {
    let sites = sites(of: state.method)
    let (held, wanted) = (Set(sites.flatMap(\.held)), Set(sites.flatMap(\.wanted)))
    func doors(_ set: Set<ID<AcsEntrance>>) -> AccessMethodMutation.DoorState { .init(deviceIDs: set.devices) }
    var mutations: [AccessMethodMutation] = []
    let isDue = sites.contains { self.isDue($0, at: now) }
    if isDue, !wanted.isSubset(of: held) {
      mutations.append(
        .provisioningAccess(
          Transition(
            since: grant.changedAt, "Doors are being added at \(brand.name).", from: doors(held), to: doors(wanted))))
    }
    if !held.isSubset(of: wanted) {
      mutations.append(
        .revokingAccess(
          Transition(
            since: grant.changedAt, "Doors are being removed at \(brand.name).", from: doors(held), to: doors(wanted))))
    }
    if isDue, let site = sites.first(where: { $0.acsAccessGroupID != nil && !$0.hasWantedPeriod }) {
      mutations.append(
        .updatingAccessTimes(
          Transition(
            since: grant.changedAt, "The times are being updated at \(brand.name).",
            from: .init(startsAt: site.heldTimes.startsAt, endsAt: site.heldTimes.endsAt),
            to: .init(startsAt: grant.schedule.startsAt, endsAt: grant.schedule.endsAt))))
    }
    return mutations
  }
}

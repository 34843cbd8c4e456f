package import API
package import Wire

extension AccessCodeRecord {
  /// The API resource.
  ///
  /// - Parameters:
  ///   - state: the grant of the code, with everything that decides what works of it.
  ///   - pin: the PIN, decrypted. Nil until the provider has it.
  ///   - device: the lock. Nil if it is gone.
  package func resource(
    _ state: AccessGrantState, pin: String?, device: DeviceRecord?, now: Instant, _ brand: Brand
  ) -> AccessCode {
    var resource = AccessCode(
      accessCodeID: id, workspaceID: workspaceID, deviceID: deviceID, createdAt: createdAt)
    let schedule = state.grant.schedule
    if let endsAt = schedule.endsAt {
      resource.kind = .known(.timeBound)
      resource.startsAt = .value(schedule.startsAt)
      resource.endsAt = .value(endsAt)
    }
    resource.codeName = Nullable(name)
    resource.code = Nullable(pin)
    resource.commonCodeKey = Nullable(commonCodeKey)
    resource.isExternalModificationAllowed = isExternalModificationAllowed
    if pin == nil, !isEnding(state, now: now) { resource.isWaitingForCodeAssignment = true }
    let isHeld = state.openDoors.contains(acsEntranceID)
    if schedule.endsAt != nil, isHeld { resource.isScheduledOnDevice = true }
    resource.status = .known(status(state, isHeld: isHeld && pin != nil, device?.system, now: now))
    resource.errors =
      (device?.errors ?? []).compactMap { AccessCodeError($0) }
      + errors(state, isHeld: isHeld && pin != nil, now: now, brand)
    resource.warnings = warnings(state, isHeld: isHeld && pin != nil, device, now: now, brand)
    resource.pendingMutations = mutations(state, isHeld: isHeld && pin != nil, now: now, brand)
    return resource
  }

  private func isEnding(_ state: AccessGrantState, now: Instant) -> Bool {
    isDeleted || state.grant.isDeleted || state.grant.schedule.isOver(at: now)
  }

  private func status(
    _ state: AccessGrantState, isHeld: Bool, _ system: AcsSystemRecord?, now: Instant
  ) -> AccessCode.Status {
    if system?.isDisconnected == true { return .unknown }
    if isEnding(state, now: now) { return .removing }
    if now < state.grant.schedule.startsAt { return .unset }
    return isHeld && wasSet && state.methods.contains { $0.method.issuedAt != nil } ? .set : .setting
  }

  /// Since when the removal of a code is overdue at its site. Nil if it is not.
  package func overdueRemoval(_ state: AccessGrantState, now: Instant) -> Instant? {
    guard isDeleted || state.grant.isDeleted, now - state.grant.changedAt >= issuingPatience,
      state.sites.contains(where: { $0.isJoined && $0.held.contains(acsEntranceID) })
    else { return nil }
    return state.grant.changedAt
  }

  private func removalErrors(_ state: AccessGrantState, now: Instant) -> [AccessCodeError] {
    guard let since = overdueRemoval(state, now: now) else { return [] }
    return [
      AccessCodeError(
        .failedToRemoveFromDevice, since: since,
        "The site has not confirmed the removal. The digits may still open the lock. Latchkey retries until it works.")
    ]
  }

  private func errors(
    _ state: AccessGrantState, isHeld: Bool, now: Instant, _ brand: Brand
  ) -> [AccessCodeError] {
    if isEnding(state, now: now) { return removalErrors(state, now: now) }
    var errors: [AccessCodeError] = []
    let method = state.methods.first { $0.method.mode == .code }
    if method?.credential?.pinObstacles.contains(.siteTakesNoPins) == true {
      let notice = CredentialObstacle.siteTakesNoPins.notice(since: state.grant.changedAt, brand)
      errors.append(AccessCodeError(.accessCodeInactive, since: notice.createdAt, notice.message))
    }
    if let user = method?.user {
      if user.progress.seat == .exceeded {
        errors.append(
          AccessCodeError(
            .saltoKSSubscriptionLimitExceeded, since: state.grant.changedAt,
            "All seats of the site are taken. Delete an access code or a user, or add seats to the site's plan."))
      }
      if isHeld, let observed = user.observed, observed.isBlocked || wasSet && !observed.isSubscribed {
        let message =
          observed.isBlocked
          ? "The code's user is blocked at the site, and stays so until it is unsuspended here. Call "
            + "/acs/users/unsuspend with acs_user_id \(user.id)."
          : "The code's user is not subscribed at the site. Latchkey subscribes it again once there is a seat."
        errors.append(AccessCodeError(.accessCodeInactive, since: observed.subscriptionChangedAt, message))
      }
    }
    if let externalChange, let since = externallyChangedAt, !isExternalModificationAllowed {
      errors.append(
        AccessCodeError(
          .conflictingExternalModification, since: since,
          "A person changed or removed the code at the site. Latchkey restores it.", change: externalChange,
          modifiedFields: externalChange == .modified ? state.modifiedFields(of: self) : nil))
    }
    if let refusal = state.sites.compactMap(\.refusal).first {
      errors.append(
        AccessCodeError(
          .providerIssue, since: refusal.at, "The site rejected the access group of the code: \(refusal.message)"))
    }
    if let method, !isHeld, state.delay(of: method, now: now) == .failed {
      errors.append(
        AccessCodeError(
          .failedToSetOnDevice, since: max(state.grant.schedule.startsAt, state.grant.changedAt),
          "The code has started, and the site has not confirmed it. Latchkey retries until it works."))
    }
    return errors
  }

  private func warnings(
    _ state: AccessGrantState, isHeld: Bool, _ device: DeviceRecord?, now: Instant, _ brand: Brand
  ) -> [AccessCodeWarning] {
    if isDeleted || state.grant.isDeleted {
      return [AccessCodeWarning(.beingDeleted, since: state.grant.changedAt, "The access code is being deleted.")]
    }
    var warnings: [AccessCodeWarning] = []
    if let externalChange, let since = externallyChangedAt, isExternalModificationAllowed {
      warnings.append(
        AccessCodeWarning(
          .externalModificationInEffect, since: since,
          "A person changed the code at the site, which is allowed. Update the code to change it again.",
          change: externalChange, modifiedFields: modifiedFields))
    }
    warnings += state.shortfalls(at: acsEntranceID, now: now).map { part in
      AccessCodeWarning(
        .unknownIssue, since: state.grant.changedAt,
        "Clocks repeat an hour, so the code does not open from \(part.startsAt) until "
          + "\(part.endsAt?.description ?? "the end"). Start the code earlier, or end it later.")
    }
    if let method = state.methods.first(where: { $0.method.mode == .code }), !isHeld,
      state.delay(of: method, now: now) == .delayed
    {
      warnings.append(
        AccessCodeWarning(
          .delayInSettingOnDevice, since: state.grant.changedAt,
          "The code is about to start, and \(brand.name) has not confirmed it yet."))
    }
    if isHeld, !wasSet, device?.isOnline == false {
      warnings.append(
        AccessCodeWarning(
          .delayInSettingOnDevice, since: state.grant.changedAt,
          "The site has the code, but its lock is offline. The code is set once the lock is online again."))
    }
    return warnings
  }

  private func mutations(
    _ state: AccessGrantState, isHeld: Bool, now: Instant, _ brand: Brand
  ) -> [AccessCodeMutation] {
    let since = state.grant.changedAt
    if isEnding(state, now: now) {
      return [AccessCodeMutation(.deleting, since: since, "The code is being removed at \(brand.name).")]
    }
    var updates = wasHeld ? state.updates(of: self, brand) : []
    if let site = state.sites.first(where: { $0.acsAccessGroupID != nil && !$0.hasWantedPeriod }) {
      let schedule = state.grant.schedule
      updates.append(
        AccessCodeMutation(
          .updatingTimeFrame, since: since, "The times are being updated at \(brand.name).",
          from: .init(startsAt: site.heldTimes.startsAt, endsAt: site.heldTimes.endsAt),
          to: .init(startsAt: schedule.startsAt, endsAt: schedule.endsAt)))
    }
    if isHeld || !updates.isEmpty { return updates }
    if let site = state.sites.first(where: { $0.wanted.contains(acsEntranceID) }), now < site.leadsAt {
      let message = "The code is created at \(brand.name) shortly before it starts."
      return [AccessCodeMutation(.deferringCreation, since: since, message, scheduledAt: site.leadsAt)]
    }
    return [AccessCodeMutation(.creating, since: since, "The code is being created at \(brand.name).")]
  }
}

extension AccessCodeError {
  /// An error of the lock or its account that an access code repeats. Nil if only some codes suffer from it.
  fileprivate init?(_ error: Device.DeviceError) {
    guard let code = error.code.known else { return nil }
    let own: Code
    switch code {
    case .accountDisconnected: own = .accountDisconnected
    case .insufficientPermissions: own = .insufficientPermissions
    case .hubDisconnected: own = .hubDisconnected
    case .deviceDisconnected: own = .deviceDisconnected
    case .deviceRemoved: own = .deviceRemoved
    case .saltoKSSubscriptionLimitExceeded: return nil
    }
    self.init(own, since: error.createdAt, error.message)
  }
}

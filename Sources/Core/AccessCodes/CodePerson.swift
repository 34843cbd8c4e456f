package import API
package import Wire

/// The person of an access code at its site, whose name and PIN are those of the code.
extension AccessMethodState {
  /// Whether the site shows the wanted name. A person who is not at the site yet is created with it.
  fileprivate var hasWantedName: Bool {
    guard let user, let observed = user.observed else { return true }
    return observed.fullName == user.wantedName
  }

  /// Whether the site has the wanted PIN.
  fileprivate var hasWantedPin: Bool {
    guard let user, let observed = user.observed else { return true }
    return observed.pin == user.wanted.pin && (observed.mayUsePin || user.wanted.pin == nil)
  }
}

extension AccessGrantState {
  /// Whether the sites have the wanted times, name and digits of a code, as far as they have the code.
  package func hasFollowed(_ code: AccessCodeRecord) -> Bool {
    sites.allSatisfy { $0.acsAccessGroupID == nil || $0.hasWantedPeriod }
      && methods.allSatisfy { $0.hasWantedName && (!code.wasHeld || $0.hasWantedPin) }
  }

  /// Whether the sites have the wanted PINs.
  package var hasWantedPins: Bool { methods.allSatisfy(\.hasWantedPin) }

  /// When a code that its site has reaches its lock at the latest, if the IQ is online then. The moment moves on when the
  /// site gets other times or subscribes the person.
  package func reachesLock(_ code: AccessCodeRecord, now: Instant, _ windows: RolloutWindows) -> Instant {
    let schedules = sites.filter { $0.wanted.contains(code.acsEntranceID) }.compactMap(\.schedulesAt)
    let subscriptions = methods.compactMap(\.user?.observed?.subscriptionChangedAt)
    let moments = schedules.map { $0 + windows.schedule } + subscriptions.map { $0 + windows.person }
    let latest = moments.reduce(code.reachesLockAt ?? now + windows.membership) { max($0, $1) }
    // A sandbox's clock may have been set back since.
    return min(latest, now + max(windows.membership, windows.schedule))
  }

  /// The coming parts of the grant's time in which a door does not open, since clocks repeat an hour.
  func shortfalls(at door: ID<AcsEntrance>, now: Instant) -> [Schedule] {
    sites.filter { $0.wanted.contains(door) }.flatMap(\.shortfalls).filter { !$0.isOver(at: now) }
  }

  /// What a person changed about a code at the site, as far as it is not restored.
  package func modifiedFields(of code: AccessCodeRecord) -> [AccessCodeModifiedField] {
    var fields: [AccessCodeModifiedField] = []
    if let user = methods.first(where: { !$0.hasWantedName })?.user {
      fields.append(AccessCodeModifiedField("name", from: code.name, to: user.observed?.fullName))
    }
    if let site = sites.first(where: { $0.acsAccessGroupID != nil && !$0.hasWantedPeriod }) {
      let (wanted, held) = (grant.schedule, site.heldTimes)
      // An ongoing code shows no start.
      let startsAt = wanted.endsAt == nil ? nil : wanted.startsAt.description
      let times = [
        AccessCodeModifiedField("starts_at", from: startsAt, to: held.startsAt?.description),
        AccessCodeModifiedField("ends_at", from: wanted.endsAt?.description, to: held.endsAt?.description),
      ]
      fields += times.filter { $0.from != $0.to }
    }
    return fields
  }

  /// The changes of the person that its site has not confirmed yet.
  func updates(of code: AccessCodeRecord, _ brand: Brand) -> [AccessCodeMutation] {
    var updates: [AccessCodeMutation] = []
    if let method = methods.first(where: { !$0.hasWantedName }) {
      updates.append(
        AccessCodeMutation(
          .updatingName, since: grant.changedAt, "The name is being changed at \(brand.name).",
          from: AccessCodeState(codeName: method.user?.observed?.fullName), to: AccessCodeState(codeName: code.name)))
    }
    if !hasWantedPins {
      updates.append(
        AccessCodeMutation(
          .updatingCode, since: grant.changedAt, "The digits are being replaced at \(brand.name).", from: .digits,
          to: .digits))
    }
    return updates
  }
}

import API
import Wire

/// One person who moves a lock remotely at one moment. The right is checked here and not at the lock, so the wanted
/// state counts, and nothing needs to reach the lock.
struct RemoteJudgement {
  let facts: AccessFacts
  let moment: Instant
  let now: Instant
  /// The lock and its IQ, which do not depend on the person.
  private let door: AccessJudgement

  init(_ facts: AccessFacts, at moment: Instant, now: Instant, _ brand: Brand) {
    self.facts = facts
    self.moment = moment
    self.now = now
    door = AccessJudgement(facts, means: .remote, at: moment, now: now, brand)
  }

  /// The moment of the wanted state. A wanted state lasts until it is changed, so the future is judged by the current
  /// one.
  private var known: Instant { min(moment, now) }
  private var person: AccessFacts.Person? { facts.person }
  private var wanted: AccessFacts.Wanted? { person?.wanted.value(at: known).flatMap { $0.isDeleted ? nil : $0 } }
  private var session: AccessSpan? { facts.remote.sessions.first(covering: moment) }
  private var cloudKey: Truth { person?.hasCloudKey.truth(at: known) ?? .no }

  /// A cloud key opens the entrances of its owner's groups, but not granted devices.
  private var grant: AccessSpan? {
    session == nil && cloudKey == .yes ? nil : facts.remote.grants.first(covering: moment)
  }

  private var isSuspended: Bool {
    guard let wanted else { return false }
    return wanted.isSuspended || person?.isBlocked.truth(at: known) == .yes
  }

  /// Whether the user was deleted at the provider.
  private var wasDeletedAtProvider: Bool {
    guard wanted != nil, let exists = person?.exists else { return false }
    return exists.truth(at: known) == .no && exists.since(known) != nil
  }

  /// The person's access apart from access grants.
  private var own: OwnAccess { wanted.map { $0.own ?? OwnAccess($0.schedule) } ?? .always }

  /// Whether a group that is not of a grant contains the person and the entrance.
  private var isInOwnGroup: Truth {
    if own == .none { return .no }
    return facts.groups.filter { !$0.isOfGrant }.reduce(.no) { found, group in
      let place = person?.wantedMemberships[group.id]?.truth(at: known) ?? .no
      return found || (place && group.holdsEntrance.truth(at: moment))
    }
  }

  /// The times of the person's access grants of the entrance.
  private var grantTimes: [Schedule] {
    guard let person, wanted != nil else { return [] }
    return person.grants.values.compactMap { $0.value(at: known) }
      .filter { $0.entrances.contains(facts.entranceID) }.map(\.schedule)
      .sorted { ($0.startsAt, $0.endsAt ?? .latest) < ($1.startsAt, $1.endsAt ?? .latest) }
  }

  /// The times in which the person has access to the entrance, of which one suffices.
  private var times: [Schedule] {
    let ofGroups = grantTimes.isEmpty || isInOwnGroup != .no ? own.schedule : nil
    return grantTimes + [ofGroups].compactMap(\.self)
  }

  private var isWithinTimes: Truth {
    if grantTimes.contains(where: { $0.covers(moment) }) { return .yes }
    if grantTimes.isEmpty { return Truth(own == .none || own.covers(moment)) }
    return Truth(own.covers(moment)) && isInOwnGroup
  }

  private var isInGroup: Truth { grantTimes.isEmpty ? isInOwnGroup : .yes }

  /// The time that is reported: one that has not ended, or else the last one.
  private var reportedTime: Schedule? {
    times.first { $0.covers(moment) } ?? times.first { !$0.isOver(at: moment) } ?? times.last
  }

  private var isAfterTimes: Bool { reportedTime?.isOver(at: moment) == true }

  /// The deciding facts, in order: first those that only a new decision changes, then those that a person or time
  /// changes.
  private var decisive: [(code: AccessLink.Code, holds: Truth)] {
    var list: [(AccessLink.Code, Truth)] = []
    if grant != nil { list.append((.deviceGrant, .yes)) }
    if grant == nil || wasDeletedAtProvider { list.append((.acsUser, Truth(wanted != nil && !wasDeletedAtProvider))) }
    list.append((.suspension, Truth(!isSuspended)))
    if grant == nil {
      list.append((.schedule, isWithinTimes))
      list.append((.accessGroup, isInGroup))
    }
    list.append((.clientSession, Truth(session != nil) || cloudKey))
    return list + [(.lock, !door.isInPrivacyMode), (.iq, door.iq == .online ? .yes : .unknown)]
  }

  /// Whether the lock moves: for the person, or because it is open for everybody.
  var verdict: Truth { door.isInOfficeMode || decisive.reduce(.yes) { $0 && $1.holds } }

  /// Whether the person has the right, whatever the state of the lock.
  var isAllowed: Bool { decisive.allSatisfy { $0.code == .lock || $0.code == .iq || $0.holds == .yes } }

  /// Whether the request is about remote unlocks, or a remote unlock gives more access than the person's other means.
  func decides(_ carried: AccessJudgement) -> Bool {
    switch carried.means {
    case .remote: true
    case .any: isAllowed && carried.verdict != .yes && verdict != .no
    case .mobileKey, .code, .card: false
    }
  }

  /// A hint for requests about other means.
  var hint: AccessLink {
    AccessLink(
      .clientSession, .yes, isDecisive: false, since: since(.clientSession),
      "The person may still unlock the lock remotely. Explain access with means remote.")
  }

  /// The reported obstacle. In office mode, the one that would apply without it.
  private var obstacle: AccessLink.Code? {
    let failing =
      switch verdict {
      case .yes: door.isInOfficeMode == .yes && !isAllowed ? decisive.filter { $0.holds != .yes } : []
      case .no: decisive.filter { $0.holds == .no }
      case .unknown: decisive.filter { $0.holds == .unknown }
      }
    return failing.map(\.code).ordered(by: reason).first
  }

  var reason: AccessReason {
    guard let obstacle else { return .granted }
    return verdict == .yes ? .officeMode : reason(obstacle)
  }

  private func reason(_ obstacle: AccessLink.Code) -> AccessReason {
    switch (verdict, obstacle) {
    case (_, .acsUser): .noAcsUser
    case (_, .suspension): .suspended
    case (_, .schedule) where isWithinTimes == .no: isAfterTimes ? .afterSchedule : .beforeSchedule
    case (.no, .accessGroup): .noAccessGroup
    case (_, .clientSession): .noClientSession
    case (_, .lock): verdict == .no ? .privacyMode : door.reason
    default: door.iq == .notSeen ? .iqNotSeen : door.iq == .offline ? .iqOffline : .rollingOut
    }
  }

  var message: String {
    if obstacle != nil, verdict == .yes { return "The lock is in office mode: it opens for everybody." }
    guard let obstacle, let link = chain.first(where: { $0.code == obstacle }) else {
      return "The person may unlock the lock remotely with \(session == nil ? "a cloud key" : "a client session")."
    }
    return link.message
  }

  var chain: [AccessLink] {
    decisive.map { fact in
      AccessLink(fact.code, fact.holds.shown, since: since(fact.code), message(fact.code, fact.holds))
    }
  }

  private func since(_ code: AccessLink.Code) -> Instant? {
    switch code {
    case .deviceGrant: grant?.start
    case .clientSession: session?.start ?? person?.hasCloudKey.since(known)
    case .acsUser, .suspension, .schedule: person?.wanted.since(known)
    case .lock, .iq: door.since(code)
    default: nil
    }
  }

  private func message(_ code: AccessLink.Code, _ holds: Truth) -> String {
    let isYes = holds == .yes
    switch code {
    case .deviceGrant: return "The lock was granted to the person's user identity."
    case .acsUser:
      return isYes
        ? "The person has a user in the entrance's system." : "The person has no user in the entrance's system."
    case .suspension: return isYes ? "The user is not suspended." : "The user is suspended."
    case .schedule: return scheduleMessage
    case .accessGroup:
      return isYes
        ? "An access group of the user contains the entrance." : "No access group of the user contains the entrance."
    case .clientSession:
      return isYes
        ? "The person has a valid client session or cloud key."
        : "The person has neither a valid client session nor a valid cloud key."
    default: return door.chain.first { $0.code == code }?.message ?? ""
    }
  }

  private func isOfGrant(_ time: Schedule) -> Bool { grantTimes.contains(time) }

  private var scheduleMessage: String {
    guard let schedule = reportedTime else { return "The user's access has no schedule." }
    let end = schedule.endsAt.map { "until \($0)" } ?? "without an end"
    let access = isOfGrant(schedule) ? "access grant of the entrance" : "access schedule"
    return "The user's \(access) runs from \(schedule.startsAt) \(end)."
  }

  /// The change that would allow the person to move the lock.
  private var suggestedChange: AccessChange? {
    guard let obstacle, verdict != .yes else { return nil }
    var change = change(for: obstacle)
    change.isSufficient = decisive.allSatisfy { $0.code == obstacle || $0.holds == .yes }
    return change
  }

  private func change(for obstacle: AccessLink.Code) -> AccessChange {
    switch obstacle {
    case .acsUser: return AccessChange(.createAcsUser, "Create a user for the person in the entrance's system.")
    case .suspension: return AccessChange(.unsuspend, "Unsuspend the user.")
    case .schedule:
      let until = isAfterTimes ? "end after" : "start by"
      let access = reportedTime.map(isOfGrant) == true ? "access grant of the entrance" : "user's access schedule"
      return AccessChange(.changeSchedule, "Change the \(access) to \(until) \(moment).")
    case .accessGroup:
      let group = facts.groups.first { !$0.isOfGrant && $0.holdsEntrance.truth(at: moment) == .yes }
      guard let group else {
        return AccessChange(
          .assignEntrance, "Assign the entrance to an access group at \(door.brand.name), or grant the device.")
      }
      if own == .none { return .ownAccess(including: moment, in: group) }
      return AccessChange(
        .addToAccessGroup, "Add the user to the access group “\(group.name)”.", acsAccessGroupID: group.id)
    case .clientSession:
      return AccessChange(.createClientSession, "Create a client session for the person's user identity.")
    case .lock: return AccessChange(.endPrivacyMode, "Ask somebody inside to end the lock's privacy mode.")
    default: return AccessChange(.bringIQOnline, "Connect the lock's IQ.")
    }
  }

  var explanation: AccessExplanation {
    AccessExplanation(
      access: verdict.verdict, reason: reason, message: message, moment: moment, isForecast: moment > now,
      acsEntranceID: facts.entranceID, acsUserID: person?.id, chain: chain, suggestedChange: suggestedChange)
  }
}

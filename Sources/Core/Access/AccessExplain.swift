package import API
package import Wire

/// Explains whether a person could open an entrance at a moment. Pure. For a past moment it ignores everything
/// that was recorded later, so a repeated call gives the same result.
package func explainAccess(
  _ facts: AccessFacts, means: AccessMeans, at moment: Instant, now: Instant, _ brand: Brand
) -> AccessExplanation {
  let judgement = AccessJudgement(facts, means: means, at: moment, now: now, brand)
  let remote = RemoteJudgement(facts, at: moment, now: now, brand)
  if remote.decides(judgement) { return remote.explanation }
  var chain = judgement.chain
  if judgement.verdict != .yes, remote.isAllowed { chain.append(remote.hint) }
  let reason = judgement.reason
  return AccessExplanation(
    access: judgement.verdict.verdict, reason: reason, message: judgement.message(chain), moment: moment,
    isForecast: judgement.isForecast, acsEntranceID: facts.entranceID, acsUserID: facts.person?.id, chain: chain,
    suggestedChange: judgement.verdict == .yes ? nil : judgement.suggestedChange)
}

/// The same without the chain, for lists.
package func judgeAccess(
  _ facts: AccessFacts, means: AccessMeans, at moment: Instant, now: Instant, _ brand: Brand
) -> (access: AccessVerdict, reason: AccessReason) {
  let judgement = AccessJudgement(facts, means: means, at: moment, now: now, brand)
  let remote = RemoteJudgement(facts, at: moment, now: now, brand)
  if remote.decides(judgement) { return (remote.verdict.verdict, remote.reason) }
  return (judgement.verdict.verdict, judgement.reason)
}

extension Truth {
  var verdict: AccessVerdict {
    switch self {
    case .yes: .allowed
    case .no: .denied
    case .unknown: .unknown
    }
  }
}

extension AccessJudgement {
  func message(_ chain: [AccessLink]) -> String {
    if isInOfficeMode == .yes { return "The lock is in office mode: it opens for everybody." }
    guard let obstacle, let link = chain.first(where: { $0.code == obstacle.code }) else {
      return "Every fact that the lock checks allows access."
    }
    return link.message
  }

  /// The change that would remove the reported obstacle.
  var suggestedChange: AccessChange? {
    guard let code = obstacle?.code else { return nil }
    var change = change(for: code)
    change.isSufficient = change.isSufficient && decisive.allSatisfy { $0.code == code || $0.holds == .yes }
    return change
  }

  private func change(for obstacle: AccessLink.Code) -> AccessChange {
    switch obstacle {
    case .acsUser: return userChange
    case .credential where means == .code:
      return wanted?.hasPin == true
        ? wait(obstacle, brand.windows.person)
        : AccessChange(.createCredential, "Create a credential of access_method code for the user.")
    case .credential where means == .card:
      return wanted?.hasCard == true
        ? wait(obstacle, brand.windows.person)
        : AccessChange(.createCredential, "Assign one of the site's cards to the user.")
    case .credential:
      return wanted?.mayHoldMobileKey == true
        ? wait(obstacle, brand.windows.person)
        : AccessChange(.createCredential, "Create a mobile key credential for the user.")
    case .phone where isOfOtherPerson:
      return AccessChange(.wait, "Wait: the user is being created again at \(brand.name). No action is required.")
    case .phone where awaitsAddress:
      return AccessChange(
        .setEmailAddress,
        "Set the person's e-mail address by /user_identities/update, so that \(brand.name) can send its invitation.",
        isSufficient: false)
    case .phone: return AccessChange(.openApp, "Open the app on a phone of the user, so that it fetches its key.")
    case .suspension where wanted?.isTakenUp == true:
      return AccessChange(.askPeopleOfSite, "Ask the site's staff to unblock the person in \(brand.webApp).")
    case .suspension:
      return wanted?.isSuspended == true
        ? AccessChange(.unsuspend, "Unsuspend the user.") : wait(obstacle, brand.windows.person)
    case .subscription, .schedule: return subscriptionChange
    case .accessGroup: return groupChange
    case .entrance where means == .code && !facts.hasKeypad:
      return AccessChange(.useOtherMeans, "Give the user a mobile key; this entrance has no keypad.")
    case .entrance where means == .code:
      return AccessChange(.enablePins, "Enable PIN codes for the site at \(brand.name).")
    case .entrance: return AccessChange(.enableMobileKeys, "Enable mobile keys for the site at \(brand.name).")
    case .lock: return AccessChange(.endPrivacyMode, "Ask somebody inside to end the lock's privacy mode.")
    case .deviceGrant, .clientSession:
      return AccessChange(.createClientSession, "Create a client session for the person's user identity.")
    case .iq:
      return AccessChange(.bringIQOnline, "Connect the lock's IQ, so that it receives all changes.")
    }
  }

  private var userChange: AccessChange {
    if let wanted, !wanted.isDeleted { return wait(.acsUser, brand.windows.person) }
    return AccessChange(.createAcsUser, "Create a user for the person in the entrance's system.")
  }

  private var subscriptionChange: AccessChange {
    if wanted?.isTakenUp == true {
      return AccessChange(.askPeopleOfSite, "Ask the site's staff to subscribe the person in \(brand.webApp).")
    }
    if let schedule = wanted?.schedule, !schedule.covers(moment) {
      let until = schedule.isOver(at: moment) ? "end after" : "start by"
      return AccessChange(.changeSchedule, "Change the user's access schedule to \(until) \(moment).")
    }
    if subscriptionReason == .noSeat || isShortOfSeats {
      return AccessChange(.freeSeat, "Free a seat of the site, or buy one.")
    }
    return wait(.subscription, brand.windows.person)
  }

  private var groupChange: AccessChange {
    switch reasonToKeepBack {
    case .suspended: return AccessChange(.unsuspend, "Unsuspend the user.")
    case .beforeSchedule, .afterSchedule:
      let until = reasonToKeepBack == .afterSchedule ? "end after" : "start by"
      return AccessChange(.changeSchedule, "Change the user's access schedule to \(until) \(moment).")
    case .noAccessGroup:
      return AccessChange(.changeSchedule, "Give the user an access schedule that includes \(moment).")
    default: break
    }
    if let change = changeOfGroupShut { return change }
    let holding = facts.groups.filter { $0.holdsEntrance.truth(at: moment) == .yes }
    let isUnderWay = holding.contains { facts.person?.wantedMemberships[$0.id]?.truth(at: moment) == .yes }
    if isUnderWay || isInGroup == .unknown { return wait(.accessGroup, brand.windows.membership) }
    // The group of a grant takes in nobody but the grant's person.
    guard let group = holding.first(where: { !$0.isOfGrant }) else {
      return AccessChange(.assignEntrance, "Assign the entrance to an access group at \(brand.name).")
    }
    if wanted?.own == OwnAccess.none { return .ownAccess(including: moment, in: group) }
    return AccessChange(
      .addToAccessGroup, "Add the user to the access group “\(group.name)”.", acsAccessGroupID: group.id)
  }

  /// The change has been made, but has not arrived yet.
  private func wait(_ code: AccessLink.Code, _ window: Duration) -> AccessChange {
    let until = since(code).map { $0 + window }
    return AccessChange(
      .wait, "Wait: the change has not reached the lock yet.", until: until.flatMap { $0 > moment ? $0 : nil })
  }
}

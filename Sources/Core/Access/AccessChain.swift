import API
import Wire

extension AccessJudgement {
  /// All facts in their order, in words.
  var chain: [AccessLink] {
    var links = decisive.map { fact in
      AccessLink(fact.code, fact.holds.shown, since: since(fact.code), message(fact.code, fact.holds))
    }
    if let schedule = scheduleLink, let place = links.firstIndex(where: { $0.code == .subscription }) {
      links.insert(schedule, at: place + 1)
    }
    return links
  }

  /// The user's wanted state at the moment.
  var wanted: AccessFacts.Wanted? { facts.person?.wanted.value(at: moment) }

  /// Why the user is subscribed or not. Users have no schedules at the provider, so locks never check them.
  private var scheduleLink: AccessLink? {
    guard let wanted, let person = facts.person else { return nil }
    let since = person.wanted.since(moment)
    if let message = wanted.messageOfOwnAccess {
      return AccessLink(
        .schedule, Truth(wanted.schedule?.covers(moment) ?? true).shown, isDecisive: false, since: since, message)
    }
    guard let schedule = wanted.schedule else {
      return AccessLink(.schedule, .yes, isDecisive: false, since: since, "The user's access has no schedule.")
    }
    let end = schedule.endsAt.map { "until \($0)" } ?? "without an end"
    let message = "The user's access schedule runs from \(schedule.startsAt) \(end)."
    return AccessLink(
      .schedule, Truth(schedule.covers(moment)).shown, isDecisive: false, since: since, message)
  }

  /// Since when the cloud has had the state of the moment.
  func since(_ code: AccessLink.Code) -> Instant? {
    let person = facts.person
    switch code {
    case .acsUser: return person?.exists.since(moment)
    case .credential:
      switch means {
      case .code: return person?.hasPin.since(moment)
      case .card: return person?.hasCard.since(moment)
      case .mobileKey, .remote, .any: return person?.mayHoldMobileKey.since(moment)
      }
    case .phone: return person?.hasPhone.since(moment)
    case .suspension: return person?.isBlocked.since(moment)
    case .subscription: return person?.isSubscribed.since(moment)
    case .accessGroup:
      // A group that came to the entrance later must not change what is said about the moment.
      let deciding = facts.groups.filter { $0.holdsEntrance.wasEver(by: moment) && isMember(of: $0) == isInGroup }
      let since = deciding.compactMap { person?.memberships[$0.id]?.since(moment) }
      return isInGroup == .yes ? since.min() : since.max()
    case .lock: return facts.lock.isInPrivacyMode.since(moment)
    case .iq: return facts.lock.iqSeenAt
    case .schedule, .entrance, .deviceGrant, .clientSession: return nil
    }
  }

  private func message(_ code: AccessLink.Code, _ holds: Truth) -> String {
    switch code {
    case .acsUser:
      holds.text(
        "\(brand.name) has the user.",
        facts.person == nil ? "The entrance's system has no user for the person." : "\(brand.name) has no such user.",
        onItsWay("the user", .acsUser))
    case .credential: credentialMessage(holds)
    case .phone:
      holds.text(
        "A phone of the user holds a key.",
        isOfOtherPerson
          ? "The user at \(brand.name) belongs to another person, so the guest's phones get no key."
          : awaitsAddress
            ? "No phone can get a key: \(brand.name) has no e-mail address for its invitation."
            : isKeyExpired ? "The key on the user's phone has expired." : "No phone of the user holds a key.",
        "The key was canceled, but the lock may not know yet.")
    case .suspension:
      holds.text(
        "The user is not suspended.", "The user is suspended.", onItsWay("the user's suspension", .suspension))
    case .subscription: subscriptionMessage(holds)
    case .accessGroup: groupMessage(holds)
    case .entrance: entranceMessage(holds)
    case .lock: lockMessage(holds)
    case .iq: iqMessage
    case .schedule, .deviceGrant, .clientSession: ""
    }
  }

  private func entranceMessage(_ holds: Truth) -> String {
    if means == .code {
      let why = facts.hasKeypad ? "The site does not accept PINs." : "The entrance has no keypad."
      return holds.text("The entrance accepts PINs.", why, siteDoubt("the site accepts PINs"))
    }
    return holds.text(
      "The site's locks accept mobile keys.", "The site's locks do not accept mobile keys.",
      siteDoubt("the site's locks accept mobile keys"))
  }

  /// Why a setting of the site is unknown.
  private func siteDoubt(_ setting: String) -> String {
    switch iq {
    case .online: return "The lock may not know yet whether \(setting): this has just changed."
    case .offline: return "The lock may not know yet whether \(setting)."
    case .notSeen:
      let since = facts.lock.iqSeenAt.map { " since \($0)" } ?? " yet"
      return "It is unknown whether \(setting): the site was not seen\(since)."
    }
  }

  /// Why the lock's state of a fact is unknown.
  private func onItsWay(_ fact: String, _ code: AccessLink.Code) -> String {
    if iq == .online { return "A change of \(fact) has not reached the lock yet." }
    let at = since(code).map { " at \($0)" } ?? ""
    return "The lock may not know of the change of \(fact)\(at) yet."
  }

  private func credentialMessage(_ holds: Truth) -> String {
    if means == .code {
      return holds.text(
        "The user has a PIN.",
        wanted?.hasPin == true ? "\(brand.name) has not created the user's PIN yet." : "The user has no PIN.",
        onItsWay("the user's PIN", .credential))
    }
    if means == .card {
      return holds.text(
        "The user has a card.",
        wanted?.hasCard == true ? "\(brand.name) has not assigned the card to the user yet." : "The user has no card.",
        onItsWay("the user's card", .credential))
    }
    let isWished = facts.person?.hasCredential.truth(at: moment) == .yes
    return holds.text(
      isWished ? "The user has a mobile key credential." : "\(brand.name) still allows the user to have a mobile key.",
      isWished
        ? "\(brand.name) does not allow the user to have a mobile key yet." : "The user has no mobile key credential.",
      onItsWay("the user's permission to have a mobile key", .credential))
  }

  private func subscriptionMessage(_ holds: Truth) -> String {
    let isTakenUp = wanted?.isTakenUp == true
    let isOverdue = wanted?.schedule?.covers(moment) == false && !isTakenUp
    let yes =
      "The user is subscribed" + (isOverdue ? ", although the access schedule does not include this moment." : ".")
    let no =
      switch subscriptionReason {
      case .noSeat: "The user is not subscribed: the site has no free seat."
      case .beforeSchedule: "The user is not subscribed: the access schedule has not started."
      case .afterSchedule: "The user is not subscribed: the access schedule has ended."
      default: isTakenUp ? "The site's staff have not subscribed the person." : "The user is not subscribed yet."
      }
    return holds.text(
      yes, no,
      isShortOfSeats
        ? "All seats of the site are taken. It is unknown whether one will be free."
        : onItsWay("the user's subscription", .subscription))
  }

  private func groupMessage(_ holds: Truth) -> String {
    let opening = facts.groups.filter { isMember(of: $0) == .yes }.map { "“\($0.name)”" }
    return holds.text(
      "The user's access group \(opening.joined(separator: ", ")) contains the entrance.",
      messageOfGroupKeptBack ?? messageOfGroupShut ?? "No access group of the user contains the entrance.",
      onItsWay("the user's access groups", .accessGroup))
  }

  private func lockMessage(_ holds: Truth) -> String {
    if isInOfficeMode == .yes { return "The lock is in office mode: it opens for everybody." }
    return holds.text(
      "The lock was in no special mode when last seen.", "The lock is in privacy mode.",
      "The lock was in privacy mode when last seen.")
  }

  private var iqMessage: String {
    let online = facts.lock.iqOnlineAt.map { ", and online at \($0)" } ?? ""
    switch iq {
    case .online: return "The lock's IQ is online."
    case .offline where isDisconnected:
      return "The lock was offline when last seen. It decides by the data that it had received."
    case .offline:
      return "The lock's IQ was offline when last seen\(online). The lock decides by the data that it had received."
    case .notSeen:
      let seen = facts.lock.iqSeenAt.map { "was last seen at \($0)\(online)." }
      return "The lock's IQ " + (seen ?? "was never seen.")
    }
  }
}

extension Truth {
  var shown: AccessLink.Holds {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown: .unknown
    }
  }

  fileprivate func text(_ yes: String, _ no: String, _ unknown: String) -> String {
    switch self {
    case .yes: yes
    case .no: no
    case .unknown: unknown
    }
  }
}

import API
import Wire

/// One person at one entrance at one moment: what the lock can know of each fact.
struct AccessJudgement {
  let facts: AccessFacts
  let means: AccessMeans
  let moment: Instant
  let brand: Brand
  let isForecast: Bool

  init(_ facts: AccessFacts, means: AccessMeans, at moment: Instant, now: Instant, _ brand: Brand) {
    isForecast = moment > now
    self.facts = isForecast ? facts.foreseen(at: moment, now: now, brand) : facts
    self.means = means
    self.moment = moment
    self.brand = brand
  }

  /// The lock's state of a fact: any state that the cloud had between the last certain delivery and the moment.
  func received(_ fact: FactHistory, _ window: Duration) -> Truth {
    guard let online = facts.lock.heardAt(moment) else { return fact.truth(from: longAgo, through: moment) }
    return fact.truth(from: min(online, moment) - window, through: moment)
  }

  private var longAgo: Instant { Instant.earliest }

  var exists: Truth { facts.person.map { received($0.exists, brand.windows.person) } ?? .no }
  var isBlocked: Truth { facts.person.map { received($0.isBlocked, brand.windows.person) } ?? .no }
  var isSubscribed: Truth { facts.person.map { received($0.isSubscribed, brand.windows.person) } ?? .no }
  var mayHoldMobileKey: Truth { facts.person.map { received($0.mayHoldMobileKey, brand.windows.person) } ?? .no }

  /// A fetched key is in the phone at once. A canceled key works until the lock knows, but no key
  /// works beyond its expiry.
  var hasPhone: Truth {
    guard let phone = facts.person?.hasPhone, !isKeyExpired else { return .no }
    let now = phone.truth(at: moment)
    return now == .yes ? .yes : received(phone, brand.windows.person)
  }

  /// Whether the user must be created again before the guest's phones get a key.
  var isOfOtherPerson: Bool { facts.person?.isOfOtherPerson.truth(at: moment) == .yes }

  /// Whether no phone can get a key, since there is no e-mail address for the provider's invitation.
  var awaitsAddress: Bool { facts.person?.awaitsAddress.truth(at: moment) == .yes }

  var isKeyExpired: Bool { facts.person?.keysExpireAt.value(at: moment).map { $0 <= moment } ?? false }

  func isMember(of group: AccessFacts.Group) -> Truth { isPlaced(in: group) && isWithinSchedules(of: group) }

  /// Whether the person and the entrance are in a group.
  func isPlaced(in group: AccessFacts.Group) -> Truth {
    guard let place = facts.person?.memberships[group.id] else { return .no }
    return received(place, brand.windows.membership) && received(group.holdsEntrance, brand.windows.membership)
  }

  var isInGroup: Truth { facts.groups.reduce(.no) { $0 || isMember(of: $1) } }

  var acceptsMeans: Truth {
    switch means {
    case .mobileKey: seenAtTheSite(facts.acceptsMobileKeys)
    case .code: Truth(facts.hasKeypad) && seenAtTheSite(facts.acceptsPins)
    case .card, .remote, .any: .yes
    }
  }

  /// The site's settings are known while the cloud is reachable. Afterwards they may have changed.
  private func seenAtTheSite(_ fact: FactHistory) -> Truth {
    iq == .notSeen ? .unknown : received(fact, brand.windows.person)
  }

  var hasCard: Truth { facts.person.map { received($0.hasCard, brand.windows.person) } ?? .no }

  var hasPin: Truth { facts.person.map { received($0.hasPin, brand.windows.person) } ?? .no }

  /// Whether the lock was offline although its IQ was online.
  var isDisconnected: Bool {
    iq == .offline && facts.lock.iqOnlineAt == facts.lock.iqSeenAt
  }

  var iq: AccessFacts.IQState { facts.lock.iqState(at: moment, brand.windows) }

  /// Actions at the door are known while the IQ is online. Afterwards they may have ended.
  var isInPrivacyMode: Truth { seenAtTheDoor(facts.lock.isInPrivacyMode) }
  var isInOfficeMode: Truth { seenAtTheDoor(facts.lock.isInOfficeMode) }

  private func seenAtTheDoor(_ fact: FactHistory) -> Truth {
    let seen = fact.truth(at: moment)
    return iq == .online || seen == .no ? seen : .unknown
  }

  /// The facts that the lock checks, in order. The entrance opens for the person if all hold.
  var decisive: [(code: AccessLink.Code, holds: Truth)] {
    var list: [(AccessLink.Code, Truth)] = [(.acsUser, exists)]
    if means == .mobileKey { list += [(.credential, mayHoldMobileKey), (.phone, hasPhone)] }
    if means == .code { list.append((.credential, hasPin)) }
    if means == .card { list.append((.credential, hasCard)) }
    list += [(.suspension, !isBlocked), (.subscription, isSubscribed), (.accessGroup, isInGroup)]
    if means == .mobileKey || means == .code { list.append((.entrance, acceptsMeans)) }
    return list + [(.lock, !isInPrivacyMode), (.iq, iq == .online ? .yes : .unknown)]
  }

  /// Whether the entrance opens: for everybody in office mode, or else if all facts hold.
  var verdict: Truth { isInOfficeMode || decisive.reduce(.yes) { $0 && $1.holds } }

  /// A fact that keeps the entrance shut or leaves this unknown, and its reason.
  struct Obstacle {
    var code: AccessLink.Code
    var reason: AccessReason
  }

  /// The reported obstacle. In office mode, the one that would apply without it.
  var obstacle: Obstacle? {
    let failing =
      switch verdict {
      case .yes: decisive.filter { $0.holds != .yes }
      case .no: decisive.filter { $0.holds == .no }
      case .unknown: decisive.filter { $0.holds == .unknown }
      }
    return failing.map(makeObstacle).ordered(by: \.reason).first
  }

  /// The first fact that the lock may not know yet.
  var firstDoubt: AccessLink.Code? { decisive.first { $0.holds == .unknown }?.code }

  private func makeObstacle(_ code: AccessLink.Code, _ holds: Truth) -> Obstacle {
    guard holds == .unknown else { return Obstacle(code: code, reason: reasonToDeny(code)) }
    switch iq {
    case .offline: return Obstacle(code: .iq, reason: .iqOffline)
    case .notSeen: return Obstacle(code: .iq, reason: .iqNotSeen)
    case .online:
      return Obstacle(code: code, reason: code == .subscription && isShortOfSeats ? .noSeat : .rollingOut)
    }
  }

  private func reasonToDeny(_ code: AccessLink.Code) -> AccessReason {
    switch code {
    case .acsUser: .noAcsUser
    case .credential: .noCredential
    case .phone: isOfOtherPerson ? .otherPerson : isKeyExpired ? .keyExpired : .notIssued
    case .suspension: .suspended
    case .subscription, .schedule: subscriptionReason
    case .accessGroup: reasonToKeepBack ?? reasonOfGroupShut ?? .noAccessGroup
    case .deviceGrant: .noAccessGroup
    case .clientSession: .noClientSession
    case .entrance: .entranceNotCapable
    case .lock: .privacyMode
    case .iq: .iqOffline
    }
  }

  /// Why a user is not subscribed. A deleted user has no stay that could have ended.
  var subscriptionReason: AccessReason {
    guard let wanted, !wanted.isTakenUp else { return .notSubscribed }
    if let schedule = wanted.schedule, !wanted.isDeleted {
      if schedule.isOver(at: moment) { return .afterSchedule }
      if !schedule.covers(moment) { return .beforeSchedule }
    }
    return facts.person?.lacksSeat.truth(at: moment) == .yes ? .noSeat : .notSubscribed
  }

  /// Whether a forecast cannot say that there will be a seat.
  var isShortOfSeats: Bool {
    isForecast && facts.person?.isSubscribed.truth(at: moment) == .unknown && facts.freeSeats == 0
  }

  var reason: AccessReason {
    guard let obstacle else { return .granted }
    return verdict == .yes ? .officeMode : obstacle.reason
  }
}

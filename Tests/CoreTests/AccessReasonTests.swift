import API
import Foundation
import TestKit
import Testing
import Wire

@testable import Core

private let brand = Brand.acme
private let now = Instant("2024-11-02T12:00:00Z") ?? .blank
private let before = now - .seconds(3600)

/// The independent failures that can keep a guest from opening a door.
private struct Failures: OptionSet {
  let rawValue: Int
  static let deleted = Failures(rawValue: 1 << 0)
  static let stayOver = Failures(rawValue: 1 << 1)
  static let suspended = Failures(rawValue: 1 << 2)
  static let noGroup = Failures(rawValue: 1 << 3)
  static let noKeypad = Failures(rawValue: 1 << 4)
  static let siteTakesNone = Failures(rawValue: 1 << 5)
  static let noCredential = Failures(rawValue: 1 << 6)
  static let stayAhead = Failures(rawValue: 1 << 7)
  static let noSeat = Failures(rawValue: 1 << 8)
  static let notSubscribed = Failures(rawValue: 1 << 9)
  static let keyExpired = Failures(rawValue: 1 << 10)
  static let noPhone = Failures(rawValue: 1 << 11)
  static let privacy = Failures(rawValue: 1 << 12)
  static let outage = Failures(rawValue: 1 << 13)
  static let offline = Failures(rawValue: 1 << 14)
  static let joining = Failures(rawValue: 1 << 15)
  static let otherPerson = Failures(rawValue: 1 << 16)
  static let count = 17

  /// The reason for each failure of a mobile key.
  static let reasons: [(Failures, AccessReason)] = [
    (.stayOver, .afterSchedule), (.deleted, .noAcsUser), (.suspended, .suspended), (.noGroup, .noAccessGroup),
    (.siteTakesNone, .entranceNotCapable), (.noCredential, .noCredential), (.stayAhead, .beforeSchedule),
    (.noSeat, .noSeat), (.notSubscribed, .notSubscribed), (.otherPerson, .otherPerson),
    (.keyExpired, .keyExpired), (.noPhone, .notIssued), (.privacy, .privacyMode),
  ]
}

/// A guest with a mobile key and a PIN at a door. Nothing has changed for a long time.
private struct Guest {
  let failures: Failures

  private func has(_ failure: Failures) -> Bool { failures.contains(failure) }

  var schedule: Schedule {
    let (start, end) =
      has(.stayOver) ? (-7200, -3600) : has(.stayAhead) ? (3600, 7200) : (-7200, 7200)
    return Schedule(startsAt: now + .seconds(start), endsAt: now + .seconds(end))
  }

  var isSubscribed: Bool {
    schedule.covers(now) && !has(.deleted) && !has(.noSeat) && !has(.notSubscribed)
  }

  var facts: AccessFacts {
    var person = AccessFacts.Person(id: ID("u"))
    var wanted = AccessFacts.Wanted(
      schedule: schedule, isSuspended: has(.suspended), isDeleted: has(.deleted),
      mayHoldMobileKey: !has(.noCredential))
    wanted.hasPin = !has(.noCredential)
    person.wanted.record(wanted, at: before)
    person.exists = FactHistory(always: !has(.deleted))
    person.isBlocked = FactHistory(always: has(.suspended))
    person.isSubscribed = FactHistory(always: isSubscribed)
    person.mayHoldMobileKey = FactHistory(always: !has(.noCredential))
    person.hasCredential = person.mayHoldMobileKey
    person.hasPin = FactHistory(always: !has(.noCredential))
    person.hasPhone = FactHistory(always: !has(.noPhone) && !has(.otherPerson))
    person.isOfOtherPerson = FactHistory(always: has(.otherPerson))
    person.lacksSeat = FactHistory(always: has(.noSeat))
    if has(.keyExpired), !has(.noPhone) { person.keysExpireAt.record(now - .seconds(60), at: before) }
    person.memberships[ID("g")] = FactHistory(always: !has(.noGroup))
    if has(.joining), !has(.noGroup) {
      person.memberships[ID("g")] = FactHistory()
      person.memberships[ID("g")]?.record(.yes, at: now - .seconds(5))
    }
    person.wantedMemberships[ID("g")] = FactHistory(always: !has(.noGroup))
    let seenAt = has(.outage) ? now - .seconds(300) : now
    return AccessFacts(
      entranceID: ID("e"), person: person,
      groups: [AccessFacts.Group(id: ID("g"), name: "One", holdsEntrance: FactHistory(always: true))],
      acceptsMobileKeys: FactHistory(always: !has(.siteTakesNone)),
      acceptsPins: FactHistory(always: !has(.siteTakesNone)), hasKeypad: !has(.noKeypad),
      lock: AccessFacts.LockFacts(
        isInPrivacyMode: FactHistory(always: has(.privacy)), isInOfficeMode: FactHistory(), iqSeenAt: seenAt,
        iqOnlineAt: has(.offline) ? seenAt - .seconds(600) : seenAt), freeSeats: has(.noSeat) ? 0 : 1)
  }

  var entrance: AcsEntranceRecord {
    let lock = ObservedLock(
      id: ExternalID("l"), name: "Door", batteryLevel: nil,
      lockType: has(.noKeypad) ? "wall_reader" : "wall_reader_pin",
      lockedState: nil, isOnline: true, isPrivacyMode: has(.privacy), isLeftOpenAlarm: false, isIntrusionAlarm: false,
      iq: nil)
    return AcsEntranceRecord(
      id: ID("e"), acsSystemID: ID("s"), connectedAccountID: ID("a"), sequence: 1, createdAt: before, lock: lock,
      privacyModeAt: nil, siteAcceptsPins: !has(.siteTakesNone), siteAcceptsMobileKeys: !has(.siteTakesNone))
  }

  func credential(_ method: AcsCredential.AccessMethod) -> AcsCredentialRow {
    let record = AcsCredentialRecord(
      id: ID("c"), workspaceID: ID("w"), acsSystemID: ID("s"), connectedAccountID: ID("a"), sequence: 1,
      acsUserID: ID("u"), accessMethod: method, isMultiPhoneSync: false, createdAt: before)
    let isIssued = method == .code ? !has(.noCredential) : !has(.noPhone) && !has(.otherPerson)
    var row = AcsCredentialRow(
      credential: record, userIdentityID: nil, syncedAt: before, issuedAt: isIssued ? before : nil)
    row.owner = AcsCredentialRow.Owner(schedule: schedule, isSuspended: has(.suspended))
    if method == .code, has(.siteTakesNone) { row.pinObstacles.append(.siteTakesNoPins) }
    if method == .code, has(.noKeypad) { row.pinObstacles.append(.noKeypad) }
    return row
  }

  func explained(_ means: AccessMeans) -> AccessExplanation {
    explainAccess(facts, means: means, at: now, now: now, brand)
  }
}

@Suite("Access reasons") struct AccessReasons {
  @Test("the order holds every reason once and is written down") func theOrderHoldsEveryReasonOnceAndIsWrittenDown()
    throws
  {
    #expect(Set(AccessReason.order) == Set(AccessReason.allCases))
    #expect(AccessReason.order.count == AccessReason.allCases.count)
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/access.md")
    let written = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line in
      line.hasPrefix("| `") ? AccessReason(rawValue: String(line.dropFirst(3).prefix { $0 != "`" })) : nil
    }
    #expect(written == AccessReason.order)
  }

  /// For every pair of failures, the reason that comes first in the order is reported.
  @Test("of two reasons the first is reported") func ofTwoReasonsTheFirstIsReported() {
    for (one, first) in Failures.reasons {
      #expect(Guest(failures: one).explained(.mobileKey).reason == .known(first))
      for (other, second) in Failures.reasons where !excludeEachOther(one, other) {
        let told = Guest(failures: [one, other]).explained(.mobileKey).reason.known
        let wanted = [first, second].ordered { $0 }.first
        #expect(told == wanted, "\(first) and \(second): \(String(describing: told))")
      }
    }
  }

  private func excludeEachOther(_ one: Failures, _ other: Failures) -> Bool {
    // A user has only one schedule, so its states exclude each other. A deleted user's stay is neither over nor ahead.
    let schedules: Failures = [.stayOver, .stayAhead, .noSeat, .notSubscribed, .deleted]
    let keys: Failures = [.keyExpired, .noPhone, .otherPerson]
    return one == other || [schedules, keys].contains { $0.contains(one) && $0.contains(other) }
  }

  @Test("in an outage nothing has just changed", arguments: [AccessMeans.mobileKey, .code])
  func inAnOutageNothingHasJustChanged(means: AccessMeans) {
    let told = Guest(failures: .outage).explained(means)
    #expect(told.access == .unknown && told.reason == .iqNotSeen)
    #expect(
      !([told.message] + told.chain.map(\.message)).contains { $0.contains("changed") || $0.contains("on its way") })
  }

  /// For every combination of failures, all explanations agree.
  @Test("explanations lists credentials and phones agree") func explanationsListsCredentialsAndPhonesAgree() {
    let seed = ProcessInfo.processInfo.environment["LATCHKEY_SEED"].flatMap { UInt64($0) } ?? 14
    var chance = SplitMix(state: seed)
    print("seed", seed)
    var met: Set<AccessReason> = []
    for _ in 0..<1500 {
      // Only a few failures at a time, so that the last reasons in the order are tested too.
      var failures: Failures = []
      for _ in 0..<(chance.next() % 4) {
        failures.insert(Failures(rawValue: 1 << Int(chance.next() % UInt64(Failures.count))))
      }
      for means in [AccessMeans.mobileKey, .code] {
        let guest = Guest(failures: failures)
        let explained = guest.explained(means)
        if let reason = explained.reason.known { met.insert(reason) }
        let found = disagreement(guest, means, explained)
        #expect(found == nil, "seed \(seed), failures \(failures.rawValue), \(means)")
      }
    }
    #expect(met.count == AccessReason.order.count - 2, "all but office mode and what a session lacks: \(met)")
  }

  /// The first result that differs from the explanation.
  private func disagreement(_ guest: Guest, _ means: AccessMeans, _ explained: AccessExplanation) -> String? {
    let reason = explained.reason.known ?? .granted
    func comesAfter(_ other: AccessReason) -> Bool { reason != other && [reason, other].ordered { $0 }.first == other }
    let listed = judgeAccess(guest.facts, means: means, at: now, now: now, brand)
    if listed.access != explained.access.known || listed.reason != reason { return "the list of openers" }
    // In an outage the site's settings are unknown, even if they were known before.
    let isSeen = !guest.failures.contains(.outage)
    let method: AcsCredential.AccessMethod = means == .code ? .code : .mobileKey
    let takes = guest.entrance.takes(method)
    if reason == .granted && !takes || reason == .entranceNotCapable && takes { return "the list of entrances" }
    if isSeen, !takes, explained.access == .denied, comesAfter(.entranceNotCapable) { return "the list of entrances" }
    if means == .mobileKey, explainKey([explained], of: guest.facts.person, at: now, brand) != explained {
      return "the phone"
    }
    if guest.failures.contains(.deleted) { return nil }
    let row = guest.credential(method)
    let (first, shown) = (row.obstacles(now: now).first, row.resource(code: nil, now: now, brand))
    if isSeen, let first, explained.access == .denied, comesAfter(first.reason) { return "the credential's errors" }
    let isUsable = shown.errors.isEmpty && shown.warnings.isEmpty && shown.isIssued == true
    let agrees =
      switch reason {
      case .granted: isUsable
      case .afterSchedule: shown.errors.first?.errorCode == reason.rawValue && shown.warnings.isEmpty
      case .suspended: shown.errors.first?.errorCode == reason.rawValue
      case .notIssued: shown.isIssued == false && !shown.warnings.isEmpty
      case .keyExpired: shown.isIssued == true
      default: true
      }
    return agrees ? nil : "the credential"
  }

  @Test("of several doors a key is judged by the one nearest to opening")
  func ofSeveralDoorsAKeyIsJudgedByTheOneNearestToOpening() {
    func key(_ doors: [Failures]) -> AccessReason? {
      let person = Guest(failures: doors.first ?? []).facts.person
      let explained = doors.map { Guest(failures: $0).explained(.mobileKey) }
      return explainKey(explained, of: person, at: now, brand).reason.known
    }
    #expect(key([[.privacy], []]) == .granted)
    #expect(key([[.noGroup], [.privacy]]) == .privacyMode)
    #expect(key([[.privacy], [.joining]]) == .rollingOut)
    #expect(key([[.stayOver], [.stayOver, .privacy]]) == .afterSchedule)
    let nobody = explainKey([], of: nil, at: now, brand).reason
    let over = explainKey([], of: Guest(failures: .stayOver).facts.person, at: now, brand).reason
    let nowhere = explainKey([], of: Guest(failures: []).facts.person, at: now, brand).reason
    #expect(nobody == .noAcsUser && over == .afterSchedule && nowhere == .noAccessGroup)
  }
}

import API
import Foundation
import TestKit
import Testing
import Wire

@testable import Core

private let brand = Brand.acme
private let start = Instant("2024-11-01T00:00:00Z") ?? .blank

/// A fact at the cloud, its delayed copy at the lock, and the records about it.
private struct SimulatedFact {
  var cloud = false
  var heard = false
  var known = FactHistory()
  /// Changes that have not reached the IQ yet.
  var underWay: [(due: Instant, value: Bool)] = []
  /// The end of an open call that is not recorded yet.
  var openUntil: Instant?

  mutating func change(_ value: Bool, at now: Instant, window: Duration, _ chance: inout SplitMix) {
    guard openUntil == nil else { return }
    if chance.next() % 3 == 0 {
      known.doubt(value, at: now)
      openUntil = now + .seconds(Int64(chance.next() % 20))
      if chance.next() % 4 == 0 { return }  // The call is lost.
    } else {
      known.record(Truth(value), at: now)
    }
    guard value != cloud else { return }
    cloud = value
    let wait = Int64(chance.next() % UInt64(window.components.seconds + 1))
    // A later change never arrives before an earlier one.
    let due = max(now + .seconds(wait), underWay.last?.due ?? now)
    underWay.append((due: due, value: value))
  }

  mutating func tick(at now: Instant, iqIsOnline: Bool) {
    if let end = openUntil, end <= now {
      openUntil = nil
      known.record(Truth(cloud), at: now)
    }
    guard iqIsOnline else { return }
    while let next = underWay.first, next.due <= now {
      heard = next.value
      underWay.removeFirst()
    }
  }
}

/// A site with one door and one person, simulated in steps of a second.
private struct SimulatedSite {
  enum IQ { case online, noInternet, off }
  var chance: SplitMix
  var now = start
  var facts = Array(repeating: SimulatedFact(), count: 9)
  var privacy = FactHistory()
  var office = FactHistory()
  var iq = IQ.online
  var seenAt: Instant?
  var onlineAt: Instant?
  var wanted = ValueHistory<AccessFacts.Wanted>()

  static let (exists, blocked, subscribed, mobile, phone) = (0, 1, 2, 3, 4)
  static let (memberOne, memberTwo, lockOne, lockTwo) = (5, 6, 7, 8)

  init(seed: UInt64) {
    chance = SplitMix(state: seed)
    let plain = AccessFacts.Wanted(schedule: nil, isSuspended: false, isDeleted: false, mayHoldMobileKey: true)
    wanted.record(plain, at: now)
    for fact in facts.indices where fact != Self.blocked { facts[fact].change(true, at: now, window: .zero, &chance) }
  }

  mutating func step() {
    // Nothing is recorded for a moment after it has been explained.
    pass(.seconds(1))
    if iq != .online, chance.next() % 3 == 0 { iq = .online }
    // Groups change more often than other facts, and most facts grant access.
    let chosen = Int(chance.next() % 30)
    let changed = chosen < 12 ? chosen : Self.memberOne + chosen % 4
    if changed < facts.count {
      // Usually restores access, so that doors open at all.
      let giving = changed != Self.blocked
      let value = chance.next() % 4 == 0 ? !giving : giving
      let window: Duration = changed >= Self.memberOne ? brand.windows.membership : .zero
      facts[changed].change(value, at: now, window: window, &chance)
    } else if changed == 9, iq == .online {
      privacy.record(Truth(chance.next() % 2 == 0), at: now)
    } else if changed == 10, iq == .online {
      office.record(Truth(chance.next() % 5 == 0), at: now)
    } else if changed == 11 {
      iq = [.online, .noInternet, .off][Int(chance.next() % 3)]
    }
    pass(.seconds(Int64(1 + chance.next() % (chance.next() % 2 == 0 ? 20 : 240))))
    if chance.next() % 8 != 0 {
      seenAt = now
      if iq == .online { onlineAt = now }
    }
  }

  private mutating func pass(_ time: Duration) {
    let end = now + time
    while now < end {
      now = now + .seconds(1)
      for fact in facts.indices { facts[fact].tick(at: now, iqIsOnline: iq == .online) }
    }
  }

  var opens: Bool {
    if iq == .off { return false }
    if office.current == .yes { return true }
    func heard(_ fact: Int) -> Bool { facts[fact].heard }
    // A fetched key is in the phone at once.
    let hasPhone = facts[Self.phone].cloud || heard(Self.phone)
    return heard(Self.exists) && !heard(Self.blocked) && heard(Self.subscribed) && heard(Self.mobile) && hasPhone
      && (heard(Self.memberOne) && heard(Self.lockOne) || heard(Self.memberTwo) && heard(Self.lockTwo))
      && privacy.current != .yes
  }

  var recorded: AccessFacts {
    var person = AccessFacts.Person(id: ID("u"))
    person.wanted = wanted
    person.exists = facts[Self.exists].known
    person.isBlocked = facts[Self.blocked].known
    person.isSubscribed = facts[Self.subscribed].known
    person.mayHoldMobileKey = facts[Self.mobile].known
    person.hasPhone = facts[Self.phone].known
    person.memberships = [ID("g1"): facts[Self.memberOne].known, ID("g2"): facts[Self.memberTwo].known]
    let groups = [
      AccessFacts.Group(id: ID("g1"), name: "One", holdsEntrance: facts[Self.lockOne].known),
      AccessFacts.Group(id: ID("g2"), name: "Two", holdsEntrance: facts[Self.lockTwo].known),
    ]
    return AccessFacts(
      entranceID: ID("e"), person: person, groups: groups, acceptsMobileKeys: FactHistory(always: true),
      acceptsPins: FactHistory(always: true), hasKeypad: true,
      lock: AccessFacts.LockFacts(
        isInPrivacyMode: privacy, isInOfficeMode: office, iqSeenAt: seenAt, iqOnlineAt: onlineAt), freeSeats: 1)
  }
}

@Suite("Access explanations") struct AccessExplanations {
  @Test("never contradict the door and stay the same") func neverContradictTheDoorAndStayTheSame() {
    let runs = ProcessInfo.processInfo.environment["LATCHKEY_RUNS"].flatMap { UInt64($0) } ?? 40
    var counts: [Extensible<AccessVerdict>: Int] = [:]
    var reasons: [Extensible<AccessReason>: Int] = [:]
    for seed in 1...runs {
      var site = SimulatedSite(seed: seed)
      var said: [(AccessExplanation, AccessFacts.LockFacts)] = []
      for _ in 0..<250 {
        site.step()
        // Nobody can know whether the IQ has lost its connection since its last sighting, so only a current sighting is
        // tested.
        guard site.seenAt == site.now else { continue }
        let facts = site.recorded
        let answer = explainAccess(facts, means: .mobileKey, at: site.now, now: site.now, brand)
        counts[answer.access, default: 0] += 1
        reasons[answer.reason, default: 0] += 1
        let contradicts = answer.access != .unknown && (answer.access == .allowed) != site.opens
        #expect(!contradicts, "seed \(seed) at \(site.now): \(answer.reason), \(answer.message)")
        said.append((answer, facts.lock))
      }
      for (answer, lock) in said {
        var facts = site.recorded
        facts.lock.iqSeenAt = lock.iqSeenAt
        facts.lock.iqOnlineAt = lock.iqOnlineAt
        facts.freeSeats = 0
        let again = explainAccess(facts, means: .mobileKey, at: answer.moment, now: site.now, brand)
        let isSame = again == answer
        #expect(isSame, "seed \(seed) at \(answer.moment): \(answer.reason), then \(again.reason)")
      }
    }
    print("seeds 1 to \(runs):", counts, reasons)
    for verdict in AccessVerdict.allCases { #expect(counts[.known(verdict)] ?? 0 > 100, "\(counts)") }
    #expect(reasons.count >= 8 && reasons[.known(.rollingOut)] ?? 0 > 100, "\(reasons)")
  }

  private var guest: AccessFacts {
    let wanted = AccessFacts.Wanted(
      schedule: Schedule(startsAt: start + .seconds(3600), endsAt: start + .seconds(7200)), isSuspended: false,
      isDeleted: false, mayHoldMobileKey: true)
    var person = AccessFacts.Person(id: ID("u"))
    person.wanted.record(wanted, at: start)
    person.exists.record(.yes, at: start)
    person.mayHoldMobileKey.record(.yes, at: start)
    person.hasCredential.record(.yes, at: start)
    person.hasPhone.record(.yes, at: start)
    person.memberships[ID("g")] = FactHistory(always: true)
    person.wantedMemberships[ID("g")] = FactHistory(always: true)
    return AccessFacts(
      entranceID: ID("e"), person: person,
      groups: [AccessFacts.Group(id: ID("g"), name: "One", holdsEntrance: FactHistory(always: true))],
      acceptsMobileKeys: FactHistory(always: true), acceptsPins: FactHistory(always: true), hasKeypad: true,
      lock: AccessFacts.LockFacts(
        isInPrivacyMode: FactHistory(), isInOfficeMode: FactHistory(), iqSeenAt: start + .seconds(60),
        iqOnlineAt: start + .seconds(60)), freeSeats: 1)
  }

  private func ask(_ facts: AccessFacts, after seconds: Int64, now: Int64 = 60) -> AccessExplanation {
    explainAccess(facts, means: .mobileKey, at: start + .seconds(seconds), now: start + .seconds(now), brand)
  }

  @Test("a stay is foreseen") func aStayIsForeseen() {
    #expect(ask(guest, after: 60).reason == .beforeSchedule)
    #expect(ask(guest, after: 3599).reason == .beforeSchedule)
    #expect(ask(guest, after: 3600).access == .allowed)
    #expect(ask(guest, after: 7199).access == .allowed)
    #expect(ask(guest, after: 7200).reason == .afterSchedule)
    #expect(ask(guest, after: 7200).isForecast)
    var full = guest
    full.freeSeats = 0
    #expect(ask(full, after: 3600).reason == .noSeat)
    #expect(ask(full, after: 3600).suggestedChange?.code == .freeSeat)
  }

  @Test("the change that is suggested opens the door") func theChangeThatIsSuggestedOpensTheDoor() {
    let early = ask(guest, after: 60)
    #expect(early.suggestedChange?.code == .changeSchedule && early.suggestedChange?.isSufficient == true)
    var checkedIn = guest
    checkedIn.person?.isSubscribed.record(.yes, at: start + .seconds(30))
    #expect(ask(checkedIn, after: 60).access == .allowed)
    #expect(ask(checkedIn, after: 60).suggestedChange == nil)

    var suspended = checkedIn
    suspended.person?.isBlocked.record(.yes, at: start + .seconds(40))
    suspended.person?.hasPhone = FactHistory()
    let refused = ask(suspended, after: 60)
    #expect(refused.reason == .suspended && refused.suggestedChange?.isSufficient == false)

    var withoutKey = checkedIn
    withoutKey.person?.hasPhone = FactHistory()
    let unopened = ask(withoutKey, after: 60)
    #expect(unopened.reason == .notIssued && unopened.suggestedChange?.code == .openApp)
    #expect(unopened.suggestedChange?.isSufficient == true)

    var elsewhere = checkedIn
    elsewhere.person?.memberships = [:]
    elsewhere.person?.wantedMemberships = [:]
    let outside = ask(elsewhere, after: 60)
    #expect(outside.reason == .noAccessGroup && outside.suggestedChange?.acsAccessGroupID == ID("g"))
    #expect(outside.suggestedChange?.isSufficient == true)
  }

  @Test("a change is unknown until its window has passed") func aChangeIsUnknownUntilItsWindowHasPassed() {
    var facts = guest
    facts.person?.isSubscribed.record(.yes, at: start)
    facts.person?.memberships[ID("g")] = FactHistory()
    facts.person?.memberships[ID("g")]?.record(.yes, at: start + .seconds(20))
    facts.lock.iqSeenAt = start + .seconds(64)
    facts.lock.iqOnlineAt = start + .seconds(64)
    let waiting = ask(facts, after: 64, now: 64)
    #expect(waiting.reason == .rollingOut && waiting.suggestedChange?.code == .wait)
    #expect(waiting.suggestedChange?.until == start + .seconds(65))
    facts.lock.iqSeenAt = start + .seconds(66)
    facts.lock.iqOnlineAt = start + .seconds(66)
    #expect(ask(facts, after: 66, now: 66).access == .allowed)
  }
}

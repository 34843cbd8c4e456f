import API
import TestKit
import Testing
import Wire

@testable import Core

private let brand = Brand.acme
private let checkIn = Instant("2024-11-01T15:00:00Z") ?? .blank
private let group = ID<AcsAccessGroup>("group")

/// A person at a door, with all rights for remote unlocking, or without some of them.
private struct Visitor {
  var isStaying = true
  var isInGroup = true
  var isSuspended = false
  var isDeleted = false
  var isGranted = false
  var hasSession = true
  var hasCloudKey = false
  var isInPrivacyMode = false
  /// When an access grant gives access to the entrance.
  var grantTime: Schedule?
  var own: OwnAccess?

  var facts: AccessFacts {
    let always = FactHistory(always: true)
    var person = AccessFacts.Person(id: "user")
    let end = isStaying ? checkIn + .seconds(86_400) : checkIn
    person.wanted.record(
      AccessFacts.Wanted(
        schedule: Schedule(startsAt: checkIn - .seconds(60), endsAt: end), isSuspended: isSuspended,
        isDeleted: isDeleted, mayHoldMobileKey: false, own: own), at: checkIn - .seconds(60))
    if let grantTime {
      person.grants["grant", default: ValueHistory()].record(
        GrantedDoors(entrances: ["door"], schedule: grantTime), at: checkIn - .seconds(60))
    }
    person.exists.record(.yes, at: checkIn - .seconds(30))
    person.hasCloudKey = FactHistory(always: hasCloudKey)
    person.wantedMemberships[group] = FactHistory(always: isInGroup)
    var facts = AccessFacts(
      entranceID: "door", person: person, groups: [AccessFacts.Group(id: group, name: "Doors", holdsEntrance: always)],
      acceptsMobileKeys: always, acceptsPins: always, hasKeypad: true,
      lock: AccessFacts.LockFacts(
        isInPrivacyMode: FactHistory(always: isInPrivacyMode), isInOfficeMode: FactHistory(), iqSeenAt: checkIn,
        iqOnlineAt: checkIn), freeSeats: 1)
    let span = AccessSpan(start: checkIn - .seconds(10), end: nil)
    facts.remote = RemoteRights(sessions: hasSession ? [span] : [], grants: isGranted ? [span] : [])
    return facts
  }

  func reason(_ means: AccessMeans = .remote) -> AccessReason? {
    explainAccess(facts, means: means, at: checkIn, now: checkIn, brand).reason.known
  }
}

@Suite("Remote access") struct RemoteAccess {
  @Test("a stay needs all of its facts") func aStayNeedsAllOfItsFacts() {
    #expect(Visitor().reason() == .granted)
    #expect(Visitor(isStaying: false).reason() == .afterSchedule)
    #expect(Visitor(isInGroup: false).reason() == .noAccessGroup)
    #expect(Visitor(isSuspended: true).reason() == .suspended)
    #expect(Visitor(isDeleted: true).reason() == .noAcsUser)
    #expect(Visitor(hasSession: false).reason() == .noClientSession)
    #expect(Visitor(isInPrivacyMode: true).reason() == .privacyMode)
  }

  @Test("a grant is no way around a suspension") func aGrantIsNoWayAroundASuspension() {
    #expect(Visitor(isStaying: false, isInGroup: false, isGranted: true).reason() == .granted)
    #expect(Visitor(isSuspended: true, isGranted: true).reason() == .suspended)
    #expect(Visitor(isDeleted: true, isGranted: true).reason() == .granted)
    #expect(Visitor(isGranted: true, hasSession: false).reason() == .noClientSession)
  }

  @Test("a cloud key opens what the stay does") func aCloudKeyOpensWhatTheStayDoes() {
    #expect(Visitor(hasSession: false, hasCloudKey: true).reason() == .granted)
    #expect(Visitor(isInGroup: false, isGranted: true, hasSession: false, hasCloudKey: true).reason() == .noAccessGroup)
  }

  @Test("an access grant opens its door in its own time") func anAccessGrantOpensItsDoorInItsOwnTime() {
    let now = Schedule(startsAt: checkIn, endsAt: nil)
    let ahead = Schedule(startsAt: checkIn + .seconds(1), endsAt: nil)
    let over = Schedule(startsAt: checkIn - .seconds(30), endsAt: checkIn)
    func reason(_ time: Schedule?, isInGroup: Bool = false, own: OwnAccess = .none) -> AccessReason? {
      Visitor(isInGroup: isInGroup, grantTime: time, own: own).reason()
    }
    #expect(reason(now) == .granted)
    #expect(reason(ahead) == .beforeSchedule)
    #expect(reason(over) == .afterSchedule)
    #expect(reason(nil) == .noAccessGroup)
    // The user is subscribed for a grant of another door.
    #expect(reason(nil, isInGroup: true) == .noAccessGroup)
    #expect(reason(ahead, isInGroup: true, own: .always) == .granted)
    #expect(reason(ahead, own: .always) == .beforeSchedule)
    #expect(reason(nil, isInGroup: true, own: .schedule(over)) == .afterSchedule)
  }

  @Test("a visitor without a phone may still move the lock") func aVisitorWithoutAPhoneMayStillMoveTheLock() {
    #expect(Visitor().reason(.any) == .granted)
    #expect(Visitor().reason(.mobileKey) != .granted)
    let told = explainAccess(Visitor().facts, means: .mobileKey, at: checkIn, now: checkIn, brand)
    #expect(told.chain.last?.code == .known(.clientSession) && told.chain.last?.isDecisive == false)
  }

  @Test("the first of several sessions says since when, in whatever order they are stored")
  func theFirstOfSeveralSessionsSaysSinceWhen() {
    let first = AccessSpan(start: checkIn - .seconds(10), end: checkIn + .seconds(10))
    let second = AccessSpan(start: checkIn - .seconds(5), end: nil)
    let over = AccessSpan(start: checkIn - .seconds(20), end: checkIn)
    for sessions in [[first, second, over], [over, second, first]] {
      for means in [AccessMeans.remote, .mobileKey] {
        var facts = Visitor().facts
        facts.remote.sessions = sessions
        let told = explainAccess(facts, means: means, at: checkIn, now: checkIn, brand)
        #expect(told.chain.first { $0.code == .known(.clientSession) }?.since == first.start)
      }
    }
  }
}

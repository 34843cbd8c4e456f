import API
import Core
import TestKit
import Testing
import Wire

@Suite("What becomes of pushed records") struct CustomerChangeTests {
  private let now = Instant(microseconds: 1_000_000_000_000)
  private let rules = StayRules(CustomerRuleSettings())

  private var grant: AccessGrantRecord {
    var grant = AccessGrantRecord.example(
      identity: "jane", schedule: Schedule(startsAt: now + .seconds(10), endsAt: now + .seconds(100)), createdAt: now)
    grant.key = "r1"
    grant.customerKey = "hotel"
    return grant
  }

  private var stay: CustomerStay {
    var stay = CustomerStay(family: "reservations", kind: .reservation, key: "r1")
    stay.name = "Stay"
    stay.startsAt = now + .seconds(10)
    stay.endsAt = now + .seconds(100)
    return stay
  }

  private func change(
    _ stay: CustomerStay, person: ID<UserIdentity>? = "jane", places: [ID<Space>]? = ["room"],
    _ rules: StayRules? = nil,
    at moment: Instant? = nil
  ) -> StayChange {
    stay.change(
      of: (grant: grant, spaces: ["room"]), person: person, places: places, rules ?? self.rules, now: moment ?? now)
  }

  @Test("A stay that says the same changes nothing, and what it leaves out stays")
  func sameness() {
    #expect(change(stay) == .none)
    #expect(
      change(CustomerStay(family: "reservations", kind: .reservation, key: "r1"), person: nil, places: nil) == .none)
  }

  @Test("Only what differs changes")
  func differences() {
    var moved = stay
    moved.endsAt = now + .seconds(200)
    var update = StayUpdate()
    update.endsAt = now + .seconds(200)
    #expect(change(moved) == .update(update))
    var settings = CustomerRuleSettings()
    settings.reservationTimeUpdated = false
    #expect(change(moved, StayRules(settings)) == .none)
    let known: (grant: AccessGrantRecord, spaces: Set<ID<Space>>) = (grant: grant, spaces: ["room"])
    #expect(
      moved.hinderingRules(of: known, places: nil, StayRules(settings), now: now) == ["reservation_time_updated"])
    #expect(moved.hinderingRules(of: known, places: nil, rules, now: now) == [])
    #expect(stay.hinderingRules(of: known, places: nil, StayRules(settings), now: now) == [])
    update = StayUpdate()
    update.spaces = ["other"]
    #expect(change(stay, places: ["other"]) == .update(update))
  }

  @Test("Another person gets a grant of their own, and a canceled stay ends")
  func replacement() {
    #expect(change(stay, person: "jim") == .replace)
    var canceled = stay
    canceled.isCanceled = true
    #expect(change(canceled) == .end)
    #expect(canceled.change(of: nil, person: nil, places: nil, rules, now: now) == .none)
    #expect(stay.change(of: nil, person: nil, places: nil, rules, now: now) == .create)
  }

  @Test("The times of a stay that is over mean nothing")
  func overStays() {
    var early = stay
    early.endsAt = now + .seconds(50)
    #expect(change(early, at: now + .seconds(1000)) == .none)
  }

  @Test("A departure ends the access now, however late it is pushed")
  func lateDepartures() {
    var gone = stay
    gone.startsAt = now - .seconds(200_000)
    gone.endsAt = now - .seconds(100_000)
    var update = StayUpdate()
    update.startsAt = gone.startsAt
    update.endsAt = now
    #expect(change(gone) == .update(update))
  }

  @Test("A part has the people of its stays, and every record is in one")
  func parts() {
    var records = CustomerRecords()
    for number in 0..<7 {
      var one = CustomerStay(family: "reservations", kind: .reservation, key: "r\(number)")
      one.personKey = "p\(number / 4)"
      records.stays.append(one)
      records.people.append(
        CustomerPerson(family: "guests", key: "p\(number)", name: nil, emailAddress: nil, phoneNumber: nil))
    }
    let parts = records.parts(of: 3)
    #expect(parts.flatMap(\.stays) == records.stays)
    #expect(Set(parts.flatMap(\.people)) == Set(records.people))
    #expect(parts.filter { !$0.stays.isEmpty }.map { $0.people.map(\.key) } == [["p0"], ["p0", "p1"], ["p1"]])
  }

  @Test("The PIN is the preferred one, or else the end of the phone number")
  func codes() {
    var wish = stay
    wish.preferredCode = "4711"
    #expect(rules.code(of: wish, phoneNumber: "+31 6 1234 5678") == "4711")
    wish.preferredCode = "12"
    #expect(rules.code(of: wish, phoneNumber: "+31 6 1234 5678") == nil)
    var settings = CustomerRuleSettings()
    settings.preferGuestPhoneLast4AsCode = true
    #expect(StayRules(settings).code(of: wish, phoneNumber: "+31 6 1234 5678") == "5678")
    #expect(rules.modes(for: []) == [.code])
  }
}

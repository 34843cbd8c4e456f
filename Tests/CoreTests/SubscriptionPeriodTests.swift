import API
import Core
import Testing
import Wire

@Suite("The subscription of a user with access grants")
struct SubscriptionPeriodTests {
  private func at(_ hour: Int) -> Instant { Instant(microseconds: Int64(hour) * 3_600_000_000) }
  private func stay(_ start: Int, _ end: Int?) -> Schedule { Schedule(startsAt: at(start), endsAt: end.map(at)) }
  private func led(_ start: Int, _ end: Int?) -> Schedule {
    Schedule(startsAt: at(start) - .seconds(900), endsAt: end.map(at))
  }

  private func period(_ grants: [Schedule], own: OwnAccess = .none, at hour: Int) -> Schedule? {
    subscriptionPeriod(own: own, grants: grants, now: at(hour))
  }

  @Test("begins a quarter of an hour before a grant and ends with it")
  func one() {
    #expect(period([stay(10, 20)], at: 0) == led(10, 20))
    #expect(period([stay(10, 20)], at: 30) == led(10, 20))
    #expect(period([stay(10, nil)], at: 50) == led(10, nil))
  }

  @Test("is one for grants that overlap or follow each other, whatever their order")
  func overlaps() {
    #expect(period([stay(15, 30), stay(10, 20)], at: 0) == led(10, 30))
    #expect(period([stay(10, 40), stay(15, 20)], at: 0) == led(10, 40))
    #expect(period([stay(20, 30), stay(10, 20)], at: 0) == led(10, 30))
    #expect(period([stay(10, nil), stay(15, 20), stay(50, 60)], at: 0) == led(10, nil))
  }

  @Test("frees the seat between grants with a gap")
  func gaps() {
    let grants = [stay(10, 20), stay(40, 50)]
    #expect(period(grants, at: 15) == led(10, 20))
    #expect(period(grants, at: 20) == led(40, 50))
    #expect(period(grants, at: 60) == led(40, 50))
  }

  @Test("includes the access that the user has without grants")
  func own() {
    #expect(period([stay(10, 20)], own: .always, at: 0) == nil)
    #expect(period([stay(10, 20)], own: .schedule(stay(5, 12)), at: 0) == stay(5, 20))
    #expect(period([stay(10, 20)], own: .schedule(stay(5, 8)), at: 6) == stay(5, 8))
    #expect(period([], own: .schedule(stay(5, 8)), at: 6) == stay(5, 8))
  }

  @Test("of a user without any access is over")
  func nothing() {
    #expect(period([], at: 0)?.isOver(at: at(0)) == true)
  }
}

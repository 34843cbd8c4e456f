import Foundation
import Testing
import Wire

@testable import Core

@Suite("Seat forecasts") struct SeatForecasts {
  /// A naive simulation of seats in steps of a second.
  private struct Site {
    var limit: Int
    var forStaff: Int
    var others: Int
    var holders: [SeatStay<Int>] = []

    mutating func tick(_ stays: [SeatStay<Int>], at now: Instant) -> (demand: Int, without: [Int]) {
      func isOn(_ stay: SeatStay<Int>) -> Bool { stay.startsAt <= now && stay.endsAt.map { $0 > now } ?? true }
      holders.removeAll { !isOn($0) }
      let held = Set(holders.map(\.claim.claimant))
      var without: [Int] = []
      for stay in stays.filter(isOn).sorted(by: { $0.claim.comes(before: $1.claim) })
      where !held.contains(stay.claim.claimant) {
        let staff = others + holders.count { $0.claim.startsAt == nil }
        let kept = stay.claim.startsAt == nil ? 0 : max(0, forStaff - staff)
        if others + holders.count + kept < limit { holders.append(stay) } else { without.append(stay.claim.claimant) }
      }
      return (others + holders.count + without.count, without)
    }
  }

  @Test("foresees what happens second by second") func foreseesWhatHappensSecondBySecond() {
    for seed in UInt64(1)...300 {
      var chance = SplitMix(state: seed)
      func number(_ bound: Int) -> Int { Int(chance.next() % UInt64(bound)) }
      let start = Instant(microseconds: 1_700_000_000_000_000)
      let limit = number(6)
      let others = number(2)
      var stays: [SeatStay<Int>] = []
      for name in 0..<(3 + number(10)) {
        let begin = number(5) == 0 ? nil : start + .seconds(number(60) - 20)
        let end = number(5) == 0 ? nil : (begin ?? start) + .seconds(1 + number(40))
        let claim = SeatClaim(claimant: name, isReserved: false, startsAt: begin, sequence: name)
        let isOn = begin.map { $0 <= start } ?? true && end.map { $0 > start } ?? true
        let holds = isOn && stays.count(where: \.holdsSeat) + others < limit && number(2) == 0
        stays.append(SeatStay(claim: claim, endsAt: end, holdsSeat: holds))
      }
      let forStaff = number(3)
      let days = [0, 10, 20, 40, 80].map { start + .seconds($0) }
      let foreseen = forecastSeats(
        stays, at: Seats(limit: limit, used: 0, reserved: 0, forStaff: forStaff), others: others, days: days)
      let crowds = Dictionary(grouping: stays) { [$0.claim.startsAt, $0.endsAt] }.map { times, stays in
        SeatCrowd(
          startsAt: times[0], endsAt: times[1], count: stays.count, holderCount: stays.count(where: \.holdsSeat))
      }
      let counted = seatDemand(crowds, others: others, days: days)
      #expect(counted == foreseen.map(\.demand), "seed \(seed)")
      if counted.allSatisfy(Seats(limit: limit, used: 0, reserved: 0, forStaff: forStaff).suffices) {
        let without = foreseen.flatMap(\.without)
        #expect(without.isEmpty, "seed \(seed)")
      }
      var site = Site(limit: limit, forStaff: forStaff, others: others)
      site.holders = stays.filter(\.holdsSeat)
      for day in 1..<days.count {
        var (demand, without) = (0, Set<Int>())
        var now = days[day - 1]
        while now < days[day] {
          let seen = site.tick(stays, at: now)
          demand = max(demand, seen.demand)
          without.formUnion(seen.without)
          now = now + .seconds(1)
        }
        #expect(foreseen[day - 1].demand == demand, "seed \(seed) day \(day)")
        #expect(Set(foreseen[day - 1].without) == without, "seed \(seed) day \(day)")
      }
    }
  }

  @Test("what is kept for staff goes to no guest") func whatIsKeptForStaffGoesToNoGuest() {
    func claim(_ name: String, _ startsAt: Int64?, _ sequence: Int) -> SeatClaim<String> {
      SeatClaim(
        claimant: name, isReserved: false, startsAt: startsAt.map { Instant(microseconds: $0) }, sequence: sequence)
    }
    let guests = [claim("early", 1, 1), claim("late", 2, 2)]
    #expect(seats(wanting: guests, at: Seats(limit: 3, used: 0, reserved: 0, forStaff: 2)) == ["early"])
    let site = Seats(limit: 3, used: 1, reserved: 0, forStaff: 2, usedByStaff: 1)
    #expect(seats(wanting: guests + [claim("cleaner", nil, 3)], at: site) == ["cleaner", "early"])
  }
}

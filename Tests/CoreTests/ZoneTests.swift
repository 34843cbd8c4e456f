import Core
import Foundation
import Testing
import Wire

/// All time zones and all their changes from 2000 to 2040, checked against the local time.
@Suite("Zones") struct Zones {
  private static let start = Instant("2000-01-01T00:00:00Z") ?? .blank
  private static let end = Instant("2040-01-01T00:00:00Z") ?? .blank
  private static let second = Duration.seconds(1)

  @Test("every switch is exact", arguments: SiteZone.names) func everySwitchIsExact(_ name: String) throws {
    let zone = try #require(SiteZone(name))
    for change in zone.switches(after: Self.start, until: Self.end) {
      #expect(zone.offset(at: change.at - Self.second) == change.before, "\(name) \(change.at)")
      #expect(zone.offset(at: change.at) == change.after, "\(name) \(change.at)")
      let leap = change.after - change.before
      let shown = change.at + change.before
      if leap > .zero {
        // Clocks go forward: the skipped times do not exist.
        #expect(zone.moments(showing: shown).isEmpty, "\(name) \(change.at)")
        #expect(zone.moments(showing: shown + leap - Self.second).isEmpty, "\(name) \(change.at)")
        #expect(zone.moments(showing: shown - Self.second) == [change.at - Self.second], "\(name) \(change.at)")
        #expect(zone.moments(showing: shown + leap) == [change.at], "\(name) \(change.at)")
      } else {
        // Clocks go back: the repeated times exist twice.
        let twice = shown + leap
        #expect(zone.moments(showing: twice) == [change.at + leap, change.at], "\(name) \(change.at)")
        let last = shown - Self.second
        #expect(
          zone.moments(showing: last) == [change.at - Self.second, change.at - leap - Self.second],
          "\(name) \(change.at)")
      }
    }
  }

  @Test("a stay of one instant to another is exact across every switch", arguments: SiteZone.names)
  func aStayOfOneInstantToAnotherIsExactAcrossEverySwitch(_ name: String) throws {
    let zone = try #require(SiteZone(name))
    for change in zone.switches(after: Self.start, until: Self.end) {
      let stay = Schedule(startsAt: change.at - .seconds(1800), endsAt: change.at + .seconds(1800))
      #expect(stay.covers(stay.startsAt) && !stay.covers(stay.startsAt - Self.second))
      #expect(stay.covers(change.at) && stay.covers(change.at - Self.second))
      #expect(!stay.covers(change.at + .seconds(1800)) && stay.covers(change.at + .seconds(1799)))
    }
  }

  @Test("days follow each other without gap or overlap", arguments: SiteZone.names)
  func daysFollowEachOtherWithoutGapOrOverlap(_ name: String) throws {
    let zone = try #require(SiteZone(name))
    for change in zone.switches(after: Self.start, until: Self.end) {
      var day = zone.startOfDay(at: change.at - .seconds(86_400))
      for _ in 0..<3 {
        let next = zone.startOfNextDay(at: day)
        #expect(next > day && zone.startOfDay(at: next - Self.second) == day, "\(name) \(day) \(next)")
        #expect(zone.startOfDay(at: next) == next, "\(name) \(day) \(next)")
        day = next
      }
    }
  }

  @Test("an unknown zone is rejected") func anUnknownZoneIsRejected() {
    #expect(SiteZone("Europe/Atlantis") == nil)
  }

  @Test("Amsterdam is as its people know it") func amsterdamIsAsItsPeopleKnowIt() throws {
    let zone = try #require(SiteZone("Europe/Amsterdam"))
    let start = try #require(Instant("2024-01-01T00:00:00Z"))
    let switches = zone.switches(after: start, until: start + .seconds(366 * 86_400))
    #expect(switches.map(\.at.description) == ["2024-03-31T01:00:00.000Z", "2024-10-27T01:00:00.000Z"])
    #expect(switches.map(\.after) == [.seconds(7200), .seconds(3600)])
  }
}

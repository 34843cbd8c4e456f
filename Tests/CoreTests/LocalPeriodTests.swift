import Core
import Foundation
import TestKit
import Testing
import Wire

/// Periods of schedules around the changes of random zones, checked second by second where it matters.
@Suite("Local periods") struct LocalPeriods {
  private static let second = Duration.seconds(1)
  private static let hour = Duration.seconds(3600)
  private static let start = Instant("2020-01-01T00:00:00Z") ?? .blank
  private static let end = Instant("2023-01-01T00:00:00Z") ?? .blank

  private func period(_ start: String, _ end: String?, _ zone: SiteZone) throws -> LocalPeriod? {
    let startsAt = try #require(Instant(start))
    return LocalPeriod(Schedule(startsAt: startsAt, endsAt: end.flatMap { Instant($0) }), in: zone)
  }

  private func shown(_ period: LocalPeriod?) -> [String?] {
    [period?.starts, period?.ends].map { $0.map { String($0.description.prefix(19)) } }
  }

  @Test("are written in local time, to the last second") func writing() throws {
    let zone = try #require(SiteZone("Europe/Amsterdam"))
    let stay = try period("2024-11-01T15:00:00Z", "2024-11-04T10:00:00Z", zone)
    #expect(shown(stay) == ["2024-11-01T16:00:00", "2024-11-04T10:59:59"])
    #expect(shown(try period("2024-11-01T15:00:00.500Z", nil, zone)) == ["2024-11-01T16:00:01", nil])
  }

  @Test("together last from the first start to the last end, and without one if any of them has none")
  func span() throws {
    let (first, second) = (Self.start + Self.hour, Self.start + Self.hour + Self.hour)
    let early = LocalPeriod(starts: Self.start, ends: first)
    let late = LocalPeriod(starts: second, ends: Self.end)
    #expect(LocalPeriod.span(of: [late, early]) == LocalPeriod(starts: Self.start, ends: Self.end))
    let open = LocalPeriod(starts: first, ends: nil)
    #expect(LocalPeriod.span(of: [early, open]) == LocalPeriod(starts: Self.start, ends: nil))
    #expect(LocalPeriod.span(of: [early, .always]) == .always)
    #expect(LocalPeriod.span(of: []) == .always)
  }

  @Test("never open in the pass of a repeated hour that is not granted") func repeatedHour() throws {
    // Clocks show 02:00 to 03:00 from 00:00 UTC on, and again from 01:00 UTC on.
    let zone = try #require(SiteZone("Europe/Amsterdam"))
    let startsInSecond = try period("2024-10-27T01:30:00Z", "2024-10-28T10:00:00Z", zone)
    #expect(shown(startsInSecond)[0] == "2024-10-27T03:00:00")
    let startsInFirst = try period("2024-10-27T00:30:00Z", "2024-10-28T10:00:00Z", zone)
    #expect(shown(startsInFirst)[0] == "2024-10-27T02:30:00")
    let endsInFirst = try period("2024-10-26T10:00:00Z", "2024-10-27T00:30:00Z", zone)
    #expect(shown(endsInFirst)[1] == "2024-10-27T01:59:59")
    let endsInSecond = try period("2024-10-26T10:00:00Z", "2024-10-27T01:30:00Z", zone)
    #expect(shown(endsInSecond)[1] == "2024-10-27T02:29:59")
    #expect(try period("2024-10-27T00:10:00Z", "2024-10-27T00:50:00Z", zone) == nil)
    #expect(try period("2024-10-27T01:10:00Z", "2024-10-27T01:50:00Z", zone) == nil)
  }

  @Test("tell which part of the granted time they leave out") func shortfalls() throws {
    let zone = try #require(SiteZone("Europe/Amsterdam"))
    func left(_ start: String, _ end: String) throws -> [String] {
      let schedule = Schedule(startsAt: try #require(Instant(start)), endsAt: Instant(end))
      let period = LocalPeriod(schedule, in: zone)
      return LocalPeriod.shortfalls(of: schedule, in: zone, writtenAs: period).map {
        "\($0.startsAt.description.prefix(16)) \($0.endsAt?.description.prefix(16) ?? "")"
      }
    }
    #expect(try left("2024-10-27T01:30:00Z", "2024-10-28T10:00:00Z") == ["2024-10-27T01:30 2024-10-27T02:00"])
    #expect(try left("2024-10-26T10:00:00Z", "2024-10-27T00:30:00Z") == ["2024-10-27T00:00 2024-10-27T00:30"])
    #expect(try left("2024-10-26T10:00:00Z", "2024-10-27T01:30:00Z") == ["2024-10-27T00:30 2024-10-27T01:00"])
    #expect(try left("2024-10-27T01:10:00Z", "2024-10-27T01:50:00Z") == ["2024-10-27T01:10 2024-10-27T01:50"])
    #expect(try left("2024-03-30T10:00:00Z", "2024-04-01T10:00:00Z") == [])
  }

  /// Random schedules near switches: open only while granted, and open whenever granted away from switches.
  @Test("open never outside of the schedule, and always inside away from switches") func anyZone() throws {
    let environment = ProcessInfo.processInfo.environment
    let runs = environment["LATCHKEY_RUNS"].flatMap { Int($0) } ?? 150
    let seed = environment["LATCHKEY_SEED"].flatMap { UInt64($0) } ?? 16
    print("seed", seed)
    var chance = SeededRandom(seed: seed)
    let names = SiteZone.names.sorted()
    for _ in 0..<runs {
      let name = names[chance.below(names.count)]
      let zone = try #require(SiteZone(name))
      let switches = zone.switches(after: Self.start, until: Self.end).map(\.at)
      let schedule = anySchedule(near: switches, &chance)
      let period = LocalPeriod(schedule, in: zone)
      let shortfalls = LocalPeriod.shortfalls(of: schedule, in: zone, writtenAs: period)
      for moment in probes(schedule, switches, &chance) {
        let (opens, covers) = (period?.opens(at: moment, in: zone) ?? false, schedule.covers(moment))
        #expect(!opens || covers, "seed \(seed) \(name) \(schedule) opens at \(moment)")
        let isShort = shortfalls.contains { $0.covers(moment) }
        #expect(opens == (covers && !isShort), "seed \(seed) \(name) \(schedule) \(moment)")
        let isNearSwitch = switches.contains { ($0 - moment).magnitude <= Self.hour * 25 }
        if !isNearSwitch { #expect(opens == covers, "seed \(seed) \(name) \(schedule) \(moment)") }
      }
    }
  }

  private func anySchedule(near switches: [Instant], _ chance: inout SeededRandom) -> Schedule {
    func moment() -> Instant {
      let anchor =
        switches.isEmpty || chance.below(4) == 0
        ? Self.start + .seconds(chance.below(90_000_000)) : switches[chance.below(switches.count)]
      return anchor + .seconds(chance.below(3) == 0 ? 0 : chance.below(14_400) - 7200)
    }
    let start = moment()
    switch chance.below(4) {
    case 0: return Schedule(startsAt: start, endsAt: nil)
    case 1: return Schedule(startsAt: start, endsAt: start + .seconds(1 + chance.below(10_000)))
    default:
      let end = moment()
      if end > start { return Schedule(startsAt: start, endsAt: end) }
      return Schedule(startsAt: end, endsAt: start + Self.second)
    }
  }

  /// The seconds around all edges, and random moments.
  private func probes(_ schedule: Schedule, _ switches: [Instant], _ chance: inout SeededRandom) -> [Instant] {
    let edges = [schedule.startsAt, schedule.endsAt].compactMap(\.self)
    let near = switches.filter { at in edges.contains { ($0 - at).magnitude <= Self.hour * 48 } }
    var probes = (edges + near).flatMap { edge in [-3601, -3600, -2, -1, 0, 1, 3599, 3600].map { edge + .seconds($0) } }
    for edge in edges + near { for _ in 0..<12 { probes.append(edge + .seconds(chance.below(172_800) - 86_400)) } }
    for _ in 0..<8 { probes.append(Self.start + .seconds(chance.below(94_000_000))) }
    return probes
  }
}

extension Duration {
  fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}

import API
import Foundation
import TestKit
import Testing
import Wire

@testable import Core

private let day = Duration.seconds(86_400)
private let zone = "Europe/Amsterdam"
/// Moments of ten days, with what clocks show then.
private let samples: [(moment: Instant, shown: Instant)] = (0..<120).compactMap { number in
  let moment = Instant.start + .seconds(number * 7200 + 17)
  return SiteZone(zone).map { (moment, $0.wallClock(at: moment)) }
}

/// One group of a grant at a simulated site, with the engine's steps: plan, store, call, store the outcome.
private struct Stay {
  var chance: SeededRandom
  var site = GrantGroupSite()
  var group: GrantGroupRecord
  var now = Instant.start
  /// What a call opened although nobody granted it.
  var excess: [String] = []
  var isForgotten = false

  init(seed: UInt64) {
    chance = SeededRandom(seed: seed)
    let schedule = Schedule(startsAt: .start + day, endsAt: .start + day * 3)
    group = GrantGroupRecord(
      id: ID("group \(seed)"), workspaceID: "house", accessGrantID: "grant", sequence: 1, createdAt: .start,
      wanted: GrantGroup.Wanted(
        acsSystemID: "system", timeZone: zone, acsUserID: "jane", name: "Jane Doe · 4B", entrances: ["lock 0"],
        schedule: schedule, leadsAt: .start))
    follow()
  }

  /// The site has all wanted locks.
  private mutating func follow() { group.locks = Set(group.wanted.entrances.map { ExternalID($0.text) }) }

  mutating func want(_ change: (inout GrantGroup.Wanted) -> Void) {
    change(&group.wanted)
    follow()
    group.progress.refusals = []
    if group.progress.openCall == nil { group.progress.notBefore = nil }
    isForgotten = false
  }

  /// Works until nothing is due before a moment.
  mutating func work(until end: Instant) {
    for _ in 0..<4000 {
      let planned = plan(group, now: now)
      switch planned.step {
      case .forget:
        isForgotten = true
        now = max(now, end)
        return
      case .rest:
        guard let next = planned.lookAgainAt, next <= end else {
          now = max(now, end)
          return
        }
        now = max(now, next)
      case .call(let call, let open):
        if let open { group.begin(open, at: now) }
        make(call)
        now = now + .milliseconds(200)
      }
    }
    Issue.record("the plan does not come to rest: \(group)")
  }

  private mutating func make(_ call: GroupCall) {
    let (before, wanted) = (site.groups, group.wanted)
    // The program is killed before or after the call. It knows only what it stored.
    let fate = site.isFlawless ? 9 : chance.below(20)
    if fate == 0 { return }
    let outcome = site.perform(call, chance: &chance)
    note(from: before, wanted, call)
    if fate == 1 { return }
    let isOutdated = fate == 2
    if isOutdated { change() }
    group = settled(group, after: call, outcome, isOutdated: isOutdated && wanted != group.wanted, now: now, .acme)
  }

  /// Whatever a call opens must be granted by the state for which it was planned.
  private mutating func note(
    from before: [ExternalID<ProviderAccessGroup>: GrantGroupSite.Group], _ wanted: GrantGroup.Wanted,
    _ call: GroupCall
  ) {
    for (id, group) in site.groups where group != before[id] {
      for lock in group.locks where !site.foreignLocks.contains(lock) {
        for (moment, shown) in samples {
          let unknown = site.foreignSchedules
          guard group.opens(lock, showing: shown, without: unknown),
            before[id]?.opens(lock, showing: shown, without: unknown) != true
          else { continue }
          let isGranted =
            !wanted.isDeleted && wanted.entrances.contains(ID(lock.text)) && wanted.schedule.covers(moment)
          if !isGranted { excess.append("\(call) opens \(lock) at \(moment)") }
        }
      }
    }
  }

  /// The grant changes, at random.
  mutating func change() {
    var next = chance
    let ago = now
    want { wanted in
      switch next.below(7) {
      case 0:
        let startsAt = ago + .seconds(next.below(200_000) - 100_000)
        wanted.schedule = Schedule(startsAt: startsAt, endsAt: startsAt + .seconds(3600 + next.below(300_000)))
      case 1: wanted.schedule.endsAt = max(wanted.schedule.startsAt, ago) + .seconds(3600 + next.below(200_000))
      case 2: wanted.schedule.endsAt = nil
      case 3: wanted.entrances = [ID("lock \(next.below(4))")]
      case 4: wanted.entrances = Set((0...next.below(3)).map { _ in ID("lock \(next.below(4))") })
      case 5: wanted.isDeleted = next.below(3) == 0
      default: wanted.isDeleted = false
      }
      wanted.leadsAt = wanted.schedule.startsAt - day * 2
    }
    chance = next
  }

  /// A sync of the site shows what people changed.
  mutating func sync() {
    guard let id = group.observed?.group, let drift = group.drift(shown: site.observed(id), now: now) else { return }
    group = drift
    site.foreignLocks.subtract(group.observed?.locks ?? [])
    site.foreignSchedules.subtract(group.observed?.schedules.map(\.id) ?? [])
  }
}

@Suite("Groups of grants") struct GrantGroups {
  /// Random wanted histories with lost answers, rejections, throttling, kills, and people who edit the groups.
  @Test("end as wanted, made once, and never opened more than granted") func randomHistories() {
    let environment = ProcessInfo.processInfo.environment
    let runs = environment["LATCHKEY_RUNS"].flatMap { UInt64($0) } ?? 80
    let first = environment["LATCHKEY_SEED"].flatMap { UInt64($0) } ?? 1
    print("seeds", first, "to", first + runs - 1)
    for seed in first..<(first + runs) {
      var stay = Stay(seed: seed)
      for _ in 0..<12 {
        stay.work(until: stay.now + .seconds(stay.chance.below(40_000)))
        switch stay.chance.below(4) {
        case 0: stay.site.beEdited(&stay.chance)
        case 1: stay.sync()
        default: stay.change()
        }
      }
      stay.site.isFlawless = true
      for _ in 0..<2 {
        stay.work(until: stay.now + .seconds(400))
        stay.sync()
      }
      stay.work(until: stay.now + .seconds(400))
      check(stay, seed)
      stay.want { $0.isDeleted = true }
      stay.work(until: stay.now + .seconds(400))
      #expect(stay.isForgotten && stay.site.groups.isEmpty, "seed \(seed): left \(stay.site.groups)")
    }
  }

  private func check(_ stay: Stay, _ seed: UInt64) {
    #expect(stay.excess.isEmpty, "seed \(seed): \(stay.excess.first ?? "")")
    #expect(stay.site.madeTwice.isEmpty, "seed \(seed): \(stay.site.madeTwice)")
    let (group, present) = (stay.group, Array(stay.site.groups.values))
    guard group.isWanted(at: stay.now) else {
      return #expect(present.isEmpty && group.observed == nil, "seed \(seed): \(present)")
    }
    #expect(present.count == 1 && group.isInPlace, "seed \(seed): \(present) \(group)")
    #expect(present.first?.locks == group.locks, "seed \(seed)")
    #expect(present.first?.schedules.map(\.period) == [group.wanted.period], "seed \(seed)")
    #expect(group.progress.refusals.isEmpty && group.progress.revokingSince == nil, "seed \(seed)")
  }

  @Test("exist at the site from the lead time until shortly after the end") func lifetime() {
    var stay = Stay(seed: 1)
    stay.site.isFlawless = true
    stay.want { $0.leadsAt = .start + day / 2 }
    stay.work(until: .start + day / 2 - .seconds(1))
    #expect(stay.site.groups.isEmpty)
    stay.work(until: .start + day / 2)
    #expect(stay.group.isInPlace && stay.site.groups.count == 1)
    stay.work(until: .start + day * 3)
    #expect(stay.site.groups.count == 1 && !stay.group.isBeingRevoked(at: stay.now))
    stay.work(until: .start + day * 3 + grantGroupAfterlife)
    #expect(stay.site.groups.isEmpty && !stay.isForgotten)
    // An extension makes the group again.
    stay.want { $0.schedule.endsAt = .start + day * 5 }
    stay.work(until: stay.now + .seconds(1))
    #expect(stay.group.isInPlace && stay.site.groups.count == 1)
  }

  @Test("move to another room in one call, and never with too much time") func moving() {
    var stay = Stay(seed: 1)
    stay.site.isFlawless = true
    stay.work(until: .start + .seconds(60))
    stay.want { $0.entrances = ["lock 1"] }
    let move = plan(stay.group, now: stay.now).step
    #expect(move.added == ["lock 1"] && move.removed == ["lock 0"])
    stay.want { $0.schedule.startsAt = .start + day * 2 }
    let narrowing = plan(stay.group, now: stay.now).step
    #expect(narrowing.isChangeOfSchedule)
    // The room to leave gets no more time.
    stay.want { $0.schedule.endsAt = .start + day * 4 }
    let leaving = plan(stay.group, now: stay.now).step
    #expect(leaving.added == [] && leaving.removed == ["lock 0"])
    #expect(stay.group.isBeingRevoked(at: stay.now))
  }

  @Test("that the site rejects say why and are retried") func rejection() {
    var stay = Stay(seed: 1)
    stay.site.isFlawless = true
    stay.site.limit = 0
    stay.work(until: .start + .seconds(10))
    let refused = stay.group.progress.refusals.first
    #expect(refused?.stage == .creation && refused?.refusal.message == "The site has the maximum of groups")
    #expect(plan(stay.group, now: stay.now).lookAgainAt == .start + Backoff.ceiling)
    stay.site.limit = 1
    stay.work(until: .start + Backoff.ceiling + .seconds(1))
    #expect(stay.group.isInPlace && stay.group.progress.refusals.isEmpty)
  }

  @Test("have a short name with a reference of their own") func names() {
    var (one, other) = (Stay(seed: 1).group, Stay(seed: 2).group)
    #expect(one.siteName.hasPrefix("Jane Doe · 4B · ") && one.siteName != other.siteName)
    other.wanted.name = String(repeating: "long ", count: 20)
    one.wanted.name = ""
    #expect(other.siteName.count == 30 && one.siteName.hasPrefix("Latchkey · "))
    let reference = other.siteName.suffix(6)
    other.wanted.name = String(repeating: "👩‍👩‍👧‍👦", count: 20)
    #expect(other.siteName.utf16.count <= 30 && other.siteName.hasSuffix(reference))
  }
}

extension GrantGroupPlan.Step {
  fileprivate var added: [String]? {
    if case .call(.setLocks(_, let adding, _), _) = self { adding.map(\.text) } else { nil }
  }

  fileprivate var removed: [String]? {
    if case .call(.setLocks(_, _, let removing), _) = self { removing.map(\.text) } else { nil }
  }

  fileprivate var isChangeOfSchedule: Bool { if case .call(.changeSchedule, _) = self { true } else { false } }
}

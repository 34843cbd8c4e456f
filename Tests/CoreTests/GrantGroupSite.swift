import Core
import TestKit
import Wire

/// A simulated site whose groups are changed by calls and by people. It randomly loses responses, throttles and rejects.
struct GrantGroupSite {
  struct Group: Hashable {
    var name: String
    var locks: Set<ExternalID<ProviderLock>> = []
    var schedules: [ObservedTimeSchedule] = []

    /// Whether a lock opens for the group's members when local clocks show a time.
    ///
    /// - Parameter foreign: the schedules that do not count.
    func opens(
      _ lock: ExternalID<ProviderLock>, showing wallClock: Instant,
      without foreign: Set<ExternalID<ProviderTimeSchedule>>
    ) -> Bool {
      locks.contains(lock)
        && schedules.contains { !foreign.contains($0.id) && $0.period?.opens(showing: wallClock) ?? true }
    }
  }

  var groups: [ExternalID<ProviderAccessGroup>: Group] = [:]
  var isFlawless = false
  /// The maximum number of groups.
  var limit = Int.max
  /// The locks that people added, which Latchkey does not know until a sync.
  var foreignLocks: Set<ExternalID<ProviderLock>> = []
  /// The schedules that people added, likewise.
  var foreignSchedules: Set<ExternalID<ProviderTimeSchedule>> = []
  private(set) var madeTwice: [String] = []
  private var made = 0

  mutating func perform(_ call: GroupCall, chance: inout SeededRandom) -> Outcome {
    let fate = isFlawless ? 9 : chance.below(14)
    if fate == 0 { return call.isMutating ? .later(.throttled, after: .seconds(2)) : .later(.unavailable, after: nil) }
    if fate == 1 { return call.isMutating ? .unknown("before") : .refused(Refusal(.notAllowed, "not now")) }
    if fate == 3, call.isMutating { return .refused(Refusal(.notAllowed, "not now")) }
    let outcome = answer(call)
    if fate == 2, call.isMutating { return .unknown("after") }
    return outcome
  }

  private mutating func answer(_ call: GroupCall) -> Outcome {
    switch call {
    case .createGroup(let name):
      if groups.count >= limit { return .refused(Refusal(.notAllowed, "The site has the maximum of groups")) }
      if groups.values.contains(where: { $0.name == name }) { madeTwice.append(name) }
      made += 1
      let id = ExternalID<ProviderAccessGroup>("group \(made)")
      groups[id] = Group(name: name)
      return shown(id)
    case .findGroup(let name):
      guard let found = groups.first(where: { $0.value.name == name }) else { return .done(.absent) }
      return shown(found.key)
    case .readGroup(let id): return shown(id)
    case .setLocks(let id, let adding, let removing):
      return change(id, .confirmed) { group in
        group.locks.formUnion(adding)
        group.locks.subtract(removing)
      }
    case .createSchedule(let id, let period):
      made += 1
      let schedule = ObservedTimeSchedule(id: ExternalID("schedule \(made)"), period: period)
      return change(id, .schedule(schedule)) { $0.schedules.append(schedule) }
    case .changeSchedule(let id, let schedule, let period):
      guard let index = groups[id]?.schedules.firstIndex(where: { $0.id == schedule }) else {
        return .refused(Refusal(.notFound, "There is no such schedule"))
      }
      let changed = ObservedTimeSchedule(id: schedule, period: period)
      return change(id, .schedule(changed)) { $0.schedules[index] = changed }
    case .removeSchedule(let id, let schedule):
      groups[id]?.schedules.removeAll { $0.id == schedule }
      return .done(.confirmed)
    case .deleteGroup(let id):
      groups[id] = nil
      return .done(.absent)
    }
  }

  private mutating func change(
    _ id: ExternalID<ProviderAccessGroup>, _ observation: Observation, _ body: (inout Group) -> Void
  ) -> Outcome {
    guard var group = groups[id] else { return .refused(Refusal(.notFound, "There is no such group")) }
    body(&group)
    groups[id] = group
    return .done(observation)
  }

  private func shown(_ id: ExternalID<ProviderAccessGroup>) -> Outcome {
    observed(id).map { .done(.group($0)) } ?? .done(.absent)
  }

  func observed(_ id: ExternalID<ProviderAccessGroup>) -> ObservedAccessGroup? {
    groups[id].map {
      ObservedAccessGroup(
        id: id, name: $0.name, locks: $0.locks.sorted { $0.text < $1.text }, hours: .limited, schedules: $0.schedules)
    }
  }

  /// A person changes or deletes one of the groups in the site's web app.
  mutating func beEdited(_ chance: inout SeededRandom) {
    guard let id = groups.keys.sorted(by: { $0.text < $1.text }).first else { return }
    made += 1
    switch chance.below(5) {
    case 0: groups[id] = nil
    case 1: if let lock = groups[id]?.locks.sorted(by: { $0.text < $1.text }).first { groups[id]?.locks.remove(lock) }
    case 2:
      let lock = ExternalID<ProviderLock>("lock \(chance.below(5))")
      if groups[id]?.locks.insert(lock).inserted == true { foreignLocks.insert(lock) }
    case 3: groups[id]?.schedules = []
    default:
      let schedule = ObservedTimeSchedule(
        id: ExternalID("schedule \(made)"), period: chance.below(2) == 0 ? .always : nil)
      groups[id]?.schedules.append(schedule)
      foreignSchedules.insert(schedule.id)
    }
  }
}

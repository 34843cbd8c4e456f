package import Wire

/// What to do next about one group of a grant.
package struct GrantGroupPlan: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// The wanted and observed states agree for now.
    case rest
    /// One call. A mutating call is stored as `open` before it is sent.
    case call(GroupCall, open: GrantGroup.OpenCall.Kind?)
    /// The group is deleted, also at the provider.
    case forget
  }

  package var step: Step
  /// When to check again if nothing happens before. Nil: at the next change.
  package var lookAgainAt: Instant?

  package init(_ step: Step, lookAgainAt: Instant? = nil) {
    self.step = step
    self.lookAgainAt = lookAgainAt
  }
}

/// Compares the wanted with the observed state of a group and returns the next step. Pure: repeated with the outcomes
/// applied, it converges to `rest`.
///
/// The steps are ordered so that the group never opens more than is granted, before or after the change. An uncertain call
/// is read back before anything else.
package func plan(_ group: GrantGroupRecord, now: Instant) -> GrantGroupPlan {
  let edge = group.nextEdge(after: now)
  if let notBefore = group.progress.notBefore, now < notBefore {
    return GrantGroupPlan(.rest, lookAgainAt: [notBefore, edge].compactMap(\.self).min())
  }
  if let open = group.progress.openCall { return GrantGroupPlan(.call(group.readBack(open), open: nil)) }
  let lookAgainAt = [edge, group.retriesRefusalAt(after: now)].compactMap(\.self).min()
  guard let observed = group.observed else {
    if group.wanted.isDeleted { return GrantGroupPlan(.forget) }
    guard group.isWanted(at: now), !group.isRefused(.creation, at: now) else {
      return GrantGroupPlan(.rest, lookAgainAt: lookAgainAt)
    }
    let name = group.siteName
    return GrantGroupPlan(.call(.createGroup(name: name), open: .create(name: name)))
  }
  guard let period = group.wanted.period, group.isWanted(at: now) else {
    let step: GrantGroupPlan.Step? =
      group.isRefused(.deletion, at: now) ? nil : .call(.deleteGroup(observed.group), open: .delete)
    return GrantGroupPlan(step ?? .rest, lookAgainAt: lookAgainAt)
  }
  let changes = GrantGroupChanges(group, observed, period, now: now)
  return GrantGroupPlan(changes.step ?? .rest, lookAgainAt: lookAgainAt)
}

/// The differences of an observed group from the wanted one, and the order in which they are changed.
private struct GrantGroupChanges {
  private let id: ExternalID<ProviderAccessGroup>
  private let wanted: LocalPeriod
  private let own: ObservedTimeSchedule?
  private let others: [ObservedTimeSchedule]
  private let adding: [ExternalID<ProviderLock>]
  private let removing: [ExternalID<ProviderLock>]
  private let maySetDoors: Bool
  private let maySetSchedule: Bool

  init(_ group: GrantGroupRecord, _ observed: GrantGroupRecord.Observed, _ period: LocalPeriod, now: Instant) {
    let own = group.ownSchedule
    id = observed.group
    wanted = period
    self.own = own
    others = observed.schedules.filter { $0.id != own?.id }
    adding = group.locks.subtracting(observed.locks).sorted { $0.text < $1.text }
    removing = observed.locks.subtracting(group.locks).sorted { $0.text < $1.text }
    maySetDoors = !group.isRefused(.doors, at: now)
    maySetSchedule = !group.isRefused(.schedule, at: now)
  }

  var step: GrantGroupPlan.Step? {
    if isTooWide { return narrowing }
    if own == nil, removing.isEmpty, let step = setting(wanted) { return step }
    // A lock that is to be removed gets no more time.
    return settingDoors(adding: adding) ?? (removing.isEmpty ? setting(wanted) : nil)
  }

  /// Whether a schedule may open at a time that is not granted.
  private var isTooWide: Bool { !others.isEmpty || own?.isWider(than: wanted) ?? false }

  /// No lock is added while a schedule is too wide, and none that is to be removed gets more time.
  private var narrowing: GrantGroupPlan.Step? {
    let isAlsoTooNarrow = own?.period.map { !$0.includes(wanted) } ?? true
    if isAlsoTooNarrow, let step = settingDoors(adding: []) { return step }
    if let other = others.first { return removing(other) ?? settingDoors(adding: []) }
    if removing.isEmpty || !isAlsoTooNarrow { return setting(wanted) ?? settingDoors(adding: []) }
    guard let own else { return nil }
    return own.period?.intersection(wanted).map { setting($0) } ?? removing(own)
  }

  private func removing(_ schedule: ObservedTimeSchedule) -> GrantGroupPlan.Step? {
    maySetSchedule ? .call(.removeSchedule(id, schedule.id), open: .schedule) : nil
  }

  /// One call, so that a move to another room has no gap.
  private func settingDoors(adding: [ExternalID<ProviderLock>]) -> GrantGroupPlan.Step? {
    let changed = adding + removing
    guard maySetDoors, !changed.isEmpty else { return nil }
    return .call(.setLocks(id, adding: adding, removing: removing), open: .doors(changed))
  }

  private func setting(_ period: LocalPeriod) -> GrantGroupPlan.Step? {
    guard maySetSchedule, own == nil || own?.period != period else { return nil }
    let call: GroupCall = own.map { .changeSchedule(id, $0.id, period) } ?? .createSchedule(id, period)
    return .call(call, open: .schedule)
  }
}

extension GrantGroupRecord {
  fileprivate func readBack(_ open: GrantGroup.OpenCall) -> GroupCall {
    switch (open.kind, observed) {
    case (.create(let name), _): .findGroup(name: name)
    case (_, nil): .findGroup(name: siteName)
    case (_, let observed?): .readGroup(observed.group)
    }
  }

  /// Whether a rejected change is not due for its retry yet.
  func isRefused(_ stage: GrantGroup.Stage, at now: Instant) -> Bool {
    progress.refusals.contains { $0.stage == stage && now >= $0.at && now < retry(of: $0, now: now) }
  }

  /// When the next rejected change is retried.
  fileprivate func retriesRefusalAt(after now: Instant) -> Instant? {
    progress.refusals.map { retry(of: $0, now: now) }.filter { $0 > now }.min()
  }

  private func retry(of refused: GrantGroup.Refused, now: Instant) -> Instant { refused.at + ceiling(at: now) }

  /// The maximum wait before the next call.
  func ceiling(at now: Instant) -> Duration {
    isBeingRevoked(at: now) ? Backoff.revocationCeiling : Backoff.ceiling
  }
}

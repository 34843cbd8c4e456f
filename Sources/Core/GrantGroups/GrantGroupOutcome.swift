package import Wire

extension GrantGroupRecord {
  /// Records a call that is about to be made.
  package mutating func begin(_ open: GrantGroup.OpenCall.Kind, at now: Instant) {
    progress.openCall = GrantGroup.OpenCall(kind: open, at: now)
  }
}

/// Applies the outcome of a call to the record of a group. Pure and total: every outcome of every call is handled.
///
/// - Parameter isOutdated: whether the wanted state changed after the call was planned. The observed state is valid all
///   the same, but a rejection says nothing about the new wanted state.
package func settled(
  _ group: GrantGroupRecord, after call: GroupCall, _ outcome: Outcome, isOutdated: Bool = false, now: Instant,
  _ brand: Brand
) -> GrantGroupRecord {
  var after = GrantGroupAfterCall(group: group, isOutdated: isOutdated, brand: brand)
  switch outcome {
  case .done(let observation):
    // Only a successful change ends a series of failures. A read between two of them must not.
    if call.isMutating { after.group.progress.attempts = 0 }
    after.group.progress.notBefore = nil
    after.observe(observation, by: call, now: now)
  case .refused(let refusal) where call.isMutating:
    after.refuse(refusal, call, now: now)
  case .refused:
    // A rejected read gives no information, so the uncertainty stays. Otherwise a change might be made twice.
    after.postpone(for: group.ceiling(at: now), now: now)
  case .later(_, let asked):
    // A failed read leaves the uncertainty. A change that was never sent leaves none.
    if call.isMutating { after.group.progress.openCall = nil }
    after.postpone(asked: asked, now: now)
  case .unknown:
    // The open call stays, so that the next plan reads it back.
    after.postpone(now: now)
  }
  return after.group
}

private struct GrantGroupAfterCall {
  var group: GrantGroupRecord
  let isOutdated: Bool
  let brand: Brand

  /// - Parameters:
  ///   - least: the minimum wait if the provider requests none.
  ///   - asked: the wait that the provider requests.
  mutating func postpone(for least: Duration? = nil, asked: Duration? = nil, now: Instant) {
    // A change made during the call starts a new series of failures.
    group.progress.attempts = isOutdated ? 1 : group.progress.attempts + 1
    let delay = Backoff.delay(
      afterAttempts: group.progress.attempts, asked: asked ?? least, ceiling: group.ceiling(at: now))
    // A failed change must not delay the group's end, unless the provider requested the wait.
    let edge = asked == nil ? group.nextEdge(after: now) : nil
    group.progress.notBefore = min(now + delay, edge ?? now + delay)
  }

  mutating func observe(_ observation: Observation, by call: GroupCall, now: Instant) {
    switch (call, observation) {
    case (.readGroup, .group) where mayStillBeShown(at: now):
      group.progress.notBefore = now + .seconds(3)
    case (_, .group(let shown)):
      group.observed = GrantGroupRecord.Observed(shown, at: now, after: group.observed)
      finish(.creation)
    case (.findGroup, .absent): absentAfterCreation(now: now)
    case (_, .absent): leave(now: now)
    case (.setLocks(_, let adding, let removing), _):
      group.observed?.locks.subtract(removing)
      group.observed?.locks.formUnion(adding)
      finish(.doors)
    case (.removeSchedule(_, let id), _):
      group.observed?.schedules.removeAll { $0.id == id }
      group.observed?.schedulesAt = now
      finish(.schedule)
    case (_, .schedule(let schedule)):
      takeSchedule(schedule, now: now)
    // These outcomes belong to users and locks, not to groups.
    case (_, .user), (_, .membership), (_, .pin), (_, .moved), (_, .confirmed): break
    }
  }

  private mutating func takeSchedule(_ schedule: ObservedTimeSchedule, now: Instant) {
    let known = group.observed?.schedules.firstIndex { $0.id == schedule.id }
    if let known { group.observed?.schedules[known] = schedule } else { group.observed?.schedules.append(schedule) }
    group.observed?.schedulesAt = now
    finish(.schedule)
  }

  /// The call is over, and what it changed is no longer rejected.
  private mutating func finish(_ stage: GrantGroup.Stage) {
    group.progress.openCall = nil
    group.progress.refusals.removeAll { $0.stage == stage }
    // A rejected change may have been made after all, or by a person.
    if group.isInPlace { group.progress.refusals = [] }
  }

  /// A deletion may take time to show, so a group that still exists proves nothing yet.
  private func mayStillBeShown(at now: Instant) -> Bool {
    group.progress.openCall.map { $0.kind == .delete && now < $0.at + brand.settling.deletedUser } ?? false
  }

  /// An empty response proves nothing before the settling time has passed.
  private mutating func absentAfterCreation(now: Instant) {
    guard let open = group.progress.openCall else { return }
    let provenAt = open.at + brand.settling.newUser
    if now >= provenAt || now < open.at {
      group.progress.openCall = nil
    } else {
      group.progress.notBefore = min(provenAt, now + .seconds(5))
    }
  }

  /// The provider no longer has the group.
  private mutating func leave(now: Instant) {
    let isOurs = group.progress.openCall?.kind == .delete
    group.progress.openCall = nil
    group.observed = nil
    group.progress.refusals = []
    if !isOurs { group.changedExternallyAt = now }
  }

  /// A person must solve the problem first. Meanwhile the change is retried periodically, and nothing else waits for it.
  mutating func refuse(_ refusal: Refusal, _ call: GroupCall, now: Instant) {
    guard let stage = group.progress.openCall?.kind.stage else { return }
    group.progress.notBefore = nil
    // Either the group is missing, or the lock or schedule that the call names. Reading the group shows which.
    let isMissing = refusal.reason == .notFound && group.observed != nil
    if !isMissing { group.progress.openCall = nil }
    if isOutdated { return }
    group.progress.attempts = 0
    group.progress.refusals.removeAll { $0.stage == stage }
    group.progress.refusals.append(GrantGroup.Refused(stage: stage, refusal: refusal, at: now))
  }
}

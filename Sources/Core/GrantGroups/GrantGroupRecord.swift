package import API
package import Wire

/// A stored group of a grant: the wanted state, the state last observed at the provider, and the progress between the two.
package struct GrantGroupRecord: Hashable, Sendable {
  package var id: ID<GrantGroup>
  package var workspaceID: ID<Workspace>
  package var accessGrantID: ID<AccessGrant>
  /// The order of creation within the workspace.
  package var sequence: Int
  package var createdAt: Instant
  package var wanted: GrantGroup.Wanted
  /// The locks of the wanted entrances that the site has.
  package var locks: Set<ExternalID<ProviderLock>> = []
  /// Nil until the group is observed at the provider.
  package var observed: Observed?
  /// The access group that shows the observed group. Assigned when the observation is stored.
  package var acsAccessGroupID: ID<AcsAccessGroup>?
  package var progress = Progress()
  /// When a person last changed or deleted the group at the provider. Latchkey restores it.
  package var changedExternallyAt: Instant?
  /// The number of stored changes, so that a sync of the site can see whether what it read is outdated.
  package var version = 0

  package init(
    id: ID<GrantGroup>, workspaceID: ID<Workspace>, accessGrantID: ID<AccessGrant>, sequence: Int, createdAt: Instant,
    wanted: GrantGroup.Wanted
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.accessGrantID = accessGrantID
    self.sequence = sequence
    self.createdAt = createdAt
    self.wanted = wanted
  }

  /// The last observed state.
  package struct Observed: Hashable, Sendable {
    package var group: ExternalID<ProviderAccessGroup>
    package var name: String
    package var locks: Set<ExternalID<ProviderLock>>
    package var schedules: [ObservedTimeSchedule]
    /// Since when it has had its schedules.
    package var schedulesAt: Instant

    package init(
      group: ExternalID<ProviderAccessGroup>, name: String, locks: Set<ExternalID<ProviderLock>>,
      schedules: [ObservedTimeSchedule], schedulesAt: Instant
    ) {
      self.group = group
      self.name = name
      self.locks = locks
      self.schedules = schedules
      self.schedulesAt = schedulesAt
    }

    /// - Parameter previous: the state that was observed before.
    package init(_ group: ObservedAccessGroup, at now: Instant, after previous: Observed?) {
      let isUnchanged = previous?.group == group.id && previous.map { Set($0.schedules) } == Set(group.schedules)
      self.init(
        group: group.id, name: group.name, locks: Set(group.locks), schedules: group.schedules,
        schedulesAt: isUnchanged ? previous?.schedulesAt ?? now : now)
    }
  }

  /// The progress from the observed to the wanted state.
  package struct Progress: Hashable, Sendable {
    /// A call that began and has no stored outcome. After a crash or a lost response it is uncertain.
    package var openCall: GrantGroup.OpenCall?
    /// The number of consecutive failures.
    package var attempts = 0
    /// No call before this moment.
    package var notBefore: Instant?
    /// The rejections by stage, until a retry succeeds or the wanted state changes.
    package var refusals: [GrantGroup.Refused] = []
    /// Since when a revocation has been pending.
    package var revokingSince: Instant?

    package init() {}
  }
}

/// How long after the end of a grant its group is deleted. Its schedule has ended the access at the lock.
package let grantGroupAfterlife = Duration.seconds(60)

extension GrantGroupRecord {
  /// When the group is no longer wanted at the provider. Nil for no end.
  private var deletesAt: Instant? { wanted.schedule.endsAt.map { $0 + grantGroupAfterlife } }

  /// Whether the provider should have the group at a moment.
  package func isWanted(at now: Instant) -> Bool {
    let isOver = deletesAt.map { $0 <= now } ?? false
    return !wanted.isDeleted && wanted.leadsAt <= now && !isOver && !locks.isEmpty && wanted.period != nil
  }

  /// The next moment at which `isWanted` changes by itself.
  func nextEdge(after now: Instant) -> Instant? {
    if wanted.isDeleted { return nil }
    return [wanted.leadsAt, deletesAt].compactMap(\.self).filter { $0 > now }.min()
  }

  /// The schedule that Latchkey keeps: the one that is as wanted, or else the first. All others are removed.
  var ownSchedule: ObservedTimeSchedule? {
    observed?.schedules.first { $0.period != nil && $0.period == wanted.period } ?? observed?.schedules.first
  }

  /// Whether the provider has the group exactly as wanted.
  package var isInPlace: Bool {
    guard let observed, progress.openCall == nil else { return false }
    return observed.locks == locks && observed.schedules.map(\.period) == [wanted.period]
  }

  /// Whether the group opens more at the provider than is wanted, by a change here or there. The end of the grant does
  /// not count: the group's schedule ends the access.
  package var opensTooMuch: Bool {
    guard let observed else { return false }
    guard !wanted.isDeleted, let period = wanted.period else { return true }
    let isTooLong = !observed.locks.isEmpty && observed.schedules.contains { $0.isWider(than: period) }
    return isTooLong || !observed.locks.isSubset(of: locks)
  }

  /// Whether a deliberate revocation is still pending at the provider. It precedes all other work on the account.
  package func isBeingRevoked(at now: Instant) -> Bool {
    guard opensTooMuch else { return false }
    let isOver =
      wanted.schedule.isOver(at: now)
      && wanted.period.map { period in
        observed?.schedules.allSatisfy { !$0.isWider(than: period) } ?? true
      } ?? false
    return !isOver
  }

  /// Records since when a revocation has been pending, or that none is pending.
  package mutating func noteRevocation(at now: Instant) {
    progress.revokingSince = isBeingRevoked(at: now) ? progress.revokingSince ?? now : nil
  }
}

extension GrantGroupRecord {
  /// Whether the group contains a lock and has its schedules. Unknown during a call that changes it.
  package func holds(_ lock: ExternalID<ProviderLock>) -> Truth {
    guard let observed else { return .no }
    let isHeld = observed.locks.contains(lock)
    switch progress.openCall?.kind {
    case .doors(let locks)? where locks.contains(lock): return .unknown
    case .schedule?, .delete?: return isHeld ? .unknown : .no
    case .create?, .doors?, nil: return Truth(isHeld)
    }
  }

  /// The observed schedules. Nil without the group.
  package var schedules: GroupSchedules? {
    observed.map { GroupSchedules(schedules: $0.schedules, timeZone: wanted.timeZone) }
  }
}

extension ObservedTimeSchedule {
  /// Whether it may open at a time that a period does not include.
  func isWider(than other: LocalPeriod) -> Bool { period.map { !other.includes($0) } ?? true }
}

import API
import Core
import Store
import Wire

/// The two halves of a step for one group of a grant, each a transaction: planning a call and storing its outcome.
struct GrantGroupWork: SubjectWork {
  let system: AcsSystemRecord

  private var workspace: ID<Workspace> { system.workspaceID }

  func subject(_ id: ID<GrantGroup>) -> Subject { .group(id) }

  func perform(_ call: GroupCall, at site: ExternalID<ProviderSite>, of provider: any Provider) async -> Outcome {
    await provider.perform(call, at: site)
  }

  func next(_ id: ID<GrantGroup>, _ transaction: Transaction) throws -> NextStep<GroupCall, AskedOfGroup> {
    guard let before = try transaction.grantGroup(id, in: workspace) else { return .rest(revokesAt: nil) }
    let now = transaction.now
    var group = before
    group.noteRevocation(at: now)
    let isUrgent = group.isBeingRevoked(at: now)
    let planned = plan(group, now: now)
    switch planned.step {
    case .forget:
      try transaction.remove(group)
      return .rest(revokesAt: nil)
    case .rest:
      try transaction.save(group, was: before)
      try transaction.setDue(id, at: system.id, planned.lookAgainAt, isUrgent: isUrgent)
      let isWaiting = group.progress.notBefore.map { now < $0 } ?? false
      return .rest(revokesAt: isUrgent ? planned.lookAgainAt : nil, isWaiting: isWaiting)
    case .call(let call, let open):
      if let open { group.begin(open, at: now) }
      try transaction.save(group, was: before)
      // It stays due during the call, so that it is found again after a crash.
      try transaction.setDue(id, at: system.id, now, isUrgent: isUrgent)
      return .call(
        PlannedStep(
          call: call, kind: CallKind(call), isMutating: call.isMutating, isUrgent: isUrgent,
          asked: AskedOfGroup(group), kindInDoubt: group.progress.openCall.map { CallKind($0.kind) }))
    }
  }

  func isAsked(
    _ id: ID<GrantGroup>, _ planned: PlannedStep<GroupCall, AskedOfGroup>, _ connection: Connection
  ) throws -> Bool {
    try connection.grantGroup(id, in: workspace).map(AskedOfGroup.init) == planned.asked
  }

  func takeBack(
    _ id: ID<GrantGroup>, _ planned: PlannedStep<GroupCall, AskedOfGroup>, _ transaction: Transaction
  ) throws -> NextStep<GroupCall, AskedOfGroup> {
    guard let before = try transaction.grantGroup(id, in: workspace) else { return .rest(revokesAt: nil) }
    var group = before
    if planned.isMutating { group.progress.openCall = nil }
    try transaction.save(group, was: before)
    return try next(id, transaction)
  }

  func settle(
    _ id: ID<GrantGroup>, after call: GroupCall, planned: AskedOfGroup?, _ outcome: Outcome,
    _ transaction: Transaction, plansOn: Bool
  ) throws -> NextStep<GroupCall, AskedOfGroup> {
    guard let before = try transaction.grantGroup(id, in: workspace) else { return .rest(revokesAt: nil) }
    let isOutdated = planned.map { $0 != AskedOfGroup(before) } ?? false
    let after = settled(
      before, after: call, outcome, isOutdated: isOutdated, now: transaction.now, transaction.brand)
    try transaction.save(after, was: before)
    try transaction.noteProgress(ofGrantsOf: after.wanted.acsUserID)
    return plansOn ? try next(id, transaction) : .rest(revokesAt: nil, isWaiting: true)
  }
}

/// The wanted state of a group when a call is planned.
struct AskedOfGroup: Hashable, Sendable {
  var wanted: GrantGroup.Wanted
  var locks: Set<ExternalID<ProviderLock>>

  init(_ group: GrantGroupRecord) {
    wanted = group.wanted
    locks = group.locks
  }
}

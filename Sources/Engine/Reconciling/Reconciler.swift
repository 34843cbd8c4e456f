package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
package import Wire

/// Keeps all sites of all workspaces in sync: a service with a reconciler for each site.
package final class Reconciler: Service {
  let database: Database
  let clocks: WorkspaceClocks
  private let secrets: Secrets
  private let lanes = Mutex<[ID<ConnectedAccount>: AccountLane]>([:])
  let deadlines: Deadlines
  private let intervals: Intervals
  let logger: Logger
  let sites = JoinedSites<SiteReconciler>()
  let requestedSyncs = RequestedSyncs()

  package init(
    database: Database, clocks: WorkspaceClocks, secrets: Secrets, deadlines: Deadlines,
    intervals: Intervals = Intervals(), logger: Logger
  ) {
    self.deadlines = deadlines
    self.intervals = intervals
    self.secrets = secrets
    self.database = database
    self.clocks = clocks
    self.logger = logger
    database.bell.listen { [weak self] in self?.hear($0) }
  }

  /// Adds an account's sites.
  ///
  /// - Parameter hold: the right to work for them.
  package func add(
    _ systems: [AcsSystemRecord], of provider: any Provider, under hold: Hold = .ofSingleProcess
  ) {
    let database = database.claimed(by: hold.claim)
    for system in systems {
      guard let site = system.site else { continue }
      let work = AcsUserWork(system: system, secrets: secrets)
      let health = SiteHealth(
        system, database: database, clocks: clocks, deadlines: deadlines, logger: logger)
      let progress = StoredProgress(
        of: system, under: hold.claim, database: database, clocks: clocks, intervals: intervals, logger: logger)
      let sync = SiteSync(
        system: system, site: site, provider: provider, database: database, clocks: clocks, work: work,
        health: health, progress: progress, deadlines: deadlines, intervals: intervals, logger: logger,
        wake: { [sites] in sites[system.id]?.wake() })
      let run = SubjectRun(
        site: site, provider: provider, database: database, clocks: clocks, work: work,
        groupWork: GrantGroupWork(system: system), lane: lane(of: system.connectedAccountID), health: health,
        timetable: SiteTimetable(system: system, database: database, clocks: clocks, logger: logger),
        deadlines: deadlines, hold: hold, stop: StopFlag(), logger: logger)
      let observer = SiteObserver(
        system: system, site: site, provider: provider, database: database, clocks: clocks,
        health: health, deadlines: deadlines, logger: logger)
      sites.add(SiteReconciler(run, observer, sync, intervals: intervals))
    }
  }

  /// Removes systems. Waits for open calls, whose outcomes are not stored.
  package func remove(_ systems: [ID<AcsSystem>]) {
    for system in systems {
      guard let site = sites.remove(system) else { continue }
      site.stop()
      // This closed the lane, but the account may be added again.
      lanes.withLock { $0[site.system.connectedAccountID] = nil }
    }
  }

  package func run() async throws {
    await sites.run([
      { await $0.workAsItComes() }, { await $0.revokeAsItComes() }, { await $0.observeFromTimeToTime() },
      { await $0.sync.syncFromTimeToTime() },
    ])
    requestedSyncs.cancelAll()
  }

  /// Syncs an account's sites, here or at the node that works for them. The sync goes on if it takes longer than the caller
  /// waits.
  package func sync(_ account: ID<ConnectedAccount>, in workspace: ID<Workspace>) async {
    let own = sites.all.filter { $0.system.connectedAccountID == account }
    _ = await requestedSyncs.run(waitingUntil: Deadline(in: deadlines.answer)) { () async -> Void in
      if own.isEmpty { return await self.requestSync(of: account, in: workspace) }
      await withDiscardingTaskGroup { group in
        for site in own { group.addTask { await site.sync.sync() } }
      }
    }
  }

  /// Syncs a site, and deletes everything that it no longer lists. The sync goes on if it takes longer than the caller
  /// waits.
  ///
  /// - Returns: whether the system is known here or at another node.
  package func syncBelievingAll(_ system: AcsSystemRecord) async -> Bool {
    guard let site = sites[system.id] else { return await requestSyncBelievingAll(of: system) }
    _ = await requestedSyncs.run(waitingUntil: Deadline(in: deadlines.answer)) {
      await site.sync.sync(believesAll: true)
    }
    return true
  }

  /// The systems that are worked for here.
  var systems: [AcsSystemRecord] { sites.all.map(\.system) }

  /// The access to a system's site. Nil if the system is not known here.
  package func provider(of system: ID<AcsSystem>) -> (any Provider)? { sites[system]?.provider }

  /// The calls of a system's site that have been failing for too long. Nil if there are none.
  package func failure(at system: ID<AcsSystem>) -> CallFailure? { sites[system]?.failure }

  /// Prepares the stop of the program: waits for open calls, and starts no more.
  func stop() { sites.all.forEach { $0.stop() } }

  private func hear(_ topic: Topic) {
    switch topic {
    case .work(let system): sites[system]?.wake()
    case .urgentWork(let system): sites[system]?.wake(isUrgent: true)
    case .everything: sites.all.forEach { $0.lookAgain() }
    default: break
    }
  }

  private func lane(of account: ID<ConnectedAccount>) -> AccountLane {
    lanes.withLock { lanes in
      if let lane = lanes[account] { return lane }
      let lane = AccountLane()
      lanes[account] = lane
      return lane
    }
  }

  /// Waits for the PIN of a credential, unless it will take longer than seconds.
  ///
  /// - Parameter limit: the timeout, by the system clock.
  package func waitForPin(
    of credential: ID<AcsCredential>, in workspace: ID<Workspace>, upTo limit: Duration
  ) async throws {
    try await database.bell.follow(.pin(credential), until: Deadline(in: limit)) { isRung in
      // It was created, or will not be created soon.
      if isRung { return nil }
      let isStored = try await database.read {
        try $0.acsCredentialRow(credential, in: workspace)?.sealedCode != nil
      }
      return isStored ? nil : limit
    }
  }

  /// Users anywhere in the workspace may be due now, for example after its clock was set.
  func wakeAll(in workspace: ID<Workspace>) {
    for site in sites.all(in: workspace) { site.wake() }
  }

  /// Checks an account's sites after its login has changed, and thereby the account itself, here or at the node that works
  /// for it.
  package func observe(account: ID<ConnectedAccount>, in workspace: ID<Workspace>) async {
    for site in sites.all where site.system.connectedAccountID == account { await site.observe() }
    await requestSignIn(of: account, in: workspace)
  }

  /// Reads the states of the locks and IQs of all sites of the workspace.
  func observe(_ workspace: ID<Workspace>) async {
    for site in sites.all(in: workspace) { await site.observe() }
  }

  /// Works until no user of the workspace is due at its current time and no call is open.
  ///
  /// - Throws: ``DatabaseError`` if an outage of the database ended that early.
  func settle(_ workspace: ID<Workspace>) async throws {
    for site in sites.all(in: workspace) {
      if let error = await site.settle() as? DatabaseError, error.isOutage { throw error }
    }
  }
}

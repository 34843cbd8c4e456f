import API
import Core
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Wire

/// Keeps all sites of all workspaces in step: a service that owns a reconciler for each site.
package final class Reconciler: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let identifiers: Identifiers
  private let secrets: Secrets
  private let pinWaiters = PinWaiters()
  private let lanes = Mutex<[ID<ConnectedAccount>: AccountLane]>([:])
  private let deadlines: Deadlines
  private let logger: Logger
  private let sites = JoinedSites<SiteReconciler>()

  package init(
    database: Database, clocks: WorkspaceClocks, identifiers: Identifiers, secrets: Secrets, deadlines: Deadlines,
    logger: Logger
  ) {
    self.deadlines = deadlines
    self.secrets = secrets
    self.database = database
    self.clocks = clocks
    self.identifiers = identifiers
    self.logger = logger
  }

  /// Takes on an account's sites.
  package func add(_ systems: [AcsSystemRecord], of provider: any Provider) {
    for system in systems {
      guard let site = system.site else { continue }
      let work = AcsUserWork(
        system: system, identifiers: identifiers, secrets: secrets, pinWaiters: pinWaiters)
      let health = SiteHealth(
        system, database: database, clocks: clocks, identifiers: identifiers, deadlines: deadlines, logger: logger)
      let sync = SiteSync(
        system: system, site: site, provider: provider, database: database, clocks: clocks, work: work,
        health: health, deadlines: deadlines, logger: logger, wake: { [sites] in sites[system.id]?.wake() })
      sites.add(
        SiteReconciler(
          system: system, site: site, provider: provider, database: database, clocks: clocks, work: work,
          lane: lane(of: system.connectedAccountID), health: health, sync: sync, deadlines: deadlines,
          logger: logger))
    }
  }

  /// Works for systems no more. A call that is open is waited for, and finds nobody to write down its outcome for.
  package func remove(_ systems: [ID<AcsSystem>]) {
    for system in systems {
      guard let site = sites.remove(system) else { continue }
      site.stop()
      // That closed the lane, and the account may come back.
      lanes.withLock { $0[site.system.connectedAccountID] = nil }
    }
  }

  package func run() async throws {
    await sites.run([
      { await $0.run() }, { await $0.revokeAsItComes() }, { await $0.observeFromTimeToTime() },
      { await $0.sync.syncFromTimeToTime() },
    ])
  }

  /// Reads an account's sites as a whole and brings what is known of them in step.
  package func sync(_ account: ID<ConnectedAccount>) async {
    await withDiscardingTaskGroup { group in
      for site in sites.all where site.system.connectedAccountID == account {
        group.addTask { await site.sync.sync() }
      }
    }
  }

  /// Reads a site, and believes that what it does not show any more is gone.
  ///
  /// - Returns: whether the system is one that is worked for.
  package func syncBelievingAll(_ system: ID<AcsSystem>) async -> Bool {
    guard let site = sites[system] else { return false }
    await site.sync.sync(believesAll: true)
    return true
  }

  /// The way to a system's site; nil where the system is not worked for.
  package func provider(of system: ID<AcsSystem>) -> (any Provider)? { sites[system]?.provider }

  /// How far the reading of a system's site has come; nil where it has none.
  package func syncProgress(of system: ID<AcsSystem>) -> SyncProgress? { sites[system]?.sync.progress }

  /// What calls of a system's site have been due for too long without success; nil where there are none.
  package func failure(at system: ID<AcsSystem>) -> CallFailure? { sites[system]?.failure }

  /// The program is about to end: calls that are open are waited for, and no more are begun.
  func stop() { sites.all.forEach { $0.stop() } }

  /// Someone at the system may be due now.
  ///
  /// - Parameter isUrgent: whether something is to be revoked, which is done before all other work on the account.
  package func wake(_ system: ID<AcsSystem>, isUrgent: Bool = false) { sites[system]?.wake(isUrgent: isUrgent) }

  private func lane(of account: ID<ConnectedAccount>) -> AccountLane {
    lanes.withLock { lanes in
      if let lane = lanes[account] { return lane }
      let lane = AccountLane()
      lanes[account] = lane
      return lane
    }
  }

  /// Waits until the PIN of a credential is there, as long as it may be a matter of seconds.
  ///
  /// - Parameter limit: by the system's clock.
  package func waitForPin(
    of credential: ID<AcsCredential>, in workspace: ID<Workspace>, upTo limit: Duration
  ) async throws {
    try await pinWaiters.wait(for: credential, upTo: limit) {
      try await database.read { try $0.acsCredentialRow(credential, in: workspace)?.sealedCode != nil }
    }
  }

  /// Someone anywhere in the workspace may be due now, as after its clock was moved.
  func wakeAll(in workspace: ID<Workspace>) {
    for site in sites.all(in: workspace) { site.wake() }
  }

  /// Looks at an account's sites, and so learns what is wrong with it.
  package func observe(account: ID<ConnectedAccount>) async {
    for site in sites.all where site.system.connectedAccountID == account { await site.observe() }
  }

  /// Looks at the locks and IQs of all sites of the workspace.
  func observe(_ workspace: ID<Workspace>) async {
    for site in sites.all(in: workspace) { await site.observe() }
  }

  /// Works until nobody in the workspace is due at its present and no call is open.
  func settle(_ workspace: ID<Workspace>) async {
    for site in sites.all(in: workspace) { await site.settle() }
  }
}

package import API
import Core
package import Logging
import ServiceLifecycle
package import Store
package import Wire

/// Syncs sites for other nodes that were asked to: a service that carries out their wishes.
package final class SyncRequests: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let reconciler: Reconciler
  private let logger: Logger

  package init(database: Database, clocks: WorkspaceClocks, reconciler: Reconciler, logger: Logger) {
    self.database = database
    self.clocks = clocks
    self.reconciler = reconciler
    self.logger = logger
  }

  package func run() async throws {
    await RequestLoop<ID<AcsSystem>, SyncRequest>(database.bell, .syncRequests).run {
      await self.ownRequests()
    } carryOut: { wishes, system in
      await self.carryOut(wishes, at: system)
    }
  }

  /// - Returns: the requests for the sites that this node works for.
  private func ownRequests() async -> [ID<AcsSystem>: [SyncRequest]] {
    do {
      let requests = try await database.read { try $0.syncRequests() }
      return Dictionary(grouping: requests.filter { reconciler.sites[$0.acsSystemID] != nil }, by: \.acsSystemID)
    } catch {
      logger.error("The requests to sync sites could not be read", metadata: ["error": "\(error)"])
      return [:]
    }
  }

  /// Syncs a site as was requested.
  ///
  /// - Returns: whether all requests were carried out.
  func carryOut(_ wishes: [SyncRequest], at system: ID<AcsSystem>) async -> Bool {
    guard let site = reconciler.sites[system] else { return false }
    if wishes.contains(where: \.signsIn) {
      await site.provider.forgetLogin()
      await site.observe()
    }
    if !wishes.allSatisfy(\.signsIn) { await site.sync.sync(believesAll: wishes.contains(where: \.believesAll)) }
    // What has not ended is left to the node that works for the site next.
    if Task.isCancelled || reconciler.sites[system] !== site { return false }
    do {
      for wish in wishes { try await remove(wish, under: site.claim) }
      return true
    } catch {
      logger.error(
        "A site could not be synced for another node", metadata: ["acs_system_id": "\(system)", "error": "\(error)"])
      return false
    }
  }

  private func remove(_ request: SyncRequest, under claim: Claim?) async throws {
    let (workspace, clocks) = (request.workspaceID, clocks)
    try await database.claimed(by: claim).write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading)
    ) { try $0.remove(request) }
  }
}

/// The other side: a node that is asked to sync sites that another node works for.
extension Reconciler {
  /// The longest time between two looks at a request.
  private static let requestPause = Duration.seconds(1)

  /// Whether another node may work for what is not known here.
  private var isBesideOthers: Bool { database.node.id != nil }

  /// Asks the node that works for an account to sign in by its new login, and waits until it has, but not for long. Does
  /// nothing if this node works for it.
  package func requestSignIn(of account: ID<ConnectedAccount>, in workspace: ID<Workspace>) async {
    if sites.all.contains(where: { $0.system.connectedAccountID == account }) { return }
    _ = await requestedSyncs.run(waitingUntil: Deadline(in: deadlines.answer)) {
      await self.requestSync(of: account, in: workspace, signsIn: true)
    }
  }

  /// Asks the node that works for an account to sync its sites, and waits until it has. Does nothing in a single
  /// process.
  func requestSync(
    of account: ID<ConnectedAccount>, in workspace: ID<Workspace>, signsIn: Bool = false
  ) async {
    guard isBesideOthers else { return }
    do {
      let systems = try await database.read { try $0.acsSystems(of: account, in: workspace) }
      await withDiscardingTaskGroup { group in
        for system in systems where system.site != nil {
          group.addTask { _ = await self.requestSync(of: system, believesAll: false, signsIn: signsIn) }
        }
      }
    } catch {
      logger.error("A sync could not be requested", metadata: ["error": "\(error)"])
    }
  }

  /// Asks the node that works for a system to sync it, and delete everything that its site no longer lists. Waits until it
  /// has, but not for long.
  ///
  /// - Returns: whether it has, or still may.
  func requestSyncBelievingAll(of system: AcsSystemRecord) async -> Bool {
    guard isBesideOthers else { return false }
    let isDone = await requestedSyncs.run(waitingUntil: Deadline(in: deadlines.answer)) {
      await self.requestSync(of: system, believesAll: true)
    }
    return isDone ?? true
  }

  private func requestSync(of system: AcsSystemRecord, believesAll: Bool, signsIn: Bool = false) async -> Bool {
    let (workspace, clocks, deadline) = (system.workspaceID, clocks, Deadline(in: deadlines.reading))
    do {
      let stored = try await database.write(
        in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading)
      ) { transaction -> SyncRequest? in
        // Its requests have ended with it.
        guard try transaction.acsSystem(system.id, in: workspace) != nil else { return nil }
        let request = SyncRequest(
          id: transaction.identifiers.next(), workspaceID: workspace, acsSystemID: system.id, believesAll: believesAll,
          signsIn: signsIn)
        try transaction.insert(request)
        return request
      }
      guard let request = stored else { return false }
      var isPending = true
      try await database.bell.follow(.syncRequests, until: deadline) { _ in
        isPending = try await database.read { try $0.isPending(request) }
        return isPending ? Self.requestPause : nil
      }
      if !isPending { return true }
      try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.siteReading)) {
        try $0.remove(request)
      }
    } catch {
      logger.error(
        "A sync could not be requested", metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
    }
    return false
  }
}

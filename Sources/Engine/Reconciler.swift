import API
import Core
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Wire

/// Keeps all sites of all workspaces in step: a service that owns a reconciler for each site.
public final class Reconciler: Service {
  private struct Sites {
    var byID: [ID<AcsSystem>: SiteReconciler] = [:]
    var joined: AsyncStream<SiteReconciler>.Continuation
  }

  private let database: Database
  private let clocks: WorkspaceClocks
  private let identifiers: Identifiers
  private let logger: Logger
  private let sites: Mutex<Sites>
  private let joining: AsyncStream<SiteReconciler>

  public init(database: Database, clocks: WorkspaceClocks, identifiers: Identifiers, logger: Logger) {
    self.database = database
    self.clocks = clocks
    self.identifiers = identifiers
    self.logger = logger
    let (stream, continuation) = AsyncStream<SiteReconciler>.makeStream()
    joining = stream
    sites = Mutex(Sites(joined: continuation))
  }

  /// Takes on an account's sites.
  public func add(_ systems: [AcsSystemRecord], of provider: any Provider) {
    for system in systems {
      guard let site = system.site else { continue }
      let reconciler = SiteReconciler(
        system: system, site: site, provider: provider, database: database, clocks: clocks, identifiers: identifiers,
        logger: logger)
      sites.withLock {
        $0.byID[system.id] = reconciler
        $0.joined.yield(reconciler)
      }
    }
  }

  public func run() async throws {
    await withDiscardingTaskGroup { group in
      for await site in joining.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await site.run() } }
        group.addTask { await cancelWhenGracefulShutdown { await site.observeFromTimeToTime() } }
      }
    }
  }

  /// The program is about to end: calls that are open are waited for, and no more are begun.
  func stop() { sites.withLock { Array($0.byID.values) }.forEach { $0.stop() } }

  /// Someone at the system may be due now.
  public func wake(_ system: ID<AcsSystem>) { sites.withLock { $0.byID[system] }?.wake() }

  /// Someone anywhere in the workspace may be due now, as after its clock was moved.
  func wakeAll(in workspace: ID<Workspace>) {
    let all = sites.withLock { Array($0.byID.values) }
    for site in all where site.system.workspaceID == workspace { site.wake() }
  }

  /// Looks at the locks and IQs of all sites of the workspace.
  func observe(_ workspace: ID<Workspace>) async {
    let all = sites.withLock { Array($0.byID.values) }
    for site in all where site.system.workspaceID == workspace { await site.observe() }
  }

  /// Works until nobody in the workspace is due at its present and no call is open.
  func settle(_ workspace: ID<Workspace>) async {
    let all = sites.withLock { Array($0.byID.values) }
    for site in all where site.system.workspaceID == workspace { await site.settle() }
  }
}

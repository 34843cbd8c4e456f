import API
import Core
import ServiceLifecycle
import Synchronization
import Wire

/// What a service does at one site.
protocol SiteWork: Sendable {
  var system: AcsSystemRecord { get }
}

/// The sites that a service works at. They join while it runs, and each brings tasks of its own.
final class JoinedSites<Site: SiteWork>: Sendable {
  private let byID = Mutex<[ID<AcsSystem>: Site]>([:])
  private let joining: AsyncStream<Site>
  private let joined: AsyncStream<Site>.Continuation

  init() { (joining, joined) = AsyncStream<Site>.makeStream() }

  func add(_ site: Site) {
    byID.withLock { $0[site.system.id] = site }
    joined.yield(site)
  }

  subscript(_ system: ID<AcsSystem>) -> Site? { byID.withLock { $0[system] } }

  var all: [Site] { byID.withLock { Array($0.values) } }

  func all(in workspace: ID<Workspace>) -> [Site] { all.filter { $0.system.workspaceID == workspace } }

  /// Runs each site's tasks from when it joins until shutdown.
  func run(_ tasks: [@Sendable (Site) async -> Void]) async {
    await withDiscardingTaskGroup { group in
      for await site in joining.cancelOnGracefulShutdown() {
        for task in tasks { group.addTask { await cancelWhenGracefulShutdown { await task(site) } } }
      }
    }
  }
}

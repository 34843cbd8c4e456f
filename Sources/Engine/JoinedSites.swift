import API
import Core
import ServiceLifecycle
import Synchronization
import Wire

/// The work of a service at one site.
protocol SiteWork: Sendable {
  var system: AcsSystemRecord { get }
}

/// The sites of a service. They join and leave while it runs, and each has its own tasks.
final class JoinedSites<Site: SiteWork>: Sendable {
  /// A site, and the signal for it to leave.
  private struct Place: Sendable {
    let site: Site
    let stay: AsyncStream<Never>
    let departure: AsyncStream<Never>.Continuation

    init(_ site: Site) {
      self.site = site
      (stay, departure) = AsyncStream<Never>.makeStream()
    }
  }

  private let byID = Mutex<[ID<AcsSystem>: Place]>([:])
  private let joining: AsyncStream<Place>
  private let joined: AsyncStream<Place>.Continuation

  init() { (joining, joined) = AsyncStream<Place>.makeStream() }

  func add(_ site: Site) {
    let place = Place(site)
    byID.withLock { $0[site.system.id] = place }
    joined.yield(place)
  }

  /// Ends the site's tasks and removes it.
  @discardableResult
  func remove(_ system: ID<AcsSystem>) -> Site? {
    let place = byID.withLock { $0.removeValue(forKey: system) }
    place?.departure.finish()
    return place?.site
  }

  subscript(_ system: ID<AcsSystem>) -> Site? { byID.withLock { $0[system]?.site } }

  var all: [Site] { byID.withLock { $0.values.map(\.site) } }

  func all(in workspace: ID<Workspace>) -> [Site] { all.filter { $0.system.workspaceID == workspace } }

  /// Runs each site's tasks from when it joins until it leaves or the program ends.
  func run(_ tasks: [@Sendable (Site) async -> Void]) async {
    await withDiscardingTaskGroup { group in
      for await place in joining.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await Self.run(tasks, at: place) } }
      }
    }
  }

  private static func run(_ tasks: [@Sendable (Site) async -> Void], at place: Place) async {
    await withTaskGroup(of: Bool.self) { group in
      for task in tasks {
        group.addTask {
          await task(place.site)
          return false
        }
      }
      group.addTask {
        for await _ in place.stay {}
        return true
      }
      for await hasLeft in group where hasLeft { group.cancelAll() }
    }
  }
}

import API
import Core
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Wire

/// Turns what happens at doors into events: a service that owns an intake for each site.
public final class EntryIntake: Service {
  private struct Sites {
    var all: [SiteEntryIntake] = []
    var joined: AsyncStream<SiteEntryIntake>.Continuation
  }

  private let database: Database
  private let clocks: WorkspaceClocks
  private let identifiers: Identifiers
  private let logger: Logger
  private let sites: Mutex<Sites>
  private let joining: AsyncStream<SiteEntryIntake>

  public init(database: Database, clocks: WorkspaceClocks, identifiers: Identifiers, logger: Logger) {
    self.database = database
    self.clocks = clocks
    self.identifiers = identifiers
    self.logger = logger
    let (stream, continuation) = AsyncStream<SiteEntryIntake>.makeStream()
    joining = stream
    sites = Mutex(Sites(joined: continuation))
  }

  /// Takes on an account's sites.
  public func add(_ systems: [AcsSystemRecord], of provider: any Provider) {
    for system in systems {
      guard let site = system.site else { continue }
      let intake = SiteEntryIntake(
        system: system, site: site, provider: provider, database: database, clocks: clocks, identifiers: identifiers,
        logger: logger)
      sites.withLock {
        $0.all.append(intake)
        $0.joined.yield(intake)
      }
    }
  }

  public func run() async throws {
    await withDiscardingTaskGroup { group in
      for await site in joining.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await site.pollFromTimeToTime() } }
        group.addTask { await cancelWhenGracefulShutdown { await site.follow() } }
      }
    }
  }

  /// Reads what happened at all sites of the workspace.
  func poll(_ workspace: ID<Workspace>) async {
    let all = sites.withLock { $0.all }
    for site in all where site.system.workspaceID == workspace { await site.poll() }
  }
}

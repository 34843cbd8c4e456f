package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
package import Wire

/// Turns entries at doors into events: a service with an intake for each site.
package final class EntryIntake: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let deadlines: Deadlines
  private let intervals: Intervals
  private let readers: CardReaders?
  private let logger: Logger
  private let sites = JoinedSites<SiteEntryIntake>()

  /// - Parameter readers: are told which cards were held to locks.
  package init(
    database: Database, clocks: WorkspaceClocks, deadlines: Deadlines,
    intervals: Intervals = Intervals(), readers: CardReaders? = nil, logger: Logger
  ) {
    self.readers = readers
    self.deadlines = deadlines
    self.intervals = intervals
    self.database = database
    self.clocks = clocks
    self.logger = logger
  }

  /// Starts the intakes of an account's sites.
  ///
  /// - Parameter hold: the right to work for them.
  package func add(
    _ systems: [AcsSystemRecord], of provider: any Provider, under hold: Hold = .ofSingleProcess
  ) {
    let database = database.claimed(by: hold.claim)
    for system in systems {
      guard let site = system.site else { continue }
      sites.add(
        SiteEntryIntake(
          system: system, site: site, provider: provider, database: database, clocks: clocks,
          deadlines: deadlines, intervals: intervals, readers: readers, logger: logger))
    }
  }

  /// Stops the intakes of some systems.
  package func remove(_ systems: [ID<AcsSystem>]) { systems.forEach { sites.remove($0) } }

  package func run() async throws {
    await sites.run([{ await $0.pollFromTimeToTime() }, { await $0.follow() }])
  }

  /// Reads the entries of all sites of the workspace.
  func poll(_ workspace: ID<Workspace>) async {
    for site in sites.all(in: workspace) { await site.poll() }
  }
}

import API
import Core
import Logging
import Store
import Wire

/// Reads the current state of one site: its locks, its IQs and the number of used seats.
struct SiteObserver: Sendable {
  let system: AcsSystemRecord
  let site: ExternalID<ProviderSite>
  let provider: any Provider
  let database: Database
  let clocks: WorkspaceClocks
  let health: SiteHealth
  let deadlines: Deadlines
  let logger: Logger

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// Reads the states now, and stores the changes.
  func observe() async {
    do { try await look() } catch {
      logger.error(
        "The state of a site could not be stored; retrying within a minute",
        metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
    }
  }

  /// - Throws: if the changes could not be stored.
  private func look() async throws {
    // The clock may be set during the call.
    let now = now
    let (provider, site) = (provider, site)
    health.begin(.state)
    do {
      let (locks, observed) = try await reading(until: Deadline(in: deadlines.reading)) { () throws(ProviderFault) in
        (try await provider.locks(of: site), try await provider.site(site))
      }
      await health.note(observed, by: .state)
      try await SiteLook(site: observed, locks: locks, system: system).keep(began: now, in: database, clocks)
    } catch let fault as ProviderFault {
      await health.note(fault, of: .state, provider, at: site)
    }
  }

  /// Reads the states again if a code should be at its lock by now: it is there if the IQ is online.
  ///
  /// - Returns: whether they were read.
  func lookForCodes() async throws -> Bool {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    guard try await database.read({ try $0.codeAwaitsLook(at: id, in: workspace, now: now) }) else { return false }
    try await look()
    // A failed read is repeated in the next pass, not in this one.
    return try await !database.read { try $0.codeAwaitsLook(at: id, in: workspace, now: now) }
  }

  /// Reads the site again if users wait for a seat: seats may have been freed or bought.
  ///
  /// - Returns: whether a user became due.
  func askForSeats() async throws -> Bool {
    let (workspace, id) = (system.workspaceID, system.id)
    let (clocks, asked) = (clocks, now)
    guard try await database.read({ try $0.someoneWaitsForSeat(of: id, in: workspace, now: asked) }) else {
      return false
    }
    let (provider, site) = (provider, site)
    let observed: ObservedSite
    health.begin(.state)
    do throws(ProviderFault) {
      observed = try await reading(until: Deadline(in: deadlines.change)) { () throws(ProviderFault) in
        try await provider.site(site)
      }
    } catch {
      await health.note(error, of: .state, provider, at: site)
      return false
    }
    await health.note(observed, by: .state)
    // The transaction reads the time, so that users changed during the call are included.
    return try await database.write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.reconciling)
    ) { transaction in
      try transaction.save(observed, of: id)
      let offered = try transaction.offerFreeSeats(of: id)
      try transaction.declareSeatsExceeded(of: id)
      return offered > 0
    }
  }
}

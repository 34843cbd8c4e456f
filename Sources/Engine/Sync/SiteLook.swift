import API
import Core
import Store
import Wire

/// The state of a site, its locks and its IQs as one read showed it. It is compared with the stored state before
/// anything is written. If nothing changed, only the heartbeat is written.
struct SiteLook: Sendable {
  let site: ObservedSite
  let locks: [ObservedLock]
  let system: AcsSystemRecord

  private var workspace: ID<Workspace> { system.workspaceID }

  /// Whether the state differs from the stored one, or a waiting user can get a seat.
  func isNews(_ connection: Connection, now: Instant) throws -> Bool {
    try !connection.seenLocks(of: system.id, in: workspace).isKept(locks, at: now)
      || !connection.isKept(site, of: system.id, in: workspace, at: now)
      || connection.canOfferSeats(of: system.id, in: workspace)
  }

  /// Stores a look, unless a later one is stored.
  ///
  /// - Parameter began: the time right before the provider was asked.
  func keep(began: Instant, in database: Database, _ clocks: WorkspaceClocks) async throws {
    let (workspace, id) = (system.workspaceID, system.id)
    let (wasNews, last) = try await database.read { connection in
      (try isNews(connection, now: began), try connection.lookedAt(id, in: workspace))
    }
    try await database.write(in: workspace, at: began, by: .rule(.siteReading)) { transaction in
      let stored = try transaction.lookedAt(id, in: workspace)
      // A stored look from a later time than now was made before the clock was set back.
      if let stored, began < stored, stored <= clocks.now(in: workspace) { return }
      let writesAll = try stored == last ? wasNews : isNews(transaction, now: began)
      if writesAll {
        try write(transaction)
      } else {
        try transaction.saveLook(at: id)
      }
      try transaction.noteCodesAtLocks(of: id)
    }
  }

  /// Stores the changes, and appends events for them.
  func write(_ transaction: Transaction) throws {
    try transaction.followZones(at: system.id) {
      try LockSightings(system: system).write(locks, transaction)
      try transaction.save(site, of: system.id)
    }
    try transaction.offerFreeSeats(of: system.id)
  }
}

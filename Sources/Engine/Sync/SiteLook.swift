import API
import Core
import Store
import Wire

/// What a look at a site showed of the site itself, its locks and its IQs. It is compared with what is kept before
/// anything is written: where nothing changed, only the heartbeat is.
struct SiteLook: Sendable {
  let site: ObservedSite
  let locks: [ObservedLock]
  let system: AcsSystemRecord

  private var workspace: ID<Workspace> { system.workspaceID }

  /// Whether the look shows something that is kept otherwise, or somebody can be offered a seat.
  func isNews(_ connection: Connection, now: Instant) throws -> Bool {
    try !connection.seenLocks(of: system.id, in: workspace).isKept(locks, at: now)
      || !connection.isKept(site, of: system.id, in: workspace, at: now)
      || connection.canOfferSeats(of: system.id, in: workspace)
  }

  /// Keeps what changed, and tells of it.
  func write(_ transaction: Transaction) throws {
    try LockSightings(system: system).write(locks, transaction)
    try transaction.save(site, of: system.id)
    try transaction.offerFreeSeats(of: system.id)
  }
}

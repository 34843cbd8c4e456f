package import API

/// The progress of the sync of a site.
package struct SyncProgress: Hashable, Sendable {
  package var phase = AccountSync.Phase.idle
  /// The contents found by the last complete sync. Nil if there was none since the start of the program.
  package var locks: Int?
  package var groups: Int?
  package var people: Int?
  /// The number of people who have been processed.
  package var peopleWritten = 0
  /// Why the last sync failed.
  package var problem: String?

  package init() {}
}

import API

/// How far a site has been read.
package struct SyncProgress: Hashable, Sendable {
  package var phase = AccountSync.Phase.idle
  /// What the last whole reading showed; nil before there was one since the program began.
  package var locks: Int?
  package var groups: Int?
  package var people: Int?
  /// How many of the people have been compared with what is known.
  package var peopleWritten = 0
  /// Why the last reading came to nothing.
  package var problem: String?

  package init() {}
}

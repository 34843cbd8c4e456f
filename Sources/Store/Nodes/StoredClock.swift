package import API
import Synchronization
package import Wire

/// The clock of a sandbox as it is stored, for nodes other than the one that sets it.
package struct StoredClock: Hashable, Sendable {
  /// From the system clock.
  package let offset: Duration
  /// Where the clock stands. Nil if it runs.
  package let standsAt: Instant?
  /// How often it was set. A larger number is newer.
  package let moves: Int

  package static let columns = "clock_offset, clock_stands_at, clock_moves"

  package init(_ columns: inout Columns) {
    offset = .microseconds(columns.integer64())
    standsAt = columns.optionalInstant()
    moves = columns.integer()
  }
}

/// Passes on the clocks that writes read with the lock of their workspace, before they read the time.
package final class StoredClocks: Sendable {
  private let follower = Mutex<(@Sendable (ID<Workspace>, StoredClock) -> Void)?>(nil)

  package func follow(_ follower: @escaping @Sendable (ID<Workspace>, StoredClock) -> Void) {
    self.follower.withLock { $0 = follower }
  }

  func note(_ clock: StoredClock, of workspace: ID<Workspace>) {
    let known = follower.withLock { $0 }
    known?(workspace, clock)
  }
}

extension Connection {
  package func storedClock(of workspace: ID<Workspace>) throws -> StoredClock? {
    try first("SELECT \(StoredClock.columns) FROM workspaces WHERE workspace_id = ?", workspace) { row in
      var columns = row.columns
      return StoredClock(&columns)
    }
  }

  /// The clocks that were ever set.
  package func storedClocks() throws -> [(workspace: ID<Workspace>, clock: StoredClock)] {
    try all("SELECT workspace_id, \(StoredClock.columns) FROM workspaces WHERE clock_moves > 0") { row in
      var columns = row.columns
      return (workspace: columns.id(Workspace.self), clock: StoredClock(&columns))
    }
  }
}

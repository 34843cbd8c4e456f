import API
import Core
import Synchronization
import Wire

/// The JSON of ACS users, as lists return it, until their next change.
///
/// A user's revision grows with every change of the user, of its memberships and of its identity. Without a change, the
/// JSON differs only before, during and after the access schedule. Reads of a consistent state look up the revision
/// there, so a cached JSON is never older than that state.
final class AcsUserCache: Sendable {
  /// Names one state of a user.
  struct State: Hashable {
    var workspaceID: ID<Workspace>
    var id: ID<AcsUser>
    /// A deleted user can get its ID again.
    var createdAt: Instant
    var revision: Int
  }

  fileprivate struct Entry {
    var json: StoredJSON<AcsUser>
    var period: AcsUserRow.Period
  }

  fileprivate struct Content {
    var young: [State: Entry] = [:]
    var old: [State: Entry] = [:]
    var youngSize = 0
  }

  /// The most bytes of JSON in each half of the cache. About 15,000 users.
  fileprivate static let halfMax = 16 << 20
  private let content = Mutex(Content())

  /// The JSON of those states that are known and hold at a moment.
  func json(of states: [State], at now: Instant) -> [State: StoredJSON<AcsUser>] {
    content.withLock { content in
      var found: [State: StoredJSON<AcsUser>] = [:]
      found.reserveCapacity(states.count)
      for state in states {
        if let entry = content.young[state] {
          if entry.period.contains(now) { found[state] = entry.json }
        } else if let entry = content.old[state], entry.period.contains(now) {
          found[state] = entry.json
          content.keep(entry, state)
        }
      }
      return found
    }
  }

  func keep(_ json: StoredJSON<AcsUser>, of state: State, in period: AcsUserRow.Period) {
    content.withLock { $0.keep(Entry(json: json, period: period), state) }
  }
}

extension AcsUserCache.Content {
  /// When the young half is full, it becomes the old half. States that nobody reads fall out with the old half.
  fileprivate mutating func keep(_ entry: AcsUserCache.Entry, _ state: AcsUserCache.State) {
    if youngSize > AcsUserCache.halfMax {
      (old, young, youngSize) = (young, [:], 0)
    }
    if young.updateValue(entry, forKey: state) == nil { youngSize += entry.json.bytes.count }
  }
}

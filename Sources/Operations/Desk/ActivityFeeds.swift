package import API
package import Store
import Synchronization
package import Wire

/// An activity as its watchers get it.
package struct WatchedActivity: Hashable, Sendable {
  package let sequence: Int
  package let kind: Activity.Kind
  /// What was drawn, once for all watchers.
  package let text: String
}

/// Hands the activities of workspaces to everybody who watches them.
package final class ActivityFeeds: Sendable {
  /// How the activities of a workspace are drawn. Watchers with the same look share what is drawn.
  package struct Look: Sendable {
    let name: String
    let draw: @Sendable (Activity) throws -> String

    /// - Parameters:
    ///   - name: tells the looks of a workspace apart, such as by their time zone.
    ///   - draw: creates the text of an activity.
    package init(_ name: String, draw: @escaping @Sendable (Activity) throws -> String) {
      self.name = name
      self.draw = draw
    }
  }

  private struct Key: Hashable {
    let workspace: ID<Workspace>
    let look: String
  }

  private let database: Database
  private let feeds = Mutex<[Key: ActivityFeed]>([:])

  package init(database: Database) { self.database = database }

  /// Where a watcher begins: after the last activity that it got, or else after the latest.
  ///
  /// - Parameter given: the sequence of that activity, unchecked.
  /// - Throws: ``APIError`` for a sequence that no activity has, and for one whose successors have been deleted.
  package func start(after given: String?, in workspace: ID<Workspace>) async throws -> Int {
    try await StreamStart.number(given, in: workspace, database)
  }

  /// Sends what happens in a workspace, in order and each once, until the task is canceled or the watcher is too slow. A
  /// slow watcher continues by watching again after the last sequence that it got.
  ///
  /// - Parameters:
  ///   - start: the sequence of the last activity that the watcher got.
  ///   - kinds: only these kinds. Nil for all.
  ///   - send: sends the next activities.
  /// - Throws: the errors of the database and of `send`.
  package func watch(
    _ workspace: ID<Workspace>, after start: Int, kinds: [Activity.Kind]?, as look: Look,
    send: ([WatchedActivity]) async throws -> Void
  ) async throws {
    let signal = Signal()
    let key = Key(workspace: workspace, look: look.name)
    let feed = join(key, signal, look)
    defer { leave(key, feed, signal) }
    var place = start
    var hasJoined = false
    while !Task.isCancelled {
      switch feed.news(after: place) {
      case .here(let news, place: let end):
        hasJoined = true
        let wanted = kinds.map { kinds in news.filter { kinds.contains($0.kind) } } ?? news
        if !wanted.isEmpty { try await send(wanted) }
        if end == place { await signal.wait(upTo: StreamStart.silence) }
        place = end
      case .missing:
        if hasJoined { return }
        let older = try await feed.older(after: place, kinds)
        if !older.activities.isEmpty { try await send(older.activities) }
        place = older.place
        if older.isLast { feed.begin(after: place) }
      }
    }
  }

  private func join(_ key: Key, _ signal: Signal, _ look: Look) -> ActivityFeed {
    feeds.withLock { feeds in
      let feed = feeds[key] ?? ActivityFeed(of: key.workspace, in: database, draw: look.draw)
      feeds[key] = feed
      feed.join(signal)
      return feed
    }
  }

  private func leave(_ key: Key, _ feed: ActivityFeed, _ signal: Signal) {
    feeds.withLock { feeds in
      if feed.leave(signal) { feeds[key] = nil }
    }
  }
}

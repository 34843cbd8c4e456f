import API
import Store
import Synchronization
import Wire

/// The latest activities of a workspace. Each is read and drawn once for all watchers. Watchers keep only their place,
/// so however slow they are, they need no memory.
final class ActivityFeed: Sendable {
  /// What a feed has after the place of a watcher.
  enum News {
    /// The activities after the place, and the place after them.
    case here([WatchedActivity], place: Int)
    /// The feed does not have all of them.
    case missing
  }

  private struct State {
    /// The oldest first.
    var activities: [WatchedActivity] = []
    /// The activities after this number are all here. Nil until a watcher begins the feed.
    var base: Int?
    /// The last number that was read.
    var last = 0
    var watchers: [ObjectIdentifier: Signal] = [:]
    var reading: Task<Void, Never>?
  }

  /// The number of activities that are kept. A watcher who is further behind is cut off.
  private static let kept = 1000
  private static let chunk = 200

  private let workspace: ID<Workspace>
  private let database: Database
  private let draw: @Sendable (Activity) throws -> String
  private let state = Mutex(State())

  /// - Parameter draw: creates the text of an activity.
  init(of workspace: ID<Workspace>, in database: Database, draw: @escaping @Sendable (Activity) throws -> String) {
    self.workspace = workspace
    self.database = database
    self.draw = draw
  }

  /// Adds a watcher, whose signal is set when there are news.
  func join(_ signal: Signal) { state.withLock { $0.watchers[ObjectIdentifier(signal)] = signal } }

  /// - Returns: whether nobody is watching any longer. The feed then ends.
  func leave(_ signal: Signal) -> Bool {
    state.withLock { state in
      state.watchers[ObjectIdentifier(signal)] = nil
      guard state.watchers.isEmpty else { return false }
      state.reading?.cancel()
      state.reading = nil
      return true
    }
  }

  /// Begins to read after a place, unless the feed has begun. The caller is a watcher.
  func begin(after place: Int) {
    state.withLock { state in
      guard state.base == nil else { return }
      state.base = place
      state.last = place
      state.reading = Task { await follow() }
    }
  }

  func news(after place: Int) -> News {
    state.withLock { state in
      guard let base = state.base, base <= place else { return .missing }
      // Most watchers are near the end.
      let seen = state.activities.lastIndex { $0.sequence <= place }.map { $0 + 1 } ?? 0
      return .here(Array(state.activities[seen...]), place: max(place, state.last))
    }
  }

  /// Activities that the feed no longer has, for a watcher who joins late.
  ///
  /// - Returns: the activities, the place after them, and whether there were no more.
  func older(
    after place: Int, _ kinds: [Activity.Kind]?
  ) async throws -> (activities: [WatchedActivity], place: Int, isLast: Bool) {
    let workspace = workspace
    let (found, last) = try await database.read { connection in
      (
        try connection.activities(after: place, kinds: kinds, limit: Self.chunk, in: workspace),
        try connection.lastEventSequence(in: workspace)
      )
    }
    let drawn = try found.map(watched)
    if found.count == Self.chunk, let end = found.last?.sequence { return (drawn, end, false) }
    return (drawn, max(place, last), true)
  }

  /// Reads what is new until the task is canceled. If that fails, the watchers are cut off.
  private func follow() async {
    let workspace = workspace
    do {
      try await database.bell.follow(.events(workspace)) { _ in
        let place = state.withLock { $0.last }
        let found = try await database.read {
          try $0.activities(after: place, kinds: nil, limit: Self.chunk, in: workspace)
        }
        if found.isEmpty { return StreamStart.silence }
        add(try found.map(watched))
        return .zero
      }
    } catch {
      end()
    }
  }

  private func watched(_ activity: Activity) throws -> WatchedActivity {
    WatchedActivity(sequence: activity.sequence, kind: activity.kind.known ?? .change, text: try draw(activity))
  }

  private func add(_ found: [WatchedActivity]) {
    let watchers = state.withLock { state in
      state.activities += found
      state.last = found.last?.sequence ?? state.last
      let surplus = state.activities.count - Self.kept
      if surplus > 0 {
        state.base = state.activities[surplus - 1].sequence
        state.activities.removeFirst(surplus)
      }
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.set() }
  }

  /// Forgets everything. The next watcher begins again.
  private func end() {
    let watchers = state.withLock { state in
      state.activities = []
      state.base = nil
      state.reading = nil
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.set() }
  }
}

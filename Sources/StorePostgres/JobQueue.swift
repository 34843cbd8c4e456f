import Store

/// Jobs that several threads take. The jobs of one key run in order, and never at the same time.
final class JobQueue<Key: Hashable & Sendable, Job: Sendable>: Sendable {
  private struct State {
    /// The waiting jobs of each key.
    var waiting: [Key: [Job]] = [:]
    /// The keys with waiting jobs of which none is running, the oldest first.
    var ready: [Key] = []
    var running: Set<Key> = []
    var isClosed = false
  }

  private let state = Monitor(State())

  /// - Returns: false once the queue is closed.
  func add(_ job: Job, to key: Key) -> Bool {
    state.change { state in
      if state.isClosed { return false }
      let isFirst = state.waiting[key] == nil
      state.waiting[key, default: []].append(job)
      if isFirst, !state.running.contains(key) { state.ready.append(key) }
      return true
    }
  }

  /// Waits for jobs of one key. They have to be finished. Nil once the queue is closed and empty.
  func take(upTo max: Int) -> (key: Key, jobs: [Job])? {
    let found: (Key, [Job])?? = state.waitFor { state in
      guard !state.ready.isEmpty else { return state.isClosed ? .some(nil) : nil }
      let key = state.ready.removeFirst()
      let jobs = state.waiting[key] ?? []
      let rest = Array(jobs.dropFirst(max))
      state.waiting[key] = rest.isEmpty ? nil : rest
      state.running.insert(key)
      return .some((key, Array(jobs.prefix(max))))
    }
    return found.flatMap { $0 }
  }

  /// Lets the next jobs of a key run.
  ///
  /// - Parameter rest: taken jobs that have not run.
  func finish(_ key: Key, leaving rest: [Job]) {
    state.change { state in
      state.running.remove(key)
      if !rest.isEmpty { state.waiting[key] = rest + (state.waiting[key] ?? []) }
      if state.waiting[key] != nil { state.ready.append(key) }
    }
  }

  /// Takes no more jobs.
  func close() { state.changeForAll { $0.isClosed = true } }
}

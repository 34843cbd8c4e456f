/// A queue of jobs that one thread processes. `perform` gets the waiting jobs, up to a limit.
final class Worker<Job: Sendable>: Sendable {
  private struct State {
    var jobs: [Job] = []
    var isClosed = false
    var hasEnded = false
  }

  // At most one thread waits besides the closing one, and they never wait at the same time.
  private let mutex = Monitor(State())

  /// Starts the thread, and gives it the session. Nobody else uses the session from then on.
  init(_ session: Session, batchMax: Int, perform: @escaping @Sendable ([Job], Session) -> Void) {
    let box = SessionBox(session)
    let monitor = mutex
    startThread {
      var session: Session? = box.take()
      while let open = session {
        let batch = monitor.waitFor { state -> [Job]? in
          if state.jobs.isEmpty { return state.isClosed ? [] : nil }
          let count = min(batchMax, state.jobs.count)
          defer { state.jobs.removeFirst(count) }
          return Array(state.jobs.prefix(count))
        }
        if batch.isEmpty { session = nil } else { perform(batch, open) }
      }
      monitor.change { $0.hasEnded = true }
    }
  }

  /// - Returns: false once the worker is closed.
  func add(_ job: Job) -> Bool {
    mutex.change { state in
      if state.isClosed { return false }
      state.jobs.append(job)
      return true
    }
  }

  /// Finishes the queued jobs, closes the session and waits for the thread to end.
  func close() {
    mutex.change { $0.isClosed = true }
    mutex.waitFor { $0.hasEnded ? () : nil }
  }
}

/// Carries a session into its thread.
// Unchecked is safe: only the thread that then owns the session takes it, once.
private final class SessionBox: @unchecked Sendable {
  private var session: Session?
  init(_ session: Session) { self.session = session }
  func take() -> Session? {
    defer { session = nil }
    return session
  }
}

import Glibc

/// A queue of jobs that one thread processes. `perform` gets the waiting jobs, up to a limit.
final class Worker<Job: Sendable>: Sendable {
  private struct State {
    var jobs: [Job] = []
    var isClosed = false
    var hasEnded = false
  }

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

/// A value behind a lock, with a condition to wait on.
// Unchecked is safe: `value` is used only while `lock` is held.
private final class Monitor<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ value: Value) {
    self.value = value
    pthread_mutex_init(lock, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  @discardableResult
  func change<T>(_ body: (inout Value) -> T) -> T {
    pthread_mutex_lock(lock)
    defer {
      // At most one thread waits besides the closing one, and they never wait at the same time.
      pthread_cond_signal(condition)
      pthread_mutex_unlock(lock)
    }
    return body(&value)
  }

  /// Waits until `body` returns a value.
  func waitFor<T>(_ body: (inout Value) -> T?) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&value) { return result }
      pthread_cond_wait(condition, lock)
    }
  }
}

private final class ThreadBody {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let argument = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
  let code = pthread_create(
    &thread, nil,
    { argument in
      // The argument is always the retained body that was passed below.
      if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, argument)
  precondition(code == 0, "the database thread cannot be started")
  pthread_detach(thread)
}

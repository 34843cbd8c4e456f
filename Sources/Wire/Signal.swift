import Synchronization

/// A signal that one task at a time waits for, with a limit. If nobody is waiting, it is remembered once.
public final class Signal: Sendable {
  private struct State {
    var isSet = false
    /// The time limit has passed, or the waiting task was canceled.
    var isOver = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  public init() {}

  public func set() {
    let waiter = state.withLock { state in
      state.isSet = true
      return state.waiter.take()
    }
    waiter?.resume()
  }

  /// Returns once the signal is set, the time limit has passed, or the task is canceled.
  ///
  /// - Returns: Whether the signal was set.
  @discardableResult
  public func wait(upTo limit: Duration) async -> Bool {
    if limit > .zero {
      await withDiscardingTaskGroup { group in
        group.addTask {
          try? await Task.sleep(for: limit.asWait)
          self.leave()
        }
        await self.wait()
        group.cancelAll()
      }
    }
    return state.withLock { state in
      defer {
        state.isSet = false
        state.isOver = false
      }
      return state.isSet
    }
  }

  private func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          if state.isSet || state.isOver { return true }
          state.waiter = continuation
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      leave()
    }
  }

  /// Resumes the waiting task without a signal.
  private func leave() {
    let waiter = state.withLock { state in
      state.isOver = true
      return state.waiter.take()
    }
    waiter?.resume()
  }
}

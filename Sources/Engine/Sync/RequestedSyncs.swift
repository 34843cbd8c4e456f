import Synchronization
import Wire

/// The syncs that callers wait for, but not for long: they go on after that, until the service ends.
final class RequestedSyncs: Sendable {
  private struct State {
    var count = 0
    /// Cancels each sync that is under way.
    var cancels: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Runs a sync, and waits for it until a deadline. If the waiting task is canceled before, so is the sync.
  ///
  /// - Returns: nil if the sync goes on.
  func run<T: Sendable>(waitingUntil deadline: Deadline, _ sync: @escaping @Sendable () async -> T) async -> T? {
    let task = begin(sync)
    return await withTaskCancellationHandler {
      await task.value(until: deadline)
    } onCancel: {
      task.cancel()
    }
  }

  private func begin<T: Sendable>(_ sync: @escaping @Sendable () async -> T) -> Task<T, Never> {
    state.withLock { known in
      known.count += 1
      let number = known.count
      let task: Task<T, Never> = Task {
        let value = await sync()
        self.state.withLock { $0.cancels[number] = nil }
        return value
      }
      known.cancels[number] = { task.cancel() }
      return task
    }
  }

  /// Cancels the syncs that are under way.
  func cancelAll() {
    let cancels = state.withLock { Array($0.cancels.values) }
    for cancel in cancels { cancel() }
  }
}

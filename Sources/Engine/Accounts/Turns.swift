import Synchronization
import Wire

/// Lets a limited number of tasks work at a time. The others wait in their order.
package final class Turns: Sendable {
  private struct State {
    var free: Int
    var waiting: [Signal] = []
  }

  /// How long a task waits before it looks whether it is canceled.
  private static let patience = Duration.seconds(3600)
  private let state: Mutex<State>

  /// - Parameter width: the number of tasks that work at a time.
  package init(_ width: Int) { state = Mutex(State(free: width)) }

  /// Runs the body once it is the task's turn.
  ///
  /// - Throws: `CancellationError` if the task is canceled before its turn, or the error of `body`.
  package func withTurn<T>(_ body: () async throws -> T) async throws -> T {
    try await take()
    defer { giveBack() }
    return try await body()
  }

  private func take() async throws {
    let signal = Signal()
    let isFree = state.withLock { state in
      if state.free > 0 {
        state.free -= 1
        return true
      }
      state.waiting.append(signal)
      return false
    }
    if isFree { return }
    while await !signal.wait(upTo: Self.patience) {
      if Task.isCancelled { return try leave(signal) }
    }
  }

  /// Leaves the line.
  private func leave(_ signal: Signal) throws {
    let wasWaiting = state.withLock { state in
      let count = state.waiting.count
      state.waiting.removeAll { $0 === signal }
      return state.waiting.count < count
    }
    // Its turn came at the same moment, so it is the next task's.
    if !wasWaiting { giveBack() }
    throw CancellationError()
  }

  private func giveBack() {
    let next = state.withLock { state -> Signal? in
      if state.waiting.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.set()
  }
}

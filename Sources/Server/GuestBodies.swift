import API
import Synchronization

/// Request bodies being received from guests' apps, whose key everybody with the app knows. At capacity,
/// the oldest body is dropped, so that slow senders do not block others.
final class GuestBodies: Sendable {
  fileprivate struct State {
    /// The functions that cancel a body, by the number of the body. Bodies are numbered in order of arrival.
    var ends: [Int: @Sendable () -> Void] = [:]
    /// All bodies with lower numbers have ended.
    var first = 0
    var next = 0
  }

  private let max: Int
  private let state = Mutex(State())

  init(max: Int) { self.max = max }

  /// Receives a body.
  ///
  /// - Throws: 503 if the body was dropped.
  func wait<T: Sendable>(for body: @escaping @Sendable () async throws -> T) async throws -> T {
    let task = Task {
      let value = try await body()
      // A canceled body may look like a complete one.
      try Task.checkCancellation()
      return value
    }
    let number = begin { task.cancel() }
    defer { end(number) }
    do {
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    } catch  where task.isCancelled && !Task.isCancelled {
      throw APIError.overloaded
    }
  }

  private func begin(_ end: @escaping @Sendable () -> Void) -> Int {
    let (number, oldest) = state.withLock { state in
      let oldest = state.ends.count >= max ? state.takeOldest() : nil
      state.ends[state.next] = end
      state.next += 1
      return (state.next - 1, oldest)
    }
    oldest?()
    return number
  }

  private func end(_ number: Int) { state.withLock { $0.ends[number] = nil } }
}

extension GuestBodies.State {
  fileprivate mutating func takeOldest() -> (@Sendable () -> Void)? {
    while first < next {
      defer { first += 1 }
      if let end = ends.removeValue(forKey: first) { return end }
    }
    return nil
  }
}

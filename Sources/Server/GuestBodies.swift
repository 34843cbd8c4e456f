import API
import Synchronization

/// Bodies that are on their way from apps at guests', whose keys everybody has who has the app. Where there is no room
/// for another, the one that has taken longest makes room: whoever sends slowly keeps nobody out.
final class GuestBodies: Sendable {
  fileprivate struct State {
    /// What breaks off a body, by its number. They are numbered as they begin.
    var ends: [Int: @Sendable () -> Void] = [:]
    /// No body with a lower number is left.
    var first = 0
    var next = 0
  }

  private let max: Int
  private let state = Mutex(State())

  init(max: Int) { self.max = max }

  /// Waits for a body.
  ///
  /// - Throws: 503 where it had to make room.
  func wait<T: Sendable>(for body: @escaping @Sendable () async throws -> T) async throws -> T {
    let task = Task {
      let value = try await body()
      // A body that was broken off may look like one that ended.
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

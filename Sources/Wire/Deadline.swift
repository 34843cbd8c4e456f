/// A moment at which a wait is given up. It is measured by the system's monotonic clock, whatever a workspace's clock
/// shows.
public struct Deadline: Comparable, Sendable {
  private let moment: ContinuousClock.Instant

  public init(in time: Duration) { moment = ContinuousClock.now + time.asWait }

  public var remaining: Duration { max(.zero, moment - ContinuousClock.now) }
  public var isOver: Bool { moment <= ContinuousClock.now }

  public static func < (one: Deadline, other: Deadline) -> Bool { one.moment < other.moment }
}

/// Something took longer than it may.
public struct DeadlineExceeded: Error {
  public init() {}
}

/// Does something that may take until a deadline, and cancels it then.
///
/// - Throws: ``DeadlineExceeded``, or what `body` throws.
public func within<T: Sendable>(
  _ deadline: Deadline, _ body: @escaping @Sendable () async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try? await Task.sleep(for: deadline.remaining)
      return nil
    }
    defer { group.cancelAll() }
    do {
      while let ended = try await group.next() {
        if let value = ended { return value }
        group.cancelAll()
      }
    } catch {
      throw deadline.isOver && !Task.isCancelled ? DeadlineExceeded() : error
    }
    throw DeadlineExceeded()
  }
}

extension Task where Failure == Never {
  /// What the task comes to; nil where the deadline comes first, or the waiting task is cancelled. The task goes on.
  public func value(until deadline: Deadline) async -> Success? {
    let signal = Signal()
    let watcher = Task<Void, Never> {
      _ = await value
      signal.set()
    }
    defer { watcher.cancel() }
    return await signal.wait(upTo: deadline.remaining) ? await value : nil
  }

  /// What the task comes to; nil where the deadline comes first. Cancelling the waiting task does not end the wait.
  public func value(uncancelledUntil deadline: Deadline) async -> Success? {
    await Task<Success?, Never> { await value(until: deadline) }.value
  }
}

/// The end of a wait. It uses the system's monotonic clock, independent of a workspace's clock.
public struct Deadline: Comparable, Sendable {
  private let moment: ContinuousClock.Instant

  public init(in time: Duration) { moment = ContinuousClock.now + time.asWait }

  public var remaining: Duration { max(.zero, moment - ContinuousClock.now) }
  public var isOver: Bool { moment <= ContinuousClock.now }

  public static func < (one: Deadline, other: Deadline) -> Bool { one.moment < other.moment }
}

/// An operation exceeded its time limit.
public struct DeadlineExceeded: Error {
  public init() {}
}

/// Runs an operation, and cancels it at the deadline.
///
/// - Throws: ``DeadlineExceeded``, or the error of `body`.
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
  /// The task's value, or nil if the deadline passes first or the waiting task is canceled. The task itself continues.
  public func value(until deadline: Deadline) async -> Success? {
    let signal = Signal()
    let watcher = Task<Void, Never> {
      _ = await value
      signal.set()
    }
    defer { watcher.cancel() }
    return await signal.wait(upTo: deadline.remaining) ? await value : nil
  }

  /// The task's value, or nil if the deadline passes first. Canceling the waiting task does not end the wait.
  public func value(uncancelledUntil deadline: Deadline) async -> Success? {
    await Task<Success?, Never> { await value(until: deadline) }.value
  }
}

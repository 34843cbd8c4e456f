import Core
import NIOCore
import Synchronization
import Wire

/// Holds a request back until its connection stands and its head is sent, and then lets the body go only before a
/// moment, and only if it still may. Without its body the request has no effect.
final class Departure: Sendable {
  private enum State {
    /// Nothing was sent.
    case waiting
    /// The head was sent, and the right is being asked for.
    case asking
    /// The body was handed over.
    case gone
    /// Nothing more leaves.
    case closed(wasBegun: Bool)
  }

  let permit: MovementPermit
  private let state = Mutex(State.waiting)

  init(_ permit: MovementPermit) { self.permit = permit }

  /// Whether nothing was sent, and nothing will be.
  var wasNeverBegun: Bool {
    state.withLock { if case .closed(wasBegun: false) = $0 { true } else { false } }
  }

  /// Does what sends the request, and cancels it where the request has not left in time.
  func watch<T: Sendable>(_ send: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask { try await send() }
      group.addTask {
        try? await Task.sleep(for: self.permit.deadline.remaining)
        if self.close() { throw DeadlineExceeded() }
        return nil
      }
      defer { group.cancelAll() }
      while let ended = try await group.next() {
        if let value = ended { return value }
      }
      throw DeadlineExceeded()
    }
  }

  /// Whether the body may go now. Asked once, with the head sent.
  fileprivate func letGo() async -> Bool {
    let isWaiting = state.withLock { state in
      guard case .waiting = state else { return false }
      state = .asking
      return true
    }
    guard isWaiting else { return false }
    let isAllowed = await permit.isStillAllowed()
    return state.withLock { state in
      guard case .asking = state else { return false }
      // Where the right is gone, what was sent of the request changes nothing, and why it is gone is known.
      state = !isAllowed ? .closed(wasBegun: false) : permit.deadline.isOver ? .closed(wasBegun: true) : .gone
      if case .gone = state { return true }
      return false
    }
  }

  /// The deadline has passed.
  ///
  /// - Returns: whether the request had not left.
  private func close() -> Bool {
    state.withLock { state in
      switch state {
      case .waiting: state = .closed(wasBegun: false)
      case .asking: state = .closed(wasBegun: true)
      case .gone: return false
      case .closed: break
      }
      return true
    }
  }
}

/// A body in one piece, which leaves when its departure lets it.
struct DepartingBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  /// It was not let go; the connection is closed.
  private struct HeldBack: Error {}

  let bytes: [UInt8]
  let departure: Departure

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let body: DepartingBody
    private var hasGone = false

    fileprivate init(_ body: DepartingBody) { self.body = body }

    mutating func next() async throws -> ByteBuffer? {
      if hasGone { return nil }
      guard await body.departure.letGo() else { throw HeldBack() }
      hasGone = true
      return ByteBuffer(bytes: body.bytes)
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}

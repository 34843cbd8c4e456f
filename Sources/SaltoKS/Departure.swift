import Core
import NIOCore
import Synchronization
import Wire

/// Holds back a request's body until the connection is open and the head is sent. Then the body is sent only before a
/// deadline, and only if a permission check succeeds. Without its body the request has no effect.
final class Departure: Sendable {
  private enum State {
    /// Nothing has been sent.
    case waiting
    /// The head has been sent, and the permission is being checked.
    case asking
    /// The body has been handed over.
    case gone
    /// Nothing more will be sent.
    case closed(wasBegun: Bool)
  }

  let permit: MovementPermit
  private let state = Mutex(State.waiting)

  init(_ permit: MovementPermit) { self.permit = permit }

  /// Whether nothing was sent or ever will be.
  var wasNeverBegun: Bool {
    state.withLock { if case .closed(wasBegun: false) = $0 { true } else { false } }
  }

  /// Runs the sending, and cancels it if the body is not released in time.
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

  /// Whether the body may be sent now. Called once, after the head was sent.
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
      // A head without a body has no effect, so the refusal is certain, and its reason is known.
      state = !isAllowed ? .closed(wasBegun: false) : permit.deadline.isOver ? .closed(wasBegun: true) : .gone
      if case .gone = state { return true }
      return false
    }
  }

  /// Called when the deadline has passed.
  ///
  /// - Returns: Whether the request was still held back.
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

/// A body in one piece, which is sent once its departure permits it.
struct DepartingBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  /// The body was not permitted, so the connection is closed.
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

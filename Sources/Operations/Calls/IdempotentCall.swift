import Core
import Store
import Synchronization
import Wire

/// A call with an Idempotency-Key. Its response is stored in the transaction of its change, so that a retry
/// finds it even after a crash.
final class IdempotentCall: Sendable {
  let request: IdempotentRequest
  private let clock: SystemClock
  private let seal: Seal
  private let kept = Mutex<[UInt8]?>(nil)

  init(_ request: IdempotentRequest, clock: SystemClock, seal: Seal) {
    self.request = request
    self.clock = clock
    self.seal = seal
  }

  /// Stores the response, unless the change has already stored it.
  func finish(_ body: [UInt8], in database: Database, by author: Author) async throws {
    let known = kept.withLock { $0 }
    if known == body { return }
    let (request, clock) = (request, clock)
    let sealed = try seal.sealed(body, place: request.place)
    try await database.write(in: request.workspaceID, at: clock.now(), by: author) { transaction in
      // A reset of the sandbox deleted the response and its change.
      if known != nil, try transaction.idempotentAnswer(to: request, at: transaction.now) == nil { return }
      try transaction.replace(sealed, of: request, at: clock.now())
    }
  }

  /// Stores a response in the transaction of its change.
  ///
  /// - Throws: ``IdempotencyKeyTaken`` if another server has run the call meanwhile.
  func keep(body: [UInt8], _ transaction: Transaction) throws {
    let sealed = try seal.sealed(body, place: request.place)
    // A call with several changes stores its response with each.
    if kept.withLock({ $0 }) == nil {
      try transaction.keep(sealed, of: request, at: clock.now())
    } else {
      try transaction.replace(sealed, of: request, at: clock.now())
    }
    transaction.afterCommit { self.kept.withLock { $0 = body } }
  }
}

import Core
import Store
import Synchronization
import Wire

/// A call with an Idempotency-Key: its answer is kept in the transaction of the change that it tells of, so that the
/// same call finds it, also after a crash.
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

  /// Keeps the whole answer, unless the change did.
  func finish(_ body: [UInt8], in database: Database, by author: Author) async throws {
    let known = kept.withLock { $0 }
    if known == body { return }
    let (request, clock) = (request, clock)
    try await database.write(in: request.workspaceID, at: clock.now(), by: author) { connection in
      // A reset of the sandbox forgot the answer, with what it tells of.
      if known != nil, try connection.idempotentAnswer(to: request, at: connection.now) == nil { return }
      try self.keep(body: body, connection)
    }
  }

  /// Keeps an answer within the transaction of what it tells of.
  func keep(body: [UInt8], _ connection: Transaction) throws {
    try connection.keep(try seal.sealed(body, place: request.place), of: request, at: clock.now())
    kept.withLock { $0 = body }
  }
}

import API
import Core
import Engine
import Store
import Synchronization
package import Wire

/// Runs calls with an Idempotency-Key: one at a time per key, and never the same call twice.
package final class IdempotentCalls: Sendable {
  private let database: Database
  private let clock: SystemClock
  private let seal: Seal
  private let running = Mutex<Set<String>>([])

  package init(_ platform: Platform) {
    database = platform.database
    clock = platform.clocks.system
    seal = platform.secrets.seal
  }

  /// Runs a call, or returns its stored response.
  ///
  /// - Returns: the body, and whether it was stored before.
  package func run(
    _ key: String, _ route: Handlers.Route, _ parameters: JSON, _ caller: Caller
  ) async throws -> (body: [UInt8], isReplayed: Bool) {
    try caller.check(route.operation)
    let request = IdempotentRequest(
      workspaceID: caller.workspaceID, caller: caller.owner, keyHash: sha256Text(key),
      fingerprint: sha256Text(route.operation.path + "\n" + String(decoding: parameters.bytes, as: UTF8.self)))
    guard running.withLock({ $0.insert(request.place).inserted }) else { throw APIError.idempotencyKeyInUse }
    defer { _ = running.withLock { $0.remove(request.place) } }
    if let body = try await answer(to: request) { return (try route.shown(body, to: caller), true) }
    let call = IdempotentCall(request, clock: clock, seal: seal)
    do {
      let body = try await route.respond(parameters, caller, call)
      try await call.finish(body, in: database, by: caller.author)
      return (try route.shown(body, to: caller), false)
    } catch is IdempotencyKeyTaken {
      // Another server ran the call at the same time, and this one's change was rolled back.
      guard let body = try await answer(to: request) else { throw APIError.idempotencyKeyInUse }
      return (try route.shown(body, to: caller), true)
    }
  }

  /// The stored response to a request. Nil if there is none.
  private func answer(to request: IdempotentRequest) async throws -> [UInt8]? {
    let now = clock.now()
    guard let found = try await database.read({ try $0.idempotentAnswer(to: request, at: now) }) else { return nil }
    guard found.fingerprint == request.fingerprint else { throw APIError.idempotencyKeyReused }
    return try seal.opened(found.sealedAnswer, place: request.place)
  }
}

extension Caller {
  /// The owner of Idempotency-Keys: each session and each operator has its own keys. All API keys share theirs, and
  /// so do all apps with a publishable key.
  fileprivate var owner: String {
    session?.id.text ?? operatorID?.text ?? (kind == .publishableKey ? "publishable key" : "workspace")
  }
}

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
    let now = clock.now()
    if let found = try await database.read({ try $0.idempotentAnswer(to: request, at: now) }) {
      guard found.fingerprint == request.fingerprint else { throw APIError.idempotencyKeyReused }
      let body = try seal.opened(found.sealedAnswer, place: request.place)
      return (try route.shown(body, to: caller), true)
    }
    let call = IdempotentCall(request, clock: clock, seal: seal)
    let body = try await route.respond(parameters, caller, call)
    try await call.finish(body, in: database, by: caller.author)
    return (try route.shown(body, to: caller), false)
  }
}

extension Caller {
  /// The owner of Idempotency-Keys: each session and each operator has its own keys. All API keys share theirs, and
  /// so do all apps with a publishable key.
  fileprivate var owner: String {
    session?.id.text ?? operatorID?.text ?? (kind == .publishableKey ? "publishable key" : "workspace")
  }
}

import ServiceLifecycle

/// Waits at shutdown for the requests in progress, while no new ones are accepted. It
/// stops before the services that those requests use.
struct RequestDrain: Service {
  let gate: RequestGate
  let limit: Duration

  func run() async throws {
    try await gracefulShutdown()
    await gate.waitUntilIdle(upTo: limit)
  }
}

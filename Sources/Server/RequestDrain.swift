import ServiceLifecycle

/// Waits for the requests that are being worked on when the server is told to stop, while no others are taken on. It is
/// told to stop before what those requests work with.
struct RequestDrain: Service {
  let gate: RequestGate
  let limit: Duration

  func run() async throws {
    try await gracefulShutdown()
    await gate.waitUntilIdle(upTo: limit)
  }
}

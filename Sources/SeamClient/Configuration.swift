/// The configuration of a client, apart from its credentials and endpoint.
public struct Configuration: Sendable {
  /// The time limit of one attempt of a call.
  public var timeout: Duration
  /// How long an operation waits for the action that it starts.
  public var waiting: Waiting
  /// Sends the calls, by default over HTTP.
  public var transport: any Transport
  /// Measures the delays between attempts.
  public var clock: any Clock<Duration>
  /// Returns a random number from 0 up to, but not including, 1. It spreads the retries of many clients.
  public var random: @Sendable () -> Double

  public init(
    timeout: Duration = .seconds(30), waiting: Waiting = .standard, transport: any Transport = HTTPTransport.shared,
    clock: any Clock<Duration> = ContinuousClock(), random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
  ) {
    self.timeout = timeout
    self.waiting = waiting
    self.transport = transport
    self.clock = clock
    self.random = random
  }
}

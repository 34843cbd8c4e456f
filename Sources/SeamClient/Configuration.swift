/// The configuration of a client, apart from its credentials and endpoint.
public struct Configuration: Sendable {
  /// How long one attempt of a call may take.
  public var timeout: Duration
  /// How long an operation waits for the action that it set going.
  public var waiting: Waiting
  /// What carries the calls; HTTP unless a test says otherwise.
  public var transport: any Transport
  /// What pauses between attempts are measured by.
  public var clock: any Clock<Duration>
  /// Draws a number from 0 up to 1, to spread the attempts of many clients.
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

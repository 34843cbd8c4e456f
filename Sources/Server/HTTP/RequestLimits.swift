import Wire

/// How much the server takes on at once, and for how long it waits for a client.
public struct RequestLimits: Sendable {
  /// Requests a second of one key, token or session; nil for as many as come.
  public var rate: Int?
  /// Requests that are worked on at a time. As many may be on their way, or ask for what needs no proof of identity.
  public var inFlight: Int
  /// How long a request may take to arrive, and an answer to be taken.
  public var arrival: Duration
  /// How long a connection may say nothing.
  public var idle: Duration
  /// Whose word counts on where requests come from.
  public var proxies = TrustedProxies()

  public init(
    rate: Int? = nil, inFlight: Int = 1000, arrival: Duration = .seconds(30), idle: Duration = .seconds(75)
  ) {
    self.rate = rate
    self.inFlight = inFlight
    self.arrival = arrival
    self.idle = idle
  }
}

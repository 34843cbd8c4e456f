import Wire

/// How much the server takes on at once, and for how long it waits for a client.
package struct RequestLimits: Sendable {
  /// Requests a second of one key, token or session; nil for as many as come.
  package var rate: Int?
  /// Requests that are worked on at a time. As many may be on their way, or ask for what needs no proof of identity.
  package var inFlight: Int
  /// How long a request may take to arrive, and an answer to be taken.
  package var arrival: Duration
  /// How long a connection may say nothing.
  package var idle: Duration
  /// Whose word counts on where requests come from.
  package var proxies = TrustedProxies()

  package init(
    rate: Int? = nil, inFlight: Int = 1000, arrival: Duration = .seconds(30), idle: Duration = .seconds(75)
  ) {
    self.rate = rate
    self.inFlight = inFlight
    self.arrival = arrival
    self.idle = idle
  }
}

import Wire

/// The limits of concurrent requests and of waits for clients.
package struct RequestLimits: Sendable {
  /// Maximum requests per second of a key, token or session. Nil for unlimited.
  package var rate: Int?
  /// Maximum number of concurrent requests. The same limit applies to requests being received and to public requests.
  package var inFlight: Int
  /// Timeout for receiving a request and for sending its response.
  package var arrival: Duration
  /// Timeout of idle connections.
  package var idle: Duration
  /// The proxies trusted to report client addresses.
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

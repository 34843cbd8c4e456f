/// The maximum time that the server waits for others, by the system clock.
package struct Deadlines: Hashable, Sendable {
  /// For one call of a provider: the connection, head and body.
  package var call: Duration
  /// For one complete sync of a site.
  package var reading: Duration
  /// For the shutdown of the server.
  package var stop: Duration
  /// For the response to a call that requests a sync. Most proxies give up after a minute.
  package var answer: Duration

  package init(
    call: Duration = .seconds(15), reading: Duration = .seconds(600), stop: Duration = .seconds(10),
    answer: Duration = .seconds(50)
  ) {
    self.call = call
    self.reading = reading
    self.stop = stop
    self.answer = answer
  }

  /// For one change of one user, which may need several calls.
  package var change: Duration { call * 3 }
  /// For a load balancer to leave a server that is stopping. It asks each second, and believes the second answer.
  package var departure: Duration { min(stop / 4, .seconds(3)) }
  /// The time after which failing calls count as a problem of the site.
  package var trouble: Duration { call * 4 }
}

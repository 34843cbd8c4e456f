/// How long others may keep the server waiting, by the system's clock.
package struct Deadlines: Hashable, Sendable {
  /// For one call of a provider: connection, head and body.
  package var call: Duration
  /// For everything that is read of a site in one go.
  package var reading: Duration
  /// For the end of the server, once it was told to stop.
  package var stop: Duration

  package init(call: Duration = .seconds(15), reading: Duration = .seconds(600), stop: Duration = .seconds(10)) {
    self.call = call
    self.reading = reading
    self.stop = stop
  }

  /// For one change of one user, which may take a few calls.
  package var change: Duration { call * 3 }
  /// After which a site is in trouble whose calls do not get through.
  package var trouble: Duration { call * 4 }
}

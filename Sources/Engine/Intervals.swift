/// How often sites are looked at and read, by the system's clock.
package struct Intervals: Hashable, Sendable {
  /// Between two looks at a site's locks and IQs.
  package var look: Duration
  /// Between two readings of the whole site.
  package var reading: Duration
  /// Until a reading of the whole site that failed is tried again.
  package var retry: Duration
  /// Between two readings of the list of entries.
  package var entries: Duration
  /// The same while a stream tells of entries, so that the list has only what the stream lost.
  package var entriesBesideStream: Duration

  package init(
    look: Duration = .seconds(60), reading: Duration = .seconds(600), retry: Duration = .seconds(60),
    entries: Duration = .seconds(30), entriesBesideStream: Duration = .seconds(300)
  ) {
    self.look = look
    self.reading = reading
    self.retry = retry
    self.entries = entries
    self.entriesBesideStream = entriesBesideStream
  }
}

/// How often sites are read, by the system's clock.
package struct Intervals: Hashable, Sendable {
  /// Between two reads of the states of a site's locks and IQs.
  package var look: Duration
  /// Between two syncs of a whole site.
  package var reading: Duration
  /// Between a failed sync and its retry.
  package var retry: Duration
  /// Between two reads of the list of entries.
  package var entries: Duration
  /// The same while an entry stream is open. Then the list is needed only for entries that the stream lost.
  package var entriesBesideStream: Duration
  /// Between two changes of the progress of a sync that are stored while it runs.
  package var progress: Duration

  package init(
    look: Duration = .seconds(60), reading: Duration = .seconds(600), retry: Duration = .seconds(60),
    entries: Duration = .seconds(30), entriesBesideStream: Duration = .seconds(300),
    progress: Duration = .seconds(1)
  ) {
    self.look = look
    self.reading = reading
    self.retry = retry
    self.entries = entries
    self.entriesBesideStream = entriesBesideStream
    self.progress = progress
  }
}

package import Wire

/// The clock of a virtual cloud, which is advanced together with the workspace's clock.
package struct VirtualAgenda: Sendable {
  /// The next moment at which something takes effect in the cloud.
  package var nextDue: @Sendable () async -> Instant?
  /// Sets the cloud's clock. Does nothing for a cloud that reads the workspace's clock.
  package var play: @Sendable (Instant) async -> Void
  package init(
    nextDue: @escaping @Sendable () async -> Instant?, play: @escaping @Sendable (Instant) async -> Void
  ) {
    self.nextDue = nextDue
    self.play = play
  }
}

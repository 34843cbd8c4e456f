// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/clock`.
  public struct Clock: Sendable {
    let seam: Seam

    /// Returns the workspace's current time and the pending changes.
    public func get() async throws -> ClockState {
      try await seam.send(SandboxClock.Get())
    }

    /// Sets the clock of a sandbox workspace. Changes that fall due on the way happen in order.
    ///
    /// - Parameters:
    ///   - now: The time to set.
    ///   - timeoutSeconds: Maximum time to wait, in seconds.
    @discardableResult
    public func set(now: Instant, timeoutSeconds: Int = 30) async throws -> ClockState {
      var request = SandboxClock.Set()
      request.now = now
      request.timeoutSeconds = timeoutSeconds
      return try await seam.send(request)
    }

    /// Advances the clock of a sandbox workspace. Changes that fall due on the way happen in order.
    ///
    /// - Parameters:
    ///   - seconds: Number of seconds to advance the clock by.
    ///   - timeoutSeconds: Maximum time to wait, in seconds.
    @discardableResult
    public func advance(seconds: Int, timeoutSeconds: Int = 30) async throws -> ClockState {
      var request = SandboxClock.Advance()
      request.seconds = seconds
      request.timeoutSeconds = timeoutSeconds
      return try await seam.send(request)
    }

    /// Returns the coming starts and ends of stays in order, by the workspace's clock. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only stays at the site of this system.
    ///   - before: Only moments before this one.
    ///   - limit: Maximum number of moments per page.
    public func listAllNextMoments(
      acsSystemID: ID<AcsSystem>? = nil, before: Instant? = nil, limit: Int = 100
    ) -> Paginator<DeskMoment> {
      var request = NextMoments.List()
      request.acsSystemID = acsSystemID
      request.before = before
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the coming starts and ends of stays in order, by the workspace's clock. Returns one page: the first, or
    /// the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only stays at the site of this system.
    ///   - before: Only moments before this one.
    ///   - limit: Maximum number of moments per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func listNextMoments(
      acsSystemID: ID<AcsSystem>? = nil, before: Instant? = nil, limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [DeskMoment] {
      try await listAllNextMoments(acsSystemID: acsSystemID, before: before, limit: limit).items(after: pageCursor)
    }
  }
}

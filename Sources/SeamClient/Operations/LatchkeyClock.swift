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
  }
}

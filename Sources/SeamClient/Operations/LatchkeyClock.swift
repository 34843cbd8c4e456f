// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/clock`.
  public struct Clock: Sendable {
    let seam: Seam

    /// Returns the workspace's present and what is still under way.
    public func get() async throws -> ClockState {
      try await seam.send(SandboxClock.Get())
    }

    /// Moves a sandbox workspace to a moment. What falls due on the way forward happens in its order.
    ///
    /// - Parameters:
    ///   - now: The moment to move to.
    ///   - timeoutSeconds: How long to wait at most.
    @discardableResult
    public func set(now: Instant, timeoutSeconds: Int = 30) async throws -> ClockState {
      var request = SandboxClock.Set()
      request.now = now
      request.timeoutSeconds = timeoutSeconds
      return try await seam.send(request)
    }

    /// Moves a sandbox workspace forward. What falls due on the way happens in its order.
    ///
    /// - Parameters:
    ///   - seconds: How far to move.
    ///   - timeoutSeconds: How long to wait at most.
    @discardableResult
    public func advance(seconds: Int, timeoutSeconds: Int = 30) async throws -> ClockState {
      var request = SandboxClock.Advance()
      request.seconds = seconds
      request.timeoutSeconds = timeoutSeconds
      return try await seam.send(request)
    }
  }
}

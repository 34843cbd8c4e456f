import Core

/// Renews each guest's tokens once at a time: two phones ask together, and a refresh token may be good for one use
/// only.
actor GuestRenewals {
  private var running: [String: Task<GuestTokens?, any Error>] = [:]

  /// Runs a renewal, or waits for the one that runs.
  ///
  /// - Parameter place: whose tokens they are.
  func run(_ place: String, _ renew: @escaping @Sendable () async throws -> GuestTokens?) async throws -> GuestTokens? {
    if let task = running[place] { return try await task.value }
    // A task of its own, since others wait for it even if the first caller goes away.
    let task = Task { try await renew() }
    running[place] = task
    defer { running[place] = nil }
    return try await task.value
  }
}

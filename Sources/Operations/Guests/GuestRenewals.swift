import Core
import Wire

/// Renews each guest's tokens one at a time. Two phones may ask at once, and a refresh token may be valid for one use
/// only.
actor GuestRenewals {
  private typealias End = Result<GuestTokens?, any Error>
  private var running: [String: Task<End, Never>] = [:]

  /// Runs a renewal, or waits for the running one.
  ///
  /// - Parameters:
  ///   - place: the owner of the tokens.
  ///   - deadline: ends the wait. The renewal continues for later callers.
  /// - Throws: ``DeadlineExceeded``, or the error of the renewal.
  func run(
    _ place: String, until deadline: Deadline, _ renew: @escaping @Sendable () async throws -> GuestTokens?
  ) async throws -> GuestTokens? {
    guard let end = await (running[place] ?? begin(place, renew)).value(until: deadline) else {
      throw DeadlineExceeded()
    }
    return try end.get()
  }

  private func begin(
    _ place: String, _ renew: @escaping @Sendable () async throws -> GuestTokens?
  ) -> Task<End, Never> {
    // A separate task, since other callers wait for it even if the first one is canceled.
    let task = Task {
      let end: End
      do { end = .success(try await renew()) } catch { end = .failure(error) }
      // The task removes itself, since no caller may be waiting.
      running[place] = nil
      return end
    }
    running[place] = task
    return task
  }
}

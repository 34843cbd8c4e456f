import Core
import Wire

/// Renews each guest's tokens once at a time: two phones ask together, and a refresh token may be good for one use
/// only.
actor GuestRenewals {
  private typealias End = Result<GuestTokens?, any Error>
  private var running: [String: Task<End, Never>] = [:]

  /// Runs a renewal, or waits for the one that runs.
  ///
  /// - Parameters:
  ///   - place: whose tokens they are.
  ///   - deadline: ends the wait; the renewal goes on for those who come later.
  /// - Throws: ``DeadlineExceeded``, or what the renewal throws.
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
    // A task of its own, since others wait for it even if the first caller goes away.
    let task = Task {
      let end: End
      do { end = .success(try await renew()) } catch { end = .failure(error) }
      // Ended here, not by who waits: nobody may wait any more.
      running[place] = nil
      return end
    }
    running[place] = task
    return task
  }
}

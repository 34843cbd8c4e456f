// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/action_attempts`.
  public struct ActionAttempts: Sendable {
    let seam: Seam

    /// Returns one action attempt.
    ///
    /// - Parameters:
    ///   - actionAttemptID: The attempt.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func get(actionAttemptID: ID<ActionAttempt>, waiting: Waiting? = nil) async throws -> ActionAttempt {
      var request = API.ActionAttempts.Get()
      request.actionAttemptID = actionAttemptID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Returns the action attempts of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - actionAttemptIDs: Only these attempts.
    ///   - deviceID: Only attempts on this device.
    ///   - limit: Maximum number of attempts per page.
    public func listAll(
      actionAttemptIDs: [ID<ActionAttempt>]? = nil, deviceID: ID<Device>? = nil, limit: Int = 500
    ) -> Paginator<ActionAttempt> {
      var request = API.ActionAttempts.List()
      request.actionAttemptIDs = actionAttemptIDs
      request.deviceID = deviceID
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the action attempts of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - actionAttemptIDs: Only these attempts.
    ///   - deviceID: Only attempts on this device.
    ///   - limit: Maximum number of attempts per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      actionAttemptIDs: [ID<ActionAttempt>]? = nil, deviceID: ID<Device>? = nil, limit: Int = 500,
      pageCursor: String? = nil
    ) async throws -> [ActionAttempt] {
      try await listAll(actionAttemptIDs: actionAttemptIDs, deviceID: deviceID, limit: limit).items(after: pageCursor)
    }
  }
}

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
    ///   - waiting: How long to wait for the end; left out, as the client is configured.
    @discardableResult
    public func get(actionAttemptID: ID<ActionAttempt>, waiting: Waiting? = nil) async throws -> ActionAttempt {
      var request = API.ActionAttempts.Get()
      request.actionAttemptID = actionAttemptID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Returns the action attempts of the workspace. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - actionAttemptIDs: Only these attempts.
    ///   - deviceID: Only attempts at this device.
    ///   - limit: How many attempts a page has at most.
    public func listAll(
      actionAttemptIDs: [ID<ActionAttempt>]? = nil, deviceID: ID<Device>? = nil, limit: Int = 500
    ) -> Paginator<ActionAttempt> {
      var request = API.ActionAttempts.List()
      request.actionAttemptIDs = actionAttemptIDs
      request.deviceID = deviceID
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the action attempts of the workspace. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - actionAttemptIDs: Only these attempts.
    ///   - deviceID: Only attempts at this device.
    ///   - limit: How many attempts a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    public func list(
      actionAttemptIDs: [ID<ActionAttempt>]? = nil, deviceID: ID<Device>? = nil, limit: Int = 500,
      pageCursor: String? = nil
    ) async throws -> [ActionAttempt] {
      try await listAll(actionAttemptIDs: actionAttemptIDs, deviceID: deviceID, limit: limit).items(after: pageCursor)
    }
  }
}

// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/operator_sessions`.
  public struct OperatorSessions: Sendable {
    let seam: Seam

    /// Returns the sessions of the workspace's operators that have not ended, in order of creation. Only administrators
    /// see those of others.
    public func list() async throws -> [OperatorSession] {
      try await seam.send(API.OperatorSessions.List())
    }

    /// Ends a session at once. Only administrators can end those of others.
    ///
    /// - Parameters:
    ///   - operatorSessionID: The session.
    public func revoke(operatorSessionID: ID<OperatorSession>) async throws {
      var request = API.OperatorSessions.Revoke()
      request.operatorSessionID = operatorSessionID
      try await seam.send(request)
    }
  }
}

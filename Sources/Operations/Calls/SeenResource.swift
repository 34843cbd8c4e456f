package import API
import Core
import Store
package import Wire

/// A resource as a caller saw it before a call.
///
/// A call that expects it changes nothing if somebody else changed the resource since. That is decided in the
/// transaction of the change, so of two calls that saw the same, only one takes effect.
package struct SeenResource: Sendable {
  let id: String
  /// The last entry of the workspace's audit when the caller looked.
  let lastEntry: Int

  package init(id: String, lastEntry: Int) {
    self.id = id
    self.lastEntry = lastEntry
  }
}

extension Caller {
  /// Throws 409 if somebody else changed what the caller expects to be as it was.
  func checkSeen(_ transaction: Transaction) throws {
    guard let seen else { return }
    if try transaction.isChanged(seen.id, after: seen.lastEntry, besides: requestID, in: workspaceID) {
      throw APIError.changedMeanwhile
    }
  }
}

extension OperatorSignIn {
  /// The number of the last entry of a workspace's audit. Every later change of the workspace has a higher one.
  package func lastEntry(in workspace: ID<Workspace>) async throws -> Int {
    try await platform.database.read { try $0.auditHead(in: workspace)?.sequence ?? 0 }
  }
}

package import API
import Synchronization
package import Wire

/// The controls of the virtual clouds of sandbox workspaces.
package final class VirtualClouds: Sendable {
  /// Sends a request to the controls of a cloud. Throws if the cloud does not respond.
  package typealias Send = @Sendable (_ method: String, _ path: String, _ body: JSON?) async throws -> VirtualReply

  private let known = Mutex<[ID<Workspace>: Send]>([:])

  package init() {}

  /// A workspace's virtual cloud.
  package func add(_ send: @escaping Send, of workspace: ID<Workspace>) {
    known.withLock { $0[workspace] = send }
  }

  /// The controls of a workspace's cloud. Nil if it has none.
  package func controls(in workspace: ID<Workspace>) -> Send? { known.withLock { $0[workspace] } }
}

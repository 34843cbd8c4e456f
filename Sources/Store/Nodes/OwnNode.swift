import Synchronization
package import Wire

/// The node that this process is, if it is one of several.
package final class OwnNode: Sendable {
  private let known = Mutex<ID<NodeRecord>?>(nil)
  private let aliveCount = Mutex(1)

  /// The number of nodes that take requests: one in a single process.
  package var nodeCount: Int { aliveCount.withLock { $0 } }

  /// Notes how many nodes are alive and not leaving.
  func note(nodeCount count: Int) { aliveCount.withLock { $0 = max(1, count) } }

  /// Nil in a single process, and until the node has joined.
  package var id: ID<NodeRecord>? { known.withLock { $0 } }

  /// The node has joined, under a new ID each time.
  func join(_ node: ID<NodeRecord>) { known.withLock { $0 = node } }
}

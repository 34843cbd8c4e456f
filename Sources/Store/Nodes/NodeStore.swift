package import Core
package import Wire

/// The rows of the nodes that share a database.
///
/// A node renews its own row each second, whatever it works for. A node whose row is not renewed in time is dead, and the
/// others take over its claims.
package struct NodeStore: Sendable {
  let engine: any StorageEngine
  let clock: SystemClock
  private let own: OwnNode
  private let bell: Bell

  /// - Parameter clock: the clock of a database that runs in this program. Others have a clock of their own.
  package init(_ database: Database, clock: SystemClock) {
    engine = database.engine
    own = database.node
    bell = database.bell
    self.clock = clock
  }

  var time: NodeTime { NodeTime(engine.dialect, clock) }

  /// Adds the node that this process is.
  ///
  /// - Parameter life: how long it counts as alive without a renewal.
  package func join(_ node: NodeRecord, for life: Duration) async throws {
    let time = time
    try await engine.writeWithoutTurn { session in
      let values: [any SQLValue] = [node.id, node.address, node.version]
      _ = try session.run(
        """
        INSERT INTO nodes (node_id, address, version, is_leaving, alive_until) VALUES (?, ?, ?, 0, \(time.sql) + ?)
        """, values + time.values + [life.wholeMicroseconds])
    }
    own.join(node.id)
  }

  /// Extends the life of a node. A dead node is not revived, since others may have taken over its claims.
  ///
  /// All listeners look again, since the changes of other nodes ring no bell here.
  ///
  /// - Returns: false if the node is dead.
  package func renew(_ node: ID<NodeRecord>, for life: Duration) async throws -> Bool {
    let time = time
    let values: [any SQLValue] = time.values + [life.wholeMicroseconds, node] + time.values
    let isAlive = try await engine.writeWithoutTurn { session in
      try session.run(
        "UPDATE nodes SET alive_until = \(time.sql) + ? WHERE node_id = ? AND alive_until > \(time.sql)", values) > 0
    }
    bell.notify(of: .everything)
    return isAlive
  }

  /// Notes that a node is stopping: the others share its work, and it takes nothing up.
  package func noteLeaving(_ node: ID<NodeRecord>) async throws {
    try await engine.writeWithoutTurn { session in
      _ = try session.run("UPDATE nodes SET is_leaving = 1 WHERE node_id = ?", [node])
    }
  }

  /// Gives back all claims of a node, and removes it.
  package func remove(_ node: ID<NodeRecord>) async throws {
    try await engine.writeWithoutTurn { session in
      try session.run("UPDATE claims SET node_id = NULL WHERE node_id = ?", [node])
      try session.run("DELETE FROM nodes WHERE node_id = ?", [node])
    }
  }

  /// Deletes the rows of nodes that have been dead for a while and have no claims.
  package func removeDead(for span: Duration) async throws {
    let time = time
    try await engine.writeWithoutTurn { session in
      _ = try session.run(
        """
        DELETE FROM nodes WHERE alive_until < \(time.sql) - ?
          AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.node_id = nodes.node_id)
        """, time.values + [span.wholeMicroseconds])
    }
  }

  /// Counts the nodes that share the requests.
  package func count() async throws {
    own.note(nodeCount: try await nodes().filter { !$0.isLeaving }.count)
  }

  /// The nodes that are alive.
  package func nodes() async throws -> [NodeRecord] {
    let time = time
    return try await engine.read { session in
      try session.all(
        """
        SELECT node_id, address, version, is_leaving FROM nodes WHERE alive_until > \(time.sql) ORDER BY node_id
        """, time.values
      ) { row in
        var columns = row.columns
        var node = NodeRecord(id: columns.id(), address: columns.text(), version: columns.text())
        node.isLeaving = columns.flag()
        return node
      }
    }
  }
}

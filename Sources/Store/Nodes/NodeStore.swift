package import Core
package import Wire

/// The rows of the nodes that share a database.
///
/// A node renews its own row each second, whatever it works for. A node whose row is not renewed in time is dead, and the
/// others take over its claims.
package struct NodeStore: Sendable {
  let engine: any StorageEngine
  let clock: SystemClock
  let own: OwnNode
  /// Notifies the nodes of each other's changes.
  package let bell: Bell

  /// - Parameter clock: the clock of a database that runs in this program. Others have a clock of their own.
  package init(_ database: Database, clock: SystemClock) {
    engine = database.engine
    own = database.node
    bell = database.bell
    self.clock = clock
  }

  var time: NodeTime { NodeTime(engine.dialect, clock) }

  /// Adds the node that this process is. If it was another one before, that one's pending attempts become its own: they
  /// go on in this process, and others would close them.
  ///
  /// - Parameter life: how long it counts as alive without a renewal.
  @discardableResult
  package func join(_ node: NodeRecord, for life: Duration) async throws -> NodePulse {
    let (time, isHeard, former) = (time, bell.isConnected, own.id)
    let pulse = try await engine.writeWithoutTurn { session -> NodePulse in
      if let former {
        try session.post(
          "UPDATE action_attempts SET node_id = ? WHERE node_id = ? AND status = 'pending'", [node.id, former])
      }
      let values: [any SQLValue] = [node.id, node.address, node.version, isHeard]
      try session.post(
        """
        INSERT INTO nodes (node_id, address, version, is_leaving, is_heard, alive_until)
        VALUES (?, ?, ?, 0, ?, \(time.sql) + ?)
        """, values + time.values + [life.wholeMicroseconds])
      return try session.pulse(of: node.id, time)
    }
    own.join(node.id)
    note(pulse, of: node.id)
    return pulse
  }

  /// Extends the life of a node. A dead node is not revived, since others may have taken over its claims.
  ///
  /// - Returns: nil if the node is dead.
  package func renew(_ node: ID<NodeRecord>, for life: Duration) async throws -> NodePulse? {
    let (time, isHeard) = (time, bell.isConnected)
    let values: [any SQLValue] = time.values + [life.wholeMicroseconds, isHeard, node] + time.values
    let pulse = try await engine.writeWithoutTurn { session -> NodePulse? in
      let count = try session.run(
        """
        UPDATE nodes SET alive_until = \(time.sql) + ?, is_heard = ? WHERE node_id = ? AND alive_until > \(time.sql)
        """, values)
      return try count == 0 ? nil : session.pulse(of: node, time)
    }
    if let pulse { note(pulse, of: node) }
    return pulse
  }

  private func note(_ pulse: NodePulse, of node: ID<NodeRecord>) {
    own.note(nodeCount: pulse.nodes.count(where: { !$0.isLeaving }))
    bell.note(othersAreHeard: pulse.nodes.allSatisfy { $0.id == node || $0.isHeard })
  }

  /// Whether this program may still use the data. A newer node may have migrated it.
  package func supportsData() async throws -> Bool { try await engine.supportsData() }

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
    bell.ring(.freeClaims)
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
}

import Wire

/// What a node sees of the others with each renewal of its row. Claims of kinds that only a newer version knows are not
/// counted.
package struct NodePulse: Hashable, Sendable {
  /// The nodes that are alive.
  package var nodes: [NodeRecord] = []
  /// The number of all claims.
  package var claimCount = 0
  /// The number of claims of the node itself.
  package var ownCount = 0
  /// Whether there are claims that no living node has.
  package var hasFreeClaims = false
  package var syncRequestCount = 0
  /// The number of requests to set clocks, and of clocks that stand.
  package var openClockCount = 0
  /// How often the clocks of all sandboxes were set.
  package var clockMoves = 0

  /// How many claims the node may still take up. Negative if it has more than its fair share.
  package var room: Int {
    ClaimShare(total: claimCount, nodes: nodes.count(where: { !$0.isLeaving }), own: ownCount).room
  }
}

extension Session {
  /// Reads everything in one statement, since each node does so each second.
  func pulse(of node: ID<NodeRecord>, _ time: NodeTime) throws -> NodePulse {
    var pulse = NodePulse()
    let values: [any SQLValue] = [node] + time.values + time.values
    let nodes = try all(
      """
      WITH shares AS (
        SELECT node_id, COUNT(*) AS claim_count FROM claims WHERE \(ClaimSubject.Kind.areKnown) GROUP BY node_id)
      SELECT \(NodeRecord.columns),
        (SELECT COALESCE(SUM(s.claim_count), 0) FROM shares s),
        (SELECT COALESCE(SUM(s.claim_count), 0) FROM shares s WHERE s.node_id = ?),
        EXISTS (SELECT 1 FROM shares s WHERE s.node_id IS NULL OR NOT EXISTS (
          SELECT 1 FROM nodes o WHERE o.node_id = s.node_id AND o.alive_until > \(time.sql))),
        (SELECT COUNT(*) FROM sync_requests),
        (SELECT COUNT(*) FROM clock_requests)
          + (SELECT COUNT(*) FROM workspaces WHERE clock_moves > 0 AND clock_stands_at IS NOT NULL),
        (SELECT COALESCE(SUM(clock_moves), 0) FROM workspaces WHERE clock_moves > 0)
      FROM nodes n WHERE n.alive_until > \(time.sql) ORDER BY n.node_id
      """, values
    ) { row -> NodeRecord in
      var columns = row.columns
      let node = NodeRecord(&columns)
      pulse.claimCount = columns.integer()
      pulse.ownCount = columns.integer()
      pulse.hasFreeClaims = columns.flag()
      pulse.syncRequestCount = columns.integer()
      pulse.openClockCount = columns.integer()
      pulse.clockMoves = columns.integer()
      return node
    }
    pulse.nodes = nodes
    return pulse
  }
}

package import API
package import Wire

/// The living nodes, and what each of them works for.
package struct NodeCensus: Hashable, Sendable {
  /// What one node at a time works for.
  package struct Work: Hashable, Sendable {
    package let workspaceID: ID<Workspace>
    /// It may be one of another version.
    package let kind: String
    package let subjectID: String
    /// How often a node has taken it up.
    package let takeUpCount: Int
    /// Nil if no living node works for it.
    package let nodeID: ID<NodeRecord>?
  }

  package let nodes: [NodeRecord]
  package let works: [Work]
}

extension NodeStore {
  /// Counts the nodes and the claims of each, for the metrics.
  package func census() async throws -> NodeCensus {
    let time = time
    return try await engine.read { session in
      let nodes = try session.all(
        "SELECT \(NodeRecord.columns) FROM nodes n WHERE n.alive_until > \(time.sql) ORDER BY n.node_id", time.values
      ) { row -> NodeRecord in
        var columns = row.columns
        return NodeRecord(&columns)
      }
      let works = try session.all(
        """
        SELECT c.workspace_id, c.kind, c.subject_id, c.claim, n.node_id FROM claims c
        LEFT JOIN nodes n ON n.node_id = c.node_id AND n.alive_until > \(time.sql)
        ORDER BY c.workspace_id, c.kind, c.subject_id
        """, time.values
      ) { row -> NodeCensus.Work in
        var columns = row.columns
        return NodeCensus.Work(
          workspaceID: columns.id(), kind: columns.text(), subjectID: columns.text(), takeUpCount: columns.integer(),
          nodeID: columns.optionalID())
      }
      return NodeCensus(nodes: nodes, works: works)
    }
  }
}

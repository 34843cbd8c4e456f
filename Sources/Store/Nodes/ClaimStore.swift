import API
package import Core
package import Wire

/// The claims of the nodes that share a database.
extension NodeStore {
  /// What a node has claimed.
  package func claims(of node: ID<NodeRecord>) async throws -> [Claim] {
    try await engine.read { try $0.claims(of: node) }
  }

  /// Takes up what no living node works for, up to the fair share of the node.
  ///
  /// Transactions of other nodes that take something up are not waited for: what they hold is theirs. A kind that this
  /// version does not know is left to nodes of the other version.
  ///
  /// - Returns: everything that the node has claimed. Nil if it took nothing up.
  package func takeUp(by node: ID<NodeRecord>) async throws -> [Claim]? {
    let (time, ending) = (time, engine.dialect.skippingLocked)
    return try await engine.writeWithoutTurn { session -> [Claim]? in
      let room = try session.claimShare(of: node, time).room
      guard room > 0 else { return nil }
      let values: [any SQLValue] = [node] + time.values + [room]
      let count = try session.run(
        """
        UPDATE claims SET node_id = ?, claim = claim + 1 WHERE (workspace_id, kind, subject_id) IN (
          SELECT c.workspace_id, c.kind, c.subject_id FROM claims c
          WHERE \(ClaimSubject.Kind.areKnown) AND (c.node_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM nodes n WHERE n.node_id = c.node_id AND n.alive_until > \(time.sql)))
          ORDER BY c.workspace_id, c.kind, c.subject_id LIMIT ?\(ending))
        """, values)
      return try count == 0 ? nil : session.claims(of: node)
    }
  }

  /// Gives claims back. Other nodes take them up.
  package func giveBack(_ claims: [Claim]) async throws {
    guard !claims.isEmpty else { return }
    try await engine.writeWithoutTurn { session in
      for claim in claims {
        try session.run(
          """
          UPDATE claims SET node_id = NULL
          WHERE workspace_id = ? AND kind = ? AND subject_id = ? AND node_id = ? AND claim = ?
          """,
          [
            claim.subject.workspaceID, claim.subject.kind.rawValue, claim.subject.id, claim.nodeID, claim.number,
          ])
      }
    }
    bell.ring(.freeClaims)
  }

  /// Adds a new subject, for some node to take up.
  package func add(_ subject: ClaimSubject) async throws {
    let count = try await engine.writeWithoutTurn { session in
      try session.run(
        """
        INSERT INTO claims (workspace_id, kind, subject_id) VALUES (?, ?, ?)
        ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING
        """, [subject.workspaceID, subject.kind.rawValue, subject.id])
    }
    if count > 0 { bell.ring(.freeClaims) }
  }

  /// Adds the subjects that have no row, and deletes the rows of those that are gone.
  package func followSubjects() async throws {
    try await engine.writeWithoutTurn { session in
      for kind in ClaimSubject.Kind.allCases {
        guard let source = kind.source else { continue }
        try session.run(
          """
          INSERT INTO claims (workspace_id, kind, subject_id)
          SELECT s.workspace_id, '\(kind.rawValue)', s.\(source.id) FROM \(source.table) s WHERE \(source.condition)
            AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.workspace_id = s.workspace_id
              AND c.kind = '\(kind.rawValue)' AND c.subject_id = s.\(source.id))
          ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING
          """)
        try session.run(
          """
          DELETE FROM claims WHERE kind = '\(kind.rawValue)' AND NOT EXISTS (
            SELECT 1 FROM \(source.table) s WHERE s.workspace_id = claims.workspace_id
              AND s.\(source.id) = claims.subject_id)
          """)
      }
    }
    try await add(.retention)
  }
}

extension NodeStore {
  /// The pending attempts of nodes that are dead. Resets that are requested are not among them: the node that works for
  /// the sandbox carries them out.
  package func interruptedActionAttempts() async throws -> [ActionAttemptRecord] {
    let time = time
    return try await engine.read { session in
      try session.all(
        """
        SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE status = 'pending' AND NOT EXISTS (
          SELECT 1 FROM nodes n WHERE n.node_id = action_attempts.node_id AND n.alive_until > \(time.sql))
        AND NOT EXISTS (
          SELECT 1 FROM clock_requests r WHERE r.workspace_id = action_attempts.workspace_id
            AND r.action_attempt_id = action_attempts.action_attempt_id)
        """, time.values, ActionAttemptRecord.read)
    }
  }

  /// The pending attempts of the node that this process is.
  package func ownActionAttempts() async throws -> [ActionAttemptRecord] {
    guard let node = own.id else { return [] }
    return try await engine.read { session in
      try session.all(
        "SELECT \(ActionAttemptRecord.columns) FROM action_attempts WHERE status = 'pending' AND node_id = ?", [node],
        ActionAttemptRecord.read)
    }
  }
}

extension ClaimSubject.Kind {
  /// The condition of a statement that leaves claims of newer versions to their nodes.
  static let areKnown = "kind IN (\(allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"

  /// The table of the subjects, with an ID and a condition. Nil if there is always one.
  fileprivate var source: (table: String, id: String, condition: String)? {
    switch self {
    case .account:
      (
        "connected_accounts", "connected_account_id",
        "EXISTS (SELECT 1 FROM workspaces w WHERE w.workspace_id = s.workspace_id AND w.is_sandbox = 0)"
      )
    case .sandbox: ("workspaces", "workspace_id", "s.is_sandbox = 1")
    case .webhook: ("webhooks", "webhook_id", "1 = 1")
    case .retention: nil
    }
  }
}

/// How many claims of known kinds a node has, and how many it should have.
struct ClaimShare {
  let total: Int
  let nodes: Int
  let own: Int

  /// How much it may still take up. Negative if it has too much.
  var room: Int { total / max(nodes, 1) + 1 - own }
}

extension Session {
  fileprivate func claims(of node: ID<NodeRecord>) throws -> [Claim] {
    try all("SELECT workspace_id, kind, subject_id, claim FROM claims WHERE node_id = ?", [node]) { row in
      var columns = row.columns
      let (workspace, kind, id, number) = (
        columns.id(Workspace.self), columns.text(), columns.text(), columns.integer()
      )
      // None is of an unknown kind, since no node takes such a claim up.
      return ClaimSubject(kind: kind, id: id, in: workspace).map { Claim(on: $0, of: node, number: number) }
    }.compactMap(\.self)
  }

  fileprivate func claimShare(of node: ID<NodeRecord>, _ time: NodeTime) throws -> ClaimShare {
    let values: [any SQLValue] = time.values + [node]
    let found = try first(
      """
      SELECT (SELECT COUNT(*) FROM claims WHERE \(ClaimSubject.Kind.areKnown)),
        (SELECT COUNT(*) FROM nodes WHERE alive_until > \(time.sql) AND is_leaving = 0),
        (SELECT COUNT(*) FROM claims WHERE node_id = ?)
      """, values
    ) { row in
      var columns = row.columns
      return ClaimShare(total: columns.integer(), nodes: columns.integer(), own: columns.integer())
    }
    return found ?? ClaimShare(total: 0, nodes: 1, own: 0)
  }
}

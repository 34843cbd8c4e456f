package import API
package import Core
package import Wire

extension Connection {
  package func operators() throws -> [OperatorRecord] {
    try all(
      "SELECT \(OperatorRecord.columns) FROM operators ORDER BY created_at, operator_id", read: OperatorRecord.read)
  }

  package func `operator`(_ id: ID<Operator>) throws -> OperatorRecord? {
    try first("SELECT \(OperatorRecord.columns) FROM operators WHERE operator_id = ?", id, read: OperatorRecord.read)
  }

  /// The operator with an e-mail address, whatever its case.
  package func `operator`(emailAddress: String) throws -> OperatorRecord? {
    try first(
      "SELECT \(OperatorRecord.columns) FROM operators WHERE lower(email_address) = ?", emailAddress.lowercased(),
      read: OperatorRecord.read)
  }

  /// The operator who signs in by a company account.
  package func `operator`(account: OpenIDAccount) throws -> OperatorRecord? {
    try first(
      "SELECT \(OperatorRecord.columns) FROM operators WHERE openid_issuer = ? AND openid_subject = ?",
      account.issuer, account.subject, read: OperatorRecord.read)
  }

  /// The operators of a workspace with their roles there, in order of creation.
  package func operators(of workspace: ID<Workspace>) throws -> [(person: OperatorRecord, role: OperatorRole)] {
    try all(
      """
      SELECT \(OperatorRecord.columns), w.role FROM operators
      JOIN operator_workspaces w ON w.operator_id = operators.operator_id
      WHERE w.workspace_id = ? ORDER BY operators.created_at, operators.operator_id
      """, workspace
    ) { row in
      var columns = row.columns
      return (try OperatorRecord.read(&columns), columns.role())
    }
  }

  /// When tokens or sessions of operators were last used, in one statement. Operators who used none are absent.
  package func lastActivity(of people: [ID<Operator>]) throws -> [ID<Operator>: Instant] {
    var uses = Conditions("last_used_at IS NOT NULL")
    uses.among(people, column: "operator_id")
    let found = try all(
      """
      SELECT operator_id, MAX(last_used_at) FROM (
        SELECT operator_id, last_used_at FROM access_tokens WHERE \(uses.sql)
        UNION ALL SELECT operator_id, last_used_at FROM operator_sessions WHERE \(uses.sql)) uses
      GROUP BY operator_id
      """, uses.values + uses.values
    ) { row -> (ID<Operator>, Instant) in
      var columns = row.columns
      return (columns.id(), columns.instant())
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  /// The role of an operator in a workspace. Nil if the operator does not run it.
  package func role(of person: ID<Operator>, in workspace: ID<Workspace>) throws -> OperatorRole? {
    try firstKept(
      "SELECT role FROM operator_workspaces WHERE operator_id = ? AND workspace_id = ?", person, workspace
    ) { row in
      var columns = row.columns
      return columns.role()
    }
  }

  /// The roles of an operator by workspace.
  package func roles(of person: ID<Operator>) throws -> [ID<Workspace>: OperatorRole] {
    let found = try all(
      "SELECT workspace_id, role FROM operator_workspaces WHERE operator_id = ?", person
    ) { row -> (ID<Workspace>, OperatorRole) in
      var columns = row.columns
      return (columns.id(), columns.role())
    }
    return Dictionary(uniqueKeysWithValues: found)
  }
}

extension Columns {
  /// A role. One that this version does not know counts as the least.
  fileprivate mutating func role() -> OperatorRole { OperatorRole(rawValue: text()) ?? .viewer }
}

extension Transaction {
  package func insert(_ person: OperatorRecord) throws {
    try insertRow(person)
  }

  package func update(_ person: OperatorRecord) throws {
    try updateRow(person)
  }

  /// Gives an operator access to a workspace, or another role there.
  package func setRole(_ role: OperatorRole, of person: ID<Operator>, in workspace: ID<Workspace>) throws {
    try auditingRole(of: person, in: workspace) {
      try run(
        """
        INSERT INTO operator_workspaces (operator_id, workspace_id, role) VALUES (?, ?, ?)
        ON CONFLICT (operator_id, workspace_id) DO UPDATE SET role = excluded.role
        """, person, workspace, role.rawValue)
    }
  }

  /// Revokes an operator's access to a workspace. From then on the operator's tokens get 401 there.
  ///
  /// - Returns: whether the operator had access.
  @discardableResult
  package func remove(_ workspace: ID<Workspace>, from person: ID<Operator>) throws -> Bool {
    let count = try auditingRole(of: person, in: workspace) {
      try run("DELETE FROM operator_workspaces WHERE operator_id = ? AND workspace_id = ?", person, workspace)
    }
    return count > 0
  }

  /// Changes the role of an operator in a workspace, and notes it for the audit.
  ///
  /// - Returns: the number of changed rows.
  @discardableResult
  private func auditingRole(
    of person: ID<Operator>, in workspace: ID<Workspace>, _ change: () throws -> Int
  ) throws -> Int {
    let former = try role(of: person, in: workspace)
    let count = try change()
    let current = try role(of: person, in: workspace)
    guard audits, former != current else { return count }
    var members = AuditedMembers()
    members.note(
      "role", from: former.map { JSON.string($0.rawValue) }, to: current.map { JSON.string($0.rawValue) },
      isPersonal: false)
    draft.note(
      AuditDraft.Change(
        name: "operator_workspace", subjects: [AuditSubject(type: "operator", id: person.text)], members: members))
    return count
  }

  /// Deletes an operator without workspaces.
  package func delete(_ person: ID<Operator>) throws {
    try deleteOperatorSessions(Conditions("operator_id = ?", person))
    try run("DELETE FROM access_tokens WHERE operator_id = ?", person)
    try run("DELETE FROM operators WHERE operator_id = ?", person)
  }
}

extension OperatorRecord: Updatable {
  static let table = Table<OperatorRecord>("operators")

  static func row(_ column: inout some ColumnVisitor<OperatorRecord>) -> OperatorRecord {
    OperatorRecord(
      id: column(key: "operator_id", \.id), name: column("name", \.name),
      emailAddress: column("email_address", \.emailAddress),
      account: OpenIDAccount(
        ifPresent: column("openid_issuer", \.account?.issuer), column("openid_subject", \.account?.subject)),
      createdAt: column(once: "created_at", \.createdAt))
  }
}

package import API
package import Core
package import Wire

/// A filter for lists of access methods.
package struct AccessMethodFilter: Sendable {
  package var ids: [ID<AccessMethod>]?
  package var accessGrantID: ID<AccessGrant>?
  package var customerKey: String?
  /// Only methods that open these doors.
  package var doors: [ID<AcsEntrance>] = []
  package var spaceID: ID<Space>?
  package init() {}
}

extension Connection {
  package func accessMethod(_ id: ID<AccessMethod>, in workspace: ID<Workspace>) throws -> AccessMethodRecord? {
    try first(
      "SELECT \(AccessMethodRecord.columns) FROM access_methods WHERE workspace_id = ? AND access_method_id = ?",
      workspace, id, read: AccessMethodRecord.read)
  }

  /// Access methods in order of creation.
  package func accessMethods(
    _ filter: AccessMethodFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AccessMethodRecord> {
    let conditions = filter.conditions(from: page.from, in: workspace)
    // The few methods of a grant are found by an index. The plus keeps planners from scanning all methods in order.
    let order = filter.ids == nil && filter.accessGrantID == nil ? "" : "+"
    let rows = try all(
      """
      SELECT \(AccessMethodRecord.columns) FROM access_methods JOIN access_grants
        ON access_grants.workspace_id = access_methods.workspace_id
        AND access_grants.access_grant_id = access_methods.access_grant_id
      JOIN acs_systems s ON s.workspace_id = access_methods.workspace_id
        AND s.acs_system_id = access_methods.acs_system_id
      WHERE \(conditions.sql) ORDER BY \(order)access_methods.sequence LIMIT ?
      """, conditions.values + [page.limit + 1], AccessMethodRecord.read)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// The methods of grants.
  package func accessMethods(
    of grants: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [AccessMethodRecord]] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(grants, column: "access_grant_id")
    let methods = try allKept(
      "SELECT \(AccessMethodRecord.columns) FROM access_methods WHERE \(conditions.sql) ORDER BY +sequence",
      conditions.values, AccessMethodRecord.read)
    return Dictionary(grouping: methods, by: \.accessGrantID)
  }

  /// The requested means of access of grants.
  package func methodRequests(
    of grants: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [MethodRequestRecord]] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(grants, column: "access_grant_id")
    let requests = try allKept(
      "SELECT \(MethodRequestRecord.columns) FROM requested_access_methods WHERE \(conditions.sql) ORDER BY position",
      conditions.values, MethodRequestRecord.read)
    return Dictionary(grouping: requests, by: \.accessGrantID)
  }

  /// The other methods that stand for a credential.
  package func otherMethods(
    of credential: ID<AcsCredential>, except method: ID<AccessMethod>, in workspace: ID<Workspace>
  ) throws -> [AccessMethodRecord] {
    try all(
      """
      SELECT \(AccessMethodRecord.columns) FROM access_methods
      WHERE workspace_id = ? AND acs_credential_id = ? AND acs_credential_id IS NOT NULL AND access_method_id <> ?
      ORDER BY +sequence
      """, workspace, credential, method, read: AccessMethodRecord.read)
  }

  /// Whether the method of a request at a site was deleted, so that it is not created again.
  package func isWithdrawn(
    _ request: MethodRequestRecord, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> Bool {
    try first(
      """
      SELECT 1 FROM withdrawn_access_methods
      WHERE workspace_id = ? AND access_grant_id = ? AND requested_access_method_id = ? AND acs_system_id = ?
      """, workspace, request.accessGrantID, request.id, system, read: { _ in true }) ?? false
  }

  /// What access grants ask of a user. Deleted grants ask for nothing.
  package func grantStays(of user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> [GrantStay] {
    try all(
      """
      SELECT g.starts_at, g.ends_at, MAX(CASE WHEN m.mode = 'mobile_key' THEN 1 ELSE 0 END)
      FROM access_methods m JOIN access_grants g
        ON g.workspace_id = m.workspace_id AND g.access_grant_id = m.access_grant_id
      WHERE m.workspace_id = ? AND m.acs_user_id = ? AND g.is_deleted = 0
      GROUP BY g.access_grant_id, g.starts_at, g.ends_at
      """, workspace, user
    ) { row in
      var columns = row.columns
      return GrantStay(
        schedule: Schedule(startsAt: columns.instant(), endsAt: columns.optionalInstant()),
        hasMobileKey: columns.flag())
    }
  }

  /// The grants of a user, including those that are being deleted.
  package func accessGrants(ofUser user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> [AccessGrantRecord] {
    try allKept(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE workspace_id = ? AND access_grant_id IN (
        SELECT m.access_grant_id FROM access_methods m WHERE m.workspace_id = ? AND m.acs_user_id = ?)
      ORDER BY +sequence
      """, workspace, workspace, user, read: AccessGrantRecord.read)
  }
}

extension Transaction {
  package func nextAccessMethodSequence() throws -> Int { try nextSequence(of: "access_methods") }

  package func insert(_ request: MethodRequestRecord) throws {
    try insertRow(request, adding: ["workspace_id": workspaceID])
  }

  package func insert(_ method: AccessMethodRecord) throws { try insertRow(method) }

  package func save(_ method: AccessMethodRecord) throws { try updateRow(method) }

  /// Deletes a method. Its request stays, and creates methods at other sites.
  package func remove(_ method: AccessMethodRecord) throws {
    try run("DELETE FROM access_methods WHERE workspace_id = ? AND access_method_id = ?", workspaceID, method.id)
  }

  /// Deletes a method and what it was created for: its request, or if other methods stand for that, the wish for one at the
  /// site.
  package func withdraw(_ method: AccessMethodRecord) throws {
    try remove(method)
    let isShared =
      try first(
        """
        SELECT 1 FROM access_methods
        WHERE workspace_id = ? AND access_grant_id = ? AND requested_access_method_id = ? LIMIT 1
        """, workspaceID, method.accessGrantID, method.request, read: { _ in true }) ?? false
    if isShared {
      try run(
        """
        INSERT INTO withdrawn_access_methods (workspace_id, access_grant_id, requested_access_method_id, acs_system_id)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (workspace_id, access_grant_id, requested_access_method_id, acs_system_id) DO NOTHING
        """, workspaceID, method.accessGrantID, method.request, method.acsSystemID)
    } else {
      try run(
        """
        DELETE FROM withdrawn_access_methods
        WHERE workspace_id = ? AND access_grant_id = ? AND requested_access_method_id = ?
        """, workspaceID, method.accessGrantID, method.request)
      try run(
        "DELETE FROM requested_access_methods WHERE workspace_id = ? AND requested_access_method_id = ?", workspaceID,
        method.request)
    }
  }
}

extension AccessMethodFilter {
  fileprivate func conditions(from sequence: Int?, in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("access_methods.workspace_id = ?", workspace)
    conditions.add("access_methods.sequence >= ?", ifPresent: sequence)
    conditions.among(ids, column: "access_methods.access_method_id")
    conditions.add("NOT \(grantMakesCodes)")
    conditions.add("access_methods.access_grant_id = ?", ifPresent: accessGrantID)
    conditions.add("access_grants.customer_key = ?", ifPresent: customerKey)
    for door in doors {
      conditions.add(grantHasDoor, door, door)
      conditions.add(
        """
        EXISTS (SELECT 1 FROM acs_entrances e WHERE e.workspace_id = access_methods.workspace_id
          AND e.acs_entrance_id = ? AND e.acs_system_id = access_methods.acs_system_id
          AND CASE access_methods.mode WHEN 'code' THEN s.accepts_pins = 1 AND \(entranceHasKeypad)
            WHEN 'mobile_key' THEN s.accepts_mobile_keys = 1 ELSE 1 = 1 END)
        """, door)
    }
    conditions.add(
      """
      EXISTS (SELECT 1 FROM access_grant_spaces x WHERE x.workspace_id = access_methods.workspace_id
        AND x.access_grant_id = access_methods.access_grant_id AND x.space_id = ?)
      """, ifPresent: spaceID)
    return conditions
  }
}

extension AccessMethodRecord: Updatable {
  static let table = Table<AccessMethodRecord>("access_methods")

  static func row(_ column: inout some ColumnVisitor<AccessMethodRecord>) -> AccessMethodRecord {
    var method = AccessMethodRecord(
      id: column(key: "access_method_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      accessGrantID: column(once: "access_grant_id", \.accessGrantID),
      request: column(once: "requested_access_method_id", \.request),
      mode: AccessMethod.Mode(rawValue: column(once: "mode", \.mode.rawValue)) ?? .code,
      acsSystemID: column(once: "acs_system_id", \.acsSystemID), acsUserID: column("acs_user_id", \.acsUserID),
      acsCredentialID: column("acs_credential_id", \.acsCredentialID),
      ownsCredential: column("owns_credential", \.ownsCredential))
    method.issuedAt = column("issued_at", \.issuedAt)
    method.wasIssued = column("was_issued", \.wasIssued)
    method.delay = Delay(rawValue: column("delay", \.delay.rawValue)) ?? .none
    method.pinRefusedAt = column("pin_refused_at", \.pinRefusedAt)
    method.pinOpenedAt = column("pin_opened_at", \.pinOpenedAt)
    return method
  }
}

extension MethodRequestRecord: Stored {
  static let table = Table<MethodRequestRecord>("requested_access_methods")

  static func row(_ column: inout some ColumnVisitor<MethodRequestRecord>) -> MethodRequestRecord {
    MethodRequestRecord(
      id: column(key: "requested_access_method_id", \.id), accessGrantID: column("access_grant_id", \.accessGrantID),
      position: column("position", \.position),
      mode: AccessMethod.Mode(rawValue: column("mode", \.mode.rawValue)) ?? .code,
      createdAt: column("created_at", \.createdAt), sealedCode: column("sealed_code", \.sealedCode),
      instantKeyMaxUseCount: column("instant_key_max_use_count", \.instantKeyMaxUseCount))
  }
}

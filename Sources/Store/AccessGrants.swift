package import API
package import Core
package import Wire

/// A filter for lists of grants.
package struct AccessGrantFilter: Sendable {
  package var ids: [ID<AccessGrant>]?
  /// Null for grants without a key.
  package var key: Nullable<String>?
  package var customerKey: String?
  package var reservationKey: String?
  package var userIdentityID: ID<UserIdentity>?
  package var acsSystemID: ID<AcsSystem>?
  /// Only grants to this door now, by itself or by a space.
  package var acsEntranceID: ID<AcsEntrance>?
  package var spaceID: ID<Space>?
  package init() {}
}

extension Connection {
  package func accessGrant(_ id: ID<AccessGrant>, in workspace: ID<Workspace>) throws -> AccessGrantRecord? {
    try firstKept(
      "SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE workspace_id = ? AND access_grant_id = ?",
      workspace, id, read: AccessGrantRecord.read)
  }

  /// Grants by their IDs, including those of access codes.
  package func accessGrants(ids: [ID<AccessGrant>], in workspace: ID<Workspace>) throws -> [AccessGrantRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(ids, column: "access_grant_id")
    return try all(
      "SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE \(conditions.sql)", conditions.values,
      AccessGrantRecord.read)
  }

  /// Grants that are not over, with a method whose user was deleted after an earlier end.
  package func grantsWithoutUsers(in workspace: ID<Workspace>, now: Instant) throws -> [AccessGrantRecord] {
    try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants
      WHERE workspace_id = ? AND is_deleted = 0 AND (ends_at IS NULL OR ends_at > ?) AND access_grant_id IN (
        SELECT m.access_grant_id FROM access_methods m LEFT JOIN acs_users u
          ON u.workspace_id = m.workspace_id AND u.acs_user_id = m.acs_user_id AND u.is_deleted = 0
        WHERE m.workspace_id = ? AND u.acs_user_id IS NULL)
      ORDER BY sequence
      """, workspace, now, workspace, read: AccessGrantRecord.read)
  }

  /// The grants with the keys, at most one for each key and customer, unless they are being deleted.
  package func accessGrants(keys: [String], in workspace: ID<Workspace>) throws -> [AccessGrantRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(keys, column: "access_grant_key")
    return try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants
      WHERE \(conditions.sql) AND access_grant_key IS NOT NULL AND is_deleted = 0
      """, conditions.values, AccessGrantRecord.read)
  }

  /// The grant with a key among those of a customer, or among those of no customer, unless it is being deleted.
  package func accessGrant(
    key: String, ofCustomer customer: String?, in workspace: ID<Workspace>
  ) throws -> AccessGrantRecord? {
    try first(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants
      WHERE workspace_id = ? AND access_grant_key = ? AND COALESCE(customer_key, '') = ?
        AND access_grant_key IS NOT NULL AND is_deleted = 0
      """, workspace, key, customer ?? "", read: AccessGrantRecord.read)
  }

  /// Grants of a customer that are not being deleted, in order of creation.
  ///
  /// - Parameter limit: the maximum number of them.
  package func accessGrants(
    ofCustomer customer: String, limit: Int, in workspace: ID<Workspace>
  ) throws -> [AccessGrantRecord] {
    try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants
      WHERE workspace_id = ? AND customer_key = ? AND customer_key IS NOT NULL AND is_deleted = 0
      ORDER BY +sequence LIMIT ?
      """, workspace, customer, limit, read: AccessGrantRecord.read)
  }

  /// Grants in order of creation.
  package func accessGrants(
    _ filter: AccessGrantFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AccessGrantRecord> {
    var conditions = filter.conditions(in: workspace)
    conditions.add("access_grants.sequence >= ?", ifPresent: page.from)
    let rows = try all(
      "SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], AccessGrantRecord.read)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// The grants of an identity, including those that are being deleted.
  package func accessGrants(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [AccessGrantRecord] {
    try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE workspace_id = ? AND user_identity_id = ?
      ORDER BY +sequence
      """, workspace, identity, read: AccessGrantRecord.read)
  }

  /// The grants to a space that can give access from now on. A house has many more that ended. Those of a sandbox run
  /// again if its clock is set back.
  package func accessGrants(
    onSpace space: ID<Space>, in workspace: ID<Workspace>, now: Instant
  ) throws -> [AccessGrantRecord] {
    try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grant_spaces x JOIN access_grants
        ON access_grants.workspace_id = x.workspace_id AND access_grants.access_grant_id = x.access_grant_id
      WHERE x.workspace_id = ? AND x.space_id = ? AND access_grants.is_deleted = 0
        AND (access_grants.ends_at IS NULL OR access_grants.ends_at > ? OR EXISTS (
          SELECT 1 FROM workspaces w WHERE w.workspace_id = x.workspace_id AND w.is_sandbox = 1))
      ORDER BY access_grants.sequence
      """, workspace, space, now, read: AccessGrantRecord.read)
  }

  /// The grants to doors, by themselves or by a space, that are not being deleted.
  ///
  /// - Parameter doors: a query for the IDs of the doors, with its values.
  func accessGrants(to doors: String, _ values: [any SQLValue], in workspace: ID<Workspace>) throws
    -> [AccessGrantRecord]
  {
    try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE workspace_id = ? AND is_deleted = 0
        AND access_grant_id IN (\(grantIDs(to: doors))) ORDER BY sequence
      """, [workspace, workspace] + values + [workspace] + values, AccessGrantRecord.read)
  }

  /// The grants to doors that are not being deleted.
  package func accessGrants(
    to doors: [ID<AcsEntrance>], in workspace: ID<Workspace>
  ) throws -> [AccessGrantRecord] {
    if doors.isEmpty { return [] }
    return try accessGrants(to: doors.map { _ in "?" }.joined(separator: ", "), doors, in: workspace)
  }

  /// Whether a grant of the user gives access to a door now.
  func opensByGrant(
    _ user: ID<AcsUser>, _ door: ID<AcsEntrance>, at now: Instant, in workspace: ID<Workspace>
  ) throws -> Bool {
    try first(
      """
      SELECT 1 FROM access_methods m JOIN access_grants
        ON access_grants.workspace_id = m.workspace_id AND access_grants.access_grant_id = m.access_grant_id
      WHERE m.workspace_id = ? AND m.acs_user_id = ? AND access_grants.is_deleted = 0
        AND access_grants.starts_at <= ? AND (access_grants.ends_at IS NULL OR access_grants.ends_at > ?)
        AND \(grantHasDoor) LIMIT 1
      """, workspace, user, now, now, door, door, read: { _ in true }) ?? false
  }

  /// The spaces of a grant that were not deleted.
  package func spaces(ofGrant grant: ID<AccessGrant>, in workspace: ID<Workspace>) throws -> [ID<Space>] {
    try all(
      """
      SELECT space_id FROM access_grant_spaces
      WHERE workspace_id = ? AND access_grant_id = ? AND space_deleted_at IS NULL ORDER BY space_id
      """, workspace, grant
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  package func namedDoors(of grant: ID<AccessGrant>, in workspace: ID<Workspace>) throws -> [NamedDoor] {
    try all(
      """
      SELECT acs_entrance_id, role FROM access_grant_doors WHERE workspace_id = ? AND access_grant_id = ?
      ORDER BY acs_entrance_id, role
      """, workspace, grant
    ) { row in
      var columns = row.columns
      return NamedDoor(columns.id(), as: NamedDoor.Role(rawValue: columns.text()) ?? .device)
    }
  }
}

extension Transaction {
  package func nextAccessGrantSequence() throws -> Int { try nextSequence(of: "access_grants") }

  package func insert(_ grant: AccessGrantRecord) throws { try insertRow(grant) }

  package func save(_ grant: AccessGrantRecord) throws {
    try updateRow(grant)
    try followStays(of: grant)
  }

  /// Replaces the doors that a grant names itself.
  package func save(_ doors: [NamedDoor], of grant: ID<AccessGrant>) throws {
    try run("DELETE FROM access_grant_doors WHERE workspace_id = ? AND access_grant_id = ?", workspaceID, grant)
    for door in Set(doors) {
      try run(
        "INSERT INTO access_grant_doors (workspace_id, access_grant_id, acs_entrance_id, role) VALUES (?, ?, ?, ?)",
        workspaceID, grant, door.entrance, door.role.rawValue)
    }
  }

  /// Replaces the spaces of a grant.
  package func save(_ spaces: [GrantSpace], of grant: ID<AccessGrant>) throws {
    try run("DELETE FROM access_grant_spaces WHERE workspace_id = ? AND access_grant_id = ?", workspaceID, grant)
    for space in spaces {
      try run(
        """
        INSERT INTO access_grant_spaces (workspace_id, access_grant_id, space_id, space_name, space_deleted_at)
        VALUES (?, ?, ?, ?, ?)
        """, workspaceID, grant, space.id, space.name, space.deletedAt)
    }
  }

  /// Ends the warnings about deleted spaces of a grant that was given other doors.
  package func forgetDeletedSpaces(of grant: ID<AccessGrant>) throws {
    try run(
      """
      DELETE FROM access_grant_spaces
      WHERE workspace_id = ? AND access_grant_id = ? AND space_deleted_at IS NOT NULL
      """, workspaceID, grant)
  }

  /// Records that a space was deleted, for the warnings of its grants.
  package func noteDeletion(of space: SpaceRecord) throws {
    try run(
      """
      UPDATE access_grant_spaces SET space_name = ?, space_deleted_at = ? WHERE workspace_id = ? AND space_id = ?
      """, space.name, now, workspaceID, space.id)
  }

  /// Deletes a grant with its methods, whose credentials must have been deleted before.
  package func remove(_ grant: AccessGrantRecord) throws {
    for table in [
      "access_codes", "withdrawn_access_methods", "access_methods", "requested_access_methods", "access_grant_doors",
      "access_grant_spaces", "access_grant_open_doors", "person_stays", "access_grants",
    ] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND access_grant_id = ?", workspaceID, grant.id)
    }
  }

  /// The doors that were open when a grant was last looked at.
  func openDoors(of grant: ID<AccessGrant>) throws -> Set<ID<AcsEntrance>> {
    Set(
      try allKept(
        "SELECT acs_entrance_id FROM access_grant_open_doors WHERE workspace_id = ? AND access_grant_id = ?",
        workspaceID, grant
      ) { row in
        var columns = row.columns
        return columns.id()
      })
  }

  func saveOpen(_ door: ID<AcsEntrance>, isOpen: Bool, of grant: ID<AccessGrant>) throws {
    let statement =
      isOpen
      ? """
      INSERT INTO access_grant_open_doors (workspace_id, access_grant_id, acs_entrance_id) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, access_grant_id, acs_entrance_id) DO NOTHING
      """
      : """
      DELETE FROM access_grant_open_doors WHERE workspace_id = ? AND access_grant_id = ? AND acs_entrance_id = ?
      """
    try run(statement, workspaceID, grant, door)
  }
}

extension AccessGrantFilter {
  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("access_grants.workspace_id = ?", workspace)
    conditions.among(ids, column: "access_grants.access_grant_id")
    conditions.add("NOT \(grantMakesCodes)")
    switch key {
    case nil: break
    case .null: conditions.add("access_grants.access_grant_key IS NULL")
    case .value(let key): conditions.add("access_grants.access_grant_key = ?", key)
    }
    conditions.add("access_grants.customer_key = ?", ifPresent: customerKey)
    conditions.add("access_grants.reservation_key = ?", ifPresent: reservationKey)
    conditions.add("access_grants.user_identity_id = ?", ifPresent: userIdentityID)
    conditions.addGrants(at: acsSystemID, to: acsEntranceID, onSpace: spaceID, in: workspace)
    return conditions
  }
}

extension AccessGrantRecord: Updatable {
  static let table = Table<AccessGrantRecord>("access_grants")

  static func row(_ column: inout some ColumnVisitor<AccessGrantRecord>) -> AccessGrantRecord {
    var grant = AccessGrantRecord(
      id: column(key: "access_grant_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      userIdentityID: column("user_identity_id", \.userIdentityID),
      schedule: Schedule(
        startsAt: column("starts_at", \.schedule.startsAt), endsAt: column("ends_at", \.schedule.endsAt)),
      name: column("name", \.name), key: column("access_grant_key", \.key),
      customerKey: column(once: "customer_key", \.customerKey),
      reservationKey: column(once: "reservation_key", \.reservationKey),
      customizationProfileID: column(once: "customization_profile_id", \.customizationProfileID))
    grant.customMetadata = members(stored: column("custom_metadata") { storedText($0.customMetadata) })
    let pushedModes = column("pushed_modes") { $0.pushedModes.map { modes in storedText(modes.map(\.rawValue)) } }
    grant.pushedModes = pushedModes.map { texts(stored: $0).compactMap(AccessMethod.Mode.init(rawValue:)) }
    grant.isDeleted = column("is_deleted", \.isDeleted)
    grant.changedAt = column("changed_at", \.changedAt)
    grant.grantedAt = column("granted_at", \.grantedAt)
    let lost: String? = column("lost_doors") { storedText($0.lostDoors) }
    grant.lostDoors = doorsLost(stored: lost)
    return grant
  }
}

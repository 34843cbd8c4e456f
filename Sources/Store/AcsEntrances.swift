package import API
package import Core
package import Wire

/// The owner of the listed entrances.
package enum EntranceReach: Sendable {
  case group(ID<AcsAccessGroup>)
  case groups([ID<AcsAccessGroup>])
  case user(ID<AcsUser>)
  case identity(ID<UserIdentity>)
  case credential(ID<AcsCredential>)
  /// The entrances of an identity's users, and the locks granted to it.
  case usable(ID<UserIdentity>)
}

/// A filter for lists of entrances.
package struct AcsEntranceFilter: Sendable {
  package var ids: [ID<AcsEntrance>]?
  package var acsSystemID: ID<AcsSystem>?
  package var acsSystemIDs: [ID<AcsSystem>]?
  package var connectedAccountID: ID<ConnectedAccount>?
  package var search: String?
  package var reach: EntranceReach?
  /// Only entrances that a session can see, in addition to other conditions.
  package var sight: SessionSight?
  /// Only entrances of this customer's accounts.
  package var customerKey: String?
  /// Only devices of these spaces.
  package var deviceSpaces: [ID<Space>]?
  /// Only entrances of these spaces.
  package var entranceSpaces: [ID<Space>]?
  package init() {}
}

extension Connection {
  package func acsEntrance(_ id: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> AcsEntranceRecord? {
    try first(
      "\(entranceSelect) WHERE e.workspace_id = ? AND e.acs_entrance_id = ?", workspace, id,
      read: AcsEntranceRecord.read)
  }

  package func acsEntrances(
    _ filter: AcsEntranceFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AcsEntranceRecord> {
    var conditions = filter.conditions(in: workspace)
    conditions.add("e.sequence >= ?", ifPresent: page.from)
    let rows = try allKept(
      "\(entranceSelect) WHERE \(conditions.sql) ORDER BY e.sequence LIMIT ?", conditions.values + [page.limit + 1],
      AcsEntranceRecord.read)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// Entrances as API resources, with their spaces.
  package func acsEntranceResources(
    _ filter: AcsEntranceFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AcsEntrance> {
    let found = try acsEntrances(filter, page, in: workspace)
    guard let last = found.rows.last else { return found.map(\.resource) }
    var conditions = filter.conditions(in: workspace)
    conditions.add("e.sequence >= ?", ifPresent: page.from)
    conditions.add("e.sequence <= ?", last.sequence)
    let spaces = try spaces(
      .entrance, of: "SELECT e.workspace_id, e.acs_entrance_id \(entranceSource) WHERE \(conditions.sql)",
      conditions.values, seenBy: filter.sight)
    return found.map { entrance in
      var resource = entrance.resource
      resource.spaceIDs = spaces[entrance.id] ?? []
      return resource
    }
  }

  /// Every entrance of a system.
  package func allAcsEntrances(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsEntranceRecord] {
    try all(
      "\(entranceSelect) WHERE e.workspace_id = ? AND e.acs_system_id = ? ORDER BY e.sequence", workspace, system,
      read: AcsEntranceRecord.read)
  }
}

extension Transaction {
  package func nextAcsEntranceSequence() throws -> Int {
    try nextSequence(of: "acs_entrances")
  }

  package func insert(_ entrance: AcsEntranceRecord) throws {
    try insertRow(entrance, adding: ["workspace_id": workspaceID])
    try saveFirstSighting(of: entrance)
  }

  /// Deletes an entrance with its access codes. Its events stay.
  package func remove(_ entrance: AcsEntranceRecord) throws {
    try failCardReadings(at: "?", entrance.id)
    try endAccessCodes(at: entrance.id)
    let grants = try accessGrants(to: "?", [entrance.id], in: workspaceID)
    let lost = try lostDoors(among: "?", [entrance.id], .lockRemoved, at: now, in: workspaceID)
    try leaveSpaces("?", entrance.id)
    for table in [
      "access_grant_doors", "grant_group_entrances", "device_settings", "device_grants", "ended_device_grants",
      "acs_access_group_entrances", "lock_history", "acs_access_group_history", "encoder_simulations", "acs_entrances",
    ] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND acs_entrance_id = ?", workspaceID, entrance.id)
    }
    for var grant in grants {
      grant.lostDoors += lost[grant.id] ?? []
      try follow(grant, changed: true)
    }
  }
}

extension AcsEntranceFilter {
  /// The entrances, named `e`, of systems, named `s`.
  func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.add("e.acs_system_id = ?", ifPresent: acsSystemID)
    conditions.add("s.connected_account_id = ?", ifPresent: connectedAccountID)
    conditions.among(ids, column: "e.acs_entrance_id")
    conditions.among(acsSystemIDs, column: "e.acs_system_id")
    conditions.search(search, in: "e.search_text")
    if let reach = reach { conditions.add(reach) }
    if let sight = sight {
      var usable = Conditions("1 = 1")
      if let identity = sight.identity { usable.add(.usable(identity)) } else { usable.add("1 = 0") }
      conditions.either(sight.systems, or: usable)
    }
    conditions.add(ofCustomer, ifPresent: customerKey)
    conditions.addMembership(as: .device, of: deviceSpaces, seenBy: sight)
    conditions.addMembership(as: .entrance, of: entranceSpaces, seenBy: sight)
    return conditions
  }
}

extension Conditions {
  fileprivate mutating func add(_ reach: EntranceReach) {
    let ofGroup = """
      EXISTS (SELECT 1 FROM acs_access_group_entrances x WHERE x.workspace_id = e.workspace_id
        AND x.acs_entrance_id = e.acs_entrance_id AND x.acs_access_group_id = ?)
      """
    // The cross joins keep planners from starting with all memberships of the workspace for each entrance.
    let ofUser = """
      EXISTS (SELECT 1 FROM acs_users u CROSS JOIN acs_user_access_groups m CROSS JOIN acs_access_group_entrances x
        WHERE u.workspace_id = e.workspace_id AND u.is_deleted = 0 AND m.workspace_id = u.workspace_id
        AND m.acs_user_id = u.acs_user_id AND m.is_wanted = 1 AND x.workspace_id = m.workspace_id
        AND x.acs_access_group_id = m.acs_access_group_id AND x.acs_entrance_id = e.acs_entrance_id AND
      """
    switch reach {
    case .group(let id): add(ofGroup, id)
    case .groups(let ids):
      var among = Conditions("x.workspace_id = e.workspace_id AND x.acs_entrance_id = e.acs_entrance_id")
      among.among(ids, column: "x.acs_access_group_id")
      add("EXISTS (SELECT 1 FROM acs_access_group_entrances x WHERE \(among.sql))", all: among.values)
    case .user(let id): add("\(ofUser) u.acs_user_id = ?)", id)
    case .identity(let id): add("\(ofUser) u.user_identity_id = ?)", id)
    case .usable(let id):
      add(
        """
        (\(ofUser) u.user_identity_id = ?) OR EXISTS (SELECT 1 FROM device_grants g
          WHERE g.workspace_id = e.workspace_id AND g.acs_entrance_id = e.acs_entrance_id AND g.user_identity_id = ?))
        """, all: [id, id])
    case .credential(let id):
      add(
        """
        \(ofUser) u.acs_user_id = (SELECT c.acs_user_id FROM acs_credentials c
          WHERE c.workspace_id = e.workspace_id AND c.acs_credential_id = ? AND \(entranceTakesCredential)))
        """, id)
    }
  }
}

/// The system belongs to an account of a customer.
let ofCustomer = """
  s.connected_account_id IN (SELECT a.connected_account_id FROM connected_accounts a
    WHERE a.workspace_id = s.workspace_id AND a.customer_key = ?)
  """

/// Whether the lock has a keypad, as in `AcsEntranceRecord`.
let entranceHasKeypad = "e.\(lockHasKeypad)"

/// The same, without the name of the table.
let lockHasKeypad = "lock_type LIKE '%!_pin' ESCAPE '!'"

/// Whether an entrance accepts a credential, as in `AcsEntranceRecord.takes`.
let entranceTakesCredential = """
  CASE c.access_method WHEN 'code' THEN s.accepts_pins = 1 AND \(entranceHasKeypad)
    WHEN 'mobile_key' THEN s.accepts_mobile_keys = 1 ELSE 1 = 1 END
  """

private let entranceSelect = "SELECT \(AcsEntranceRecord.table.columns(of: "e")) \(entranceSource)"

let entranceSource = """
  FROM acs_entrances e JOIN acs_systems s ON s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id
  """

extension AcsEntranceRecord: Stored {
  static let table = Table<AcsEntranceRecord>("acs_entrances")

  static func row(_ column: inout some ColumnVisitor<AcsEntranceRecord>) -> AcsEntranceRecord {
    column(unread: "search_text") { foldedText($0.lock.name) }
    var entrance = AcsEntranceRecord(
      id: column(once: "acs_entrance_id", \.id), acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      connectedAccountID: column("connected_account_id", of: "s", \.connectedAccountID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      lock: lock(&column), privacyModeAt: column("privacy_mode_at", \.privacyModeAt),
      siteAcceptsPins: column("accepts_pins", of: "s", \.siteAcceptsPins),
      siteAcceptsMobileKeys: column("accepts_mobile_keys", of: "s", \.siteAcceptsMobileKeys))
    entrance.keypadLostAt = column("keypad_lost_at", \.keypadLostAt)
    return entrance
  }

  private static func lock(_ column: inout some ColumnVisitor<AcsEntranceRecord>) -> ObservedLock {
    ObservedLock(
      id: column(once: "external_id", \.lock.id), name: column("name", \.lock.name),
      batteryLevel: column("battery_level", \.lock.batteryLevel), lockType: column("lock_type", \.lock.lockType),
      lockedState: column("locked_state", \.lock.lockedState), isOnline: column("is_online", \.lock.isOnline),
      isPrivacyMode: column("is_privacy_mode", \.lock.isPrivacyMode),
      isLeftOpenAlarm: column("is_left_open_alarm", \.lock.isLeftOpenAlarm),
      isIntrusionAlarm: column("is_intrusion_alarm", \.lock.isIntrusionAlarm), iq: nil)
  }
}

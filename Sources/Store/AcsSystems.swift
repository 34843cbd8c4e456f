package import API
package import Core
package import Wire

/// A system with its counts.
package struct AcsSystemRow: Sendable {
  package var system: AcsSystemRecord
  package var credentialManager: ID<AcsSystem>?
  package var userCount: Int
  package var groupCount: Int

  package func resource(_ brand: Brand) -> AcsSystem {
    system.resource(credentialManager: credentialManager, userCount: userCount, groupCount: groupCount, brand)
  }
}

extension Connection {
  package func acsSystem(_ id: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> AcsSystemRecord? {
    try firstKept(
      "\(systemSelect) WHERE s.workspace_id = ? AND s.acs_system_id = ?", workspace, id, read: AcsSystemRecord.read)
  }

  package func acsSystems(_ ids: [ID<AcsSystem>], in workspace: ID<Workspace>) throws -> [AcsSystemRecord] {
    var conditions = Conditions("s.workspace_id = ?", workspace)
    conditions.among(ids, column: "s.acs_system_id")
    return try all("\(systemSelect) WHERE \(conditions.sql)", conditions.values, AcsSystemRecord.read)
  }

  package func acsSystems(of account: ID<ConnectedAccount>, in workspace: ID<Workspace>) throws -> [AcsSystemRecord] {
    try allKept(
      "\(systemSelect) WHERE s.workspace_id = ? AND s.connected_account_id = ? ORDER BY s.sequence", workspace, account,
      read: AcsSystemRecord.read)
  }

  /// The sites of a workspace with their time zones.
  package func siteZones(in workspace: ID<Workspace>) throws -> [(system: ID<AcsSystem>, zone: String)] {
    try all(
      """
      SELECT acs_system_id, COALESCE(time_zone, 'UTC') FROM acs_systems
      WHERE workspace_id = ? AND external_id IS NOT NULL ORDER BY sequence
      """, workspace
    ) { row in
      var columns = row.columns
      return (system: columns.id(), zone: columns.text())
    }
  }

  /// The systems of a workspace. For a session, only those of its accounts and those in which its identity has a user.
  package func acsSystemRows(
    account: ID<ConnectedAccount>? = nil, customer: String? = nil, search: String? = nil, sight: SessionSight? = nil,
    only id: ID<AcsSystem>? = nil, in workspace: ID<Workspace>
  ) throws -> [AcsSystemRow] {
    var conditions = Conditions("s.workspace_id = ?", workspace)
    conditions.add("s.acs_system_id = ?", ifPresent: id)
    conditions.add("s.connected_account_id = ?", ifPresent: account)
    conditions.search(search, in: "s.search_text")
    conditions.add(ofCustomer, ifPresent: customer)
    if let sight {
      let hasUser = Conditions(
        """
        EXISTS (SELECT 1 FROM acs_users u WHERE u.workspace_id = s.workspace_id
          AND u.acs_system_id = s.acs_system_id AND u.user_identity_id = ? AND u.is_deleted = 0)
        """, sight.identity)
      conditions.either(sight.systems, or: hasUser)
    }
    return try all(
      """
      SELECT \(systemColumns), (SELECT m.acs_system_id FROM acs_systems m WHERE m.workspace_id = s.workspace_id
          AND m.connected_account_id = s.connected_account_id AND m.external_id IS NULL LIMIT 1),
        s.user_count, (SELECT COUNT(*) FROM acs_access_groups g
          WHERE g.workspace_id = s.workspace_id AND g.acs_system_id = s.acs_system_id)
      \(systemSource) WHERE \(conditions.sql) ORDER BY s.sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      return AcsSystemRow(
        system: try AcsSystemRecord.read(&columns), credentialManager: columns.optionalID(),
        userCount: columns.integer(),
        groupCount: columns.integer())
    }
  }

  /// The systems of accounts, by account, in one statement for any number of accounts.
  ///
  /// - Parameter accounts: a query for the workspace and ID of each account, with its values.
  func acsSystems(
    ofAccounts accounts: String, _ values: [any SQLValue]
  ) throws -> [ID<ConnectedAccount>: [AcsSystemRecord]] {
    let systems = try all(
      "\(systemSelect) WHERE (s.workspace_id, s.connected_account_id) IN (\(accounts)) ORDER BY s.sequence", values,
      AcsSystemRecord.read)
    return Dictionary(grouping: systems, by: \.connectedAccountID)
  }

  /// Systems by their IDs, in one statement for any number of systems.
  ///
  /// - Parameter ids: a query for the workspace and ID of each system, with its values.
  func acsSystems(among ids: String, _ values: [any SQLValue]) throws -> [ID<AcsSystem>: AcsSystemRecord] {
    let systems = try allKept(
      "\(systemSelect) WHERE (s.workspace_id, s.acs_system_id) IN (\(ids))", values, AcsSystemRecord.read)
    return Dictionary(systems.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Whether the stored site equals the observed one, so that saving it would change nothing.
  package func isKept(
    _ site: ObservedSite, of system: ID<AcsSystem>, in workspace: ID<Workspace>, at now: Instant
  ) throws -> Bool {
    guard let kept = try acsSystem(system, in: workspace),
      let acceptance = try lastAcceptance(of: system, in: workspace), acceptance.at <= now
    else { return false }
    let seats = Seats(limit: site.seats, used: site.seatsUsed, reserved: 0)
    let someoneLacksSeat = try someoneLacksSeat(of: system, in: workspace)
    return kept.name == site.name && kept.timeZone == site.timeZone && kept.seats == seats
      && kept.acceptsPins == site.acceptsPins && kept.acceptsMobileKeys == site.acceptsMobileKeys
      && kept.isSubscriptionValid == site.isSubscriptionValid
      && (acceptance.mobileKeys, acceptance.pins) == (site.acceptsMobileKeys, site.acceptsPins)
      && (kept.seatsAlmostAt != nil) == seats.isAlmostReached
      && (kept.seatsExceededAt != nil) == someoneLacksSeat
  }
}

extension Transaction {
  package func nextAcsSystemSequence() throws -> Int {
    try nextSequence(of: "acs_systems")
  }

  package func insert(_ system: AcsSystemRecord) throws {
    try insertRow(system)
    try rememberAcceptance(
      mobileKeys: system.acceptsMobileKeys, pins: system.acceptsPins, of: system.id)
    ring(.accounts)
  }

  /// Stores the observed state of the site.
  package func save(_ site: ObservedSite, of system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_systems SET name = ?, time_zone = ?, seats_limit = ?, seats_used = ?, accepts_pins = ?,
        accepts_mobile_keys = ?, is_subscription_valid = ?, search_text = ? WHERE workspace_id = ? AND acs_system_id = ?
      """, site.name, site.timeZone, site.seats, site.seatsUsed, site.acceptsPins, site.acceptsMobileKeys,
      site.isSubscriptionValid, foldedText(site.name, system.text), workspaceID, system)
    let acceptsOthers = try rememberAcceptance(
      mobileKeys: site.acceptsMobileKeys, pins: site.acceptsPins, of: system)
    if acceptsOthers { try noteProgress(ofGrantsAt: system) }
    try refreshSeatNotices(of: system)
  }
}

private let systemSelect = "SELECT \(systemColumns) \(systemSource)"

private let systemColumns = AcsSystemRecord.table.columns(of: "s")

private let systemSource = """
  FROM acs_systems s JOIN connected_accounts a
    ON a.workspace_id = s.workspace_id AND a.connected_account_id = s.connected_account_id
  LEFT JOIN acs_system_heartbeats h ON h.workspace_id = s.workspace_id AND h.acs_system_id = s.acs_system_id
  """

extension AcsSystemRecord: Stored {
  static let table = Table<AcsSystemRecord>("acs_systems")

  static func row(_ column: inout some ColumnVisitor<AcsSystemRecord>) -> AcsSystemRecord {
    let accountFault = column("fault", of: "a", \.fault?.kind.rawValue)
    let accountFaultAt = column("fault_at", of: "a", \.fault?.at)
    var system = AcsSystemRecord(
      id: column(key: "acs_system_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      connectedAccountID: column(once: "connected_account_id", \.connectedAccountID),
      sequence: column(once: "sequence", \.sequence), site: column(once: "external_id", \.site),
      name: column(once: "name", \.name), timeZone: column(once: "time_zone", \.timeZone),
      createdAt: column(once: "created_at", \.createdAt),
      seats: Seats(
        limit: column(once: "seats_limit", \.seats.limit), used: column(once: "seats_used", \.seats.used), reserved: 0),
      seatsAlmostAt: column(once: "seats_almost_at", \.seatsAlmostAt),
      seatsExceededAt: column(once: "seats_exceeded_at", \.seatsExceededAt),
      acceptsPins: column(once: "accepts_pins", \.acceptsPins),
      acceptsMobileKeys: column(once: "accepts_mobile_keys", \.acceptsMobileKeys),
      isSubscriptionValid: column(once: "is_subscription_valid", \.isSubscriptionValid),
      fault: AccountFault(stored: accountFault, at: accountFaultAt))
    let fault = column(once: "site_fault", \.siteFault?.kind.rawValue)
    let faultAt = column(once: "site_fault_at", \.siteFault?.at)
    system.siteFault = SiteFault(stored: fault, at: faultAt)
    system.shrinkage = shrinkage(&column)
    system.syncedAt = column("synced_at", of: "h", \.syncedAt)
    system.letsPinsBeChosen = column(once: "custom_pins", \.letsPinsBeChosen)
    column(unread: "search_text") { foldedText($0.name, $0.id.text) }
    return system
  }

  private static func shrinkage(_ column: inout some ColumnVisitor<AcsSystemRecord>) -> SiteShrinkage? {
    let at = column(once: "missing_at", \.shrinkage?.at)
    let users = column(once: "missing_users") { $0.shrinkage?.users ?? 0 }
    let groups = column(once: "missing_groups") { $0.shrinkage?.groups ?? 0 }
    let locks = column(once: "missing_locks") { $0.shrinkage?.locks ?? 0 }
    return at.map { SiteShrinkage(users: users, groups: groups, locks: locks, at: $0) }
  }
}

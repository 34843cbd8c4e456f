package import API
package import Core
package import Wire

/// A filter for lists of spaces.
package struct SpaceFilter: Sendable {
  package var ids: [ID<Space>]?
  package var keys: [String]?
  package var customerKey: String?
  /// With keys: only spaces without a customer.
  var hasNoCustomer = false
  package var connectedAccountID: ID<ConnectedAccount>?
  package var parent: ID<Space>?
  package var parentKey: String?
  package var search: String?
  /// Only spaces in this state.
  package var state: SpaceState?
  package init() {}

  /// The conditions of the spaces, which are joined with their `parent`.
  func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("spaces.workspace_id = ?", workspace)
    conditions.among(ids, column: "spaces.space_id")
    conditions.among(keys, column: "spaces.space_key")
    if keys != nil, hasNoCustomer || customerKey != nil {
      // As in the index of keys.
      conditions.add("COALESCE(spaces.customer_key, '') = ?", customerKey ?? "")
    } else {
      conditions.add("spaces.customer_key = ?", ifPresent: customerKey)
    }
    conditions.add("spaces.parent_space_id = ?", ifPresent: parent)
    conditions.add("parent.space_key = ?", ifPresent: parentKey)
    conditions.add(
      """
      EXISTS (SELECT 1 FROM space_accounts a WHERE a.workspace_id = spaces.workspace_id
        AND a.space_id = spaces.space_id AND a.connected_account_id = ?)
      """, ifPresent: connectedAccountID)
    conditions.search(search, in: "spaces.search_text")
    conditions.add(state, in: workspace)
    return conditions
  }
}

/// Adds the space `parent` that contains a space to a query.
let parentOfSpace = """
  LEFT JOIN spaces parent ON parent.workspace_id = spaces.workspace_id AND parent.space_id = spaces.parent_space_id
  """

extension Connection {
  package func space(_ id: ID<Space>, in workspace: ID<Workspace>) throws -> SpaceRow? {
    var filter = SpaceFilter()
    filter.ids = [id]
    return try spaces(filter, PageRange(from: nil, limit: 1), in: workspace).rows.first
  }

  /// The space with a key among those of a customer, or among those of no customer.
  package func space(key: String, ofCustomer customer: String?, in workspace: ID<Workspace>) throws -> SpaceRow? {
    var filter = SpaceFilter()
    filter.keys = [key]
    filter.customerKey = customer
    filter.hasNoCustomer = customer == nil
    return try spaces(filter, PageRange(from: nil, limit: 1), in: workspace).rows.first
  }

  /// Spaces in order of creation.
  package func spaces(
    _ filter: SpaceFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<SpaceRow> {
    var conditions = filter.conditions(in: workspace)
    conditions.add("spaces.sequence >= ?", ifPresent: page.from)
    let rows = try all(
      """
      SELECT \(SpaceRecord.columns), parent.space_key, \(doorCount("device")), \(doorCount("acs_entrance"))
      FROM spaces \(parentOfSpace) WHERE \(conditions.sql) ORDER BY spaces.sequence LIMIT ?
      """, conditions.values + [page.limit + 1]
    ) { row in
      var columns = row.columns
      let space = try SpaceRecord.read(&columns)
      return SpaceRow(
        space: space, parentKey: columns.optionalText(), deviceCount: columns.integer(),
        entranceCount: columns.integer())
    }
    return PageOf(rows, limit: page.limit, sequence: \.space.sequence)
  }

  /// The accounts that were added to spaces.
  package func accounts(
    ofSpaces spaces: [ID<Space>], in workspace: ID<Workspace>
  ) throws -> [ID<ConnectedAccount>] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(spaces, column: "space_id")
    return try all(
      "SELECT DISTINCT connected_account_id FROM space_accounts WHERE \(conditions.sql)", conditions.values
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }
}

extension Transaction {
  package func nextSpaceSequence() throws -> Int { try nextSequence(of: "spaces") }

  package func insert(_ space: SpaceRecord) throws { try insertRow(space) }

  package func save(_ space: SpaceRecord) throws { try updateRow(space) }

  package func add(_ account: ID<ConnectedAccount>, to space: ID<Space>) throws {
    try run(
      """
      INSERT INTO space_accounts (workspace_id, space_id, connected_account_id) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, space_id, connected_account_id) DO NOTHING
      """, workspaceID, space, account)
  }

  package func remove(_ account: ID<ConnectedAccount>, from space: ID<Space>) throws {
    try run(
      "DELETE FROM space_accounts WHERE workspace_id = ? AND space_id = ? AND connected_account_id = ?", workspaceID,
      space, account)
  }

  /// Deletes a space. The spaces in it stay.
  package func remove(_ space: SpaceRecord) throws {
    for table in ["space_doors", "space_accounts"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND space_id = ?", workspaceID, space.id)
    }
    try run(
      "UPDATE spaces SET parent_space_id = NULL WHERE workspace_id = ? AND parent_space_id = ?", workspaceID, space.id)
    try run("DELETE FROM spaces WHERE workspace_id = ? AND space_id = ?", workspaceID, space.id)
    auditDeletion(of: "space", space.id.text)
  }

  /// Appends an event about a space.
  ///
  /// - Parameter members: its current devices and entrances.
  package func append(_ type: EventType, about space: SpaceRecord, _ members: SpaceMembers) throws {
    var subject = EventSubject()
    subject.spaceID = space.id
    try append(type, about: subject) { event in
      event.space.key = space.key
      event.space.deviceIDs = members.devices.map { ID($0.text) }
      event.space.acsEntranceIDs = members.entrances
    }
  }
}

extension SpaceRecord: Updatable {
  static let table = Table<SpaceRecord>("spaces")

  static func row(_ column: inout some ColumnVisitor<SpaceRecord>) -> SpaceRecord {
    column(unread: "search_text") { foldedText($0.name, $0.key, $0.customerKey) }
    var space = SpaceRecord(
      id: column(key: "space_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      name: column("name", \.name), key: column("space_key", \.key),
      customerKey: column(once: "customer_key", \.customerKey), parent: column("parent_space_id", \.parent),
      customerData: SpaceData(
        address: column("address", \.customerData.address),
        checkinTime: column("default_checkin_time", \.customerData.checkinTime),
        checkoutTime: column("default_checkout_time", \.customerData.checkoutTime),
        timeZone: column("time_zone", \.customerData.timeZone)))
    space.customMetadata = members(stored: column("custom_metadata") { storedText($0.customMetadata) })
    return space
  }
}

private func doorCount(_ role: String) -> String {
  """
  (SELECT COUNT(*) FROM space_doors d WHERE d.workspace_id = spaces.workspace_id AND d.space_id = spaces.space_id
    AND d.role = '\(role)')
  """
}

package import API
package import Core
package import Wire

/// How a door belongs to a space.
enum SpaceRole: String {
  case device
  case entrance = "acs_entrance"
}

extension Connection {
  /// The devices and entrances of a space, in the order in which they were added.
  package func spaceMembers(of space: ID<Space>, in workspace: ID<Workspace>) throws -> SpaceMembers {
    try spaceMembers(of: [space], in: workspace)[space] ?? SpaceMembers(devices: [], entrances: [])
  }

  /// The doors of spaces. A space without doors is absent.
  func spaceMembers(of spaces: [ID<Space>], in workspace: ID<Workspace>) throws -> [ID<Space>: SpaceMembers] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(spaces, column: "space_id")
    var members: [ID<Space>: SpaceMembers] = [:]
    let _: [Void] = try all(
      "SELECT space_id, role, acs_entrance_id FROM space_doors WHERE \(conditions.sql) ORDER BY position",
      conditions.values
    ) { row in
      var columns = row.columns
      let space = columns.id(Space.self)
      switch SpaceRole(rawValue: columns.text()) {
      case .device: members[space, default: SpaceMembers(devices: [], entrances: [])].devices.append(columns.id())
      case .entrance: members[space, default: SpaceMembers(devices: [], entrances: [])].entrances.append(columns.id())
      case nil: break
      }
    }
    return members
  }

  /// The spaces of each door in a role.
  ///
  /// - Parameters:
  ///   - doors: a query for the workspace and ID of each door, with its values.
  ///   - sight: what the session that asks can see.
  func spaces(
    _ role: SpaceRole, of doors: String, _ values: [any SQLValue], seenBy sight: SessionSight?
  ) throws -> [ID<AcsEntrance>: [ID<Space>]] {
    var conditions = Conditions("d.role = ?", role.rawValue)
    conditions.add("(d.workspace_id, d.acs_entrance_id) IN (\(doors))", all: values)
    conditions.add("s.customer_key = ?", ifPresent: sight?.customerKey)
    let found = try allKept(
      """
      SELECT d.acs_entrance_id, d.space_id FROM space_doors d
      JOIN spaces s ON s.workspace_id = d.workspace_id AND s.space_id = d.space_id
      WHERE \(conditions.sql) ORDER BY s.sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (door: columns.id(AcsEntrance.self), space: columns.id(Space.self))
    }
    return Dictionary(grouping: found, by: \.door).mapValues { $0.map(\.space) }
  }

  /// Whether another customer than that of a session has a door: by its account, or in a space.
  package func isShared(
    _ door: ID<AcsEntrance>, of account: ID<ConnectedAccount>, with session: ClientSessionRecord
  ) throws -> Bool {
    guard let own = session.customerKey else { return false }
    if let key = try connectedAccount(account, in: session.workspaceID)?.customerKey, key != own { return true }
    return try first(
      """
      SELECT 1 FROM space_doors d JOIN spaces s ON s.workspace_id = d.workspace_id AND s.space_id = d.space_id
      WHERE d.workspace_id = ? AND d.acs_entrance_id = ? AND s.customer_key <> ? LIMIT 1
      """, session.workspaceID, door, own
    ) { _ in true } ?? false
  }
}

extension Conditions {
  /// The entrance, named `e`, belongs to one of the spaces.
  mutating func addMembership(as role: SpaceRole, of spaces: [ID<Space>]?, seenBy sight: SessionSight?) {
    guard let spaces else { return }
    var inner = Conditions("x.workspace_id = e.workspace_id AND x.acs_entrance_id = e.acs_entrance_id")
    inner.add("x.role = ?", role.rawValue)
    inner.among(spaces, column: "x.space_id")
    inner.add("y.customer_key = ?", ifPresent: sight?.customerKey)
    add(
      """
      EXISTS (SELECT 1 FROM space_doors x JOIN spaces y ON y.workspace_id = x.workspace_id AND y.space_id = x.space_id
        WHERE \(inner.sql))
      """, all: inner.values)
  }
}

extension Transaction {
  /// Replaces the devices and entrances of a space. Those that stay keep their place.
  ///
  /// - Returns: whether anything changed.
  package func save(_ members: SpaceMembers, was before: SpaceMembers, of space: ID<Space>) throws -> Bool {
    let devices = try save(members.devices, was: before.devices, as: .device, of: space)
    let entrances = try save(members.entrances, was: before.entrances, as: .entrance, of: space)
    return devices || entrances
  }

  private func save(
    _ doors: [ID<AcsEntrance>], was before: [ID<AcsEntrance>], as role: SpaceRole, of space: ID<Space>
  ) throws -> Bool {
    let kept = Set(doors)
    var known = Set(before)
    if kept == known { return false }
    for door in before where !kept.contains(door) {
      try run(
        "DELETE FROM space_doors WHERE workspace_id = ? AND space_id = ? AND role = ? AND acs_entrance_id = ?",
        workspaceID, space, role.rawValue, door)
    }
    var position = try lastPosition(in: space)
    for door in doors where known.insert(door).inserted {
      position += 1
      try run(
        "INSERT INTO space_doors (workspace_id, space_id, role, acs_entrance_id, position) VALUES (?, ?, ?, ?, ?)",
        workspaceID, space, role.rawValue, door, position)
    }
    return true
  }

  private func lastPosition(in space: ID<Space>) throws -> Int {
    try first(
      "SELECT COALESCE(MAX(position), 0) FROM space_doors WHERE workspace_id = ? AND space_id = ?", workspaceID, space
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }

  /// Takes doors out of all spaces before they are deleted, and appends an event for each space.
  ///
  /// - Parameter doors: a query for the ids of the doors, with its values.
  func leaveSpaces(_ doors: String, _ values: any SQLValue...) throws {
    let ids = try all(
      "SELECT DISTINCT space_id FROM space_doors WHERE workspace_id = ? AND acs_entrance_id IN (\(doors))",
      [workspaceID] + values
    ) { row in
      var columns = row.columns
      return columns.id(Space.self)
    }
    if ids.isEmpty { return }
    try run("DELETE FROM space_doors WHERE workspace_id = ? AND acs_entrance_id IN (\(doors))", [workspaceID] + values)
    var filter = SpaceFilter()
    filter.ids = ids
    let spaces = try spaces(filter, PageRange(from: nil, limit: ids.count), in: workspaceID).rows.map(\.space)
    let members = try spaceMembers(of: ids, in: workspaceID)
    for space in spaces {
      try append(
        .spaceDeviceMembershipChanged, about: space, members[space.id] ?? SpaceMembers(devices: [], entrances: []))
    }
  }
}

import API
import Core
import Wire

extension Connection {
  /// A lock as a device; nil where there is no such entrance.
  public func device(_ id: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceRecord? {
    var filter = AcsEntranceFilter()
    filter.ids = [id]
    return try devices(filter, in: workspace).first
  }

  /// Locks as devices; their sites and the workspace are read once.
  public func devices(_ filter: AcsEntranceFilter, in workspace: ID<Workspace>) throws -> [DeviceRecord] {
    let entrances = try acsEntrances(filter, PageRange(from: nil, limit: 100_000), in: workspace).rows
    let isSandbox = try self.workspace(workspace)?.isSandbox ?? false
    var systems: [ID<AcsSystem>: AcsSystemRecord] = [:]
    for id in Set(entrances.map(\.acsSystemID)) { systems[id] = try acsSystem(id, in: workspace) }
    return try entrances.compactMap { entrance in
      guard let system = systems[entrance.acsSystemID] else { return nil }
      return DeviceRecord(
        entrance: entrance, system: system, settings: try deviceSettings(of: entrance.id, in: workspace),
        isSandbox: isSandbox)
    }
  }

  public func deviceSettings(of entrance: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceSettings {
    try first(
      """
      SELECT name, custom_metadata, offline_at, removed_at FROM device_settings
      WHERE workspace_id = ? AND acs_entrance_id = ?
      """, workspace, entrance
    ) { row in
      var columns = row.columns
      var settings = DeviceSettings()
      settings.name = columns.optionalText()
      if case .object(let notes)? = try? JSON.parse(columns.text().utf8) { settings.notes = Metadata(notes) }
      settings.offlineAt = columns.optionalInstant()
      settings.removedAt = columns.optionalInstant()
      return settings
    } ?? DeviceSettings()
  }

  public func save(_ settings: DeviceSettings, of entrance: ID<AcsEntrance>, in workspace: ID<Workspace>) throws {
    try run(
      """
      INSERT INTO device_settings (workspace_id, acs_entrance_id, name, custom_metadata, offline_at, removed_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_entrance_id) DO UPDATE SET name = excluded.name,
        custom_metadata = excluded.custom_metadata, offline_at = excluded.offline_at, removed_at = excluded.removed_at
      """, workspace, entrance, settings.name,
      String(decoding: JSON.object(settings.notes.members).bytes, as: UTF8.self), settings.offlineAt,
      settings.removedAt)
  }

  /// Lets an identity use a lock, or takes that back.
  public func grant(
    _ isGranted: Bool, _ entrance: ID<AcsEntrance>, to identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws {
    try run(
      isGranted
        ? """
        INSERT INTO device_grants (workspace_id, user_identity_id, acs_entrance_id) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """
        : "DELETE FROM device_grants WHERE workspace_id = ? AND user_identity_id = ? AND acs_entrance_id = ?",
      workspace, identity, entrance)
  }

  public func isGranted(
    _ entrance: ID<AcsEntrance>, to identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> Bool {
    try first(
      "SELECT 1 FROM device_grants WHERE workspace_id = ? AND user_identity_id = ? AND acs_entrance_id = ?", workspace,
      identity, entrance, read: { _ in true }) ?? false
  }

  /// Takes back what an identity was granted: in one system, or everywhere.
  public func revokeDeviceGrants(
    of identity: ID<UserIdentity>, at system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>
  ) throws {
    var conditions = Conditions("workspace_id = ? AND user_identity_id = ?", workspace, identity)
    if let system {
      conditions.add(
        "acs_entrance_id IN (SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?)",
        all: [workspace, system])
    }
    try run("DELETE FROM device_grants WHERE \(conditions.sql)", conditions.values)
  }
}

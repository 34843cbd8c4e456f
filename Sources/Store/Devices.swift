import API
import Core
import Wire

extension Connection {
  /// A lock as a device; nil where there is no such entrance.
  package func device(_ id: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceRecord? {
    var filter = AcsEntranceFilter()
    filter.ids = [id]
    return try devices(filter, in: workspace).first
  }

  /// Locks as devices; their sites and the workspace are read once.
  package func devices(_ filter: AcsEntranceFilter, in workspace: ID<Workspace>) throws -> [DeviceRecord] {
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

  package func deviceSettings(of entrance: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceSettings {
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
}

extension Transaction {
  package func save(_ settings: DeviceSettings, of entrance: ID<AcsEntrance>) throws {
    try run(
      """
      INSERT INTO device_settings (workspace_id, acs_entrance_id, name, custom_metadata, offline_at, removed_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_entrance_id) DO UPDATE SET name = excluded.name,
        custom_metadata = excluded.custom_metadata, offline_at = excluded.offline_at, removed_at = excluded.removed_at
      """, workspaceID, entrance, settings.name,
      String(decoding: JSON.object(settings.notes.members).bytes, as: UTF8.self), settings.offlineAt,
      settings.removedAt)
  }
}

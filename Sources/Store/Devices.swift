package import API
package import Core
package import Wire

extension Connection {
  /// A lock as a device. Nil if there is no such entrance.
  package func device(_ id: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceRecord? {
    var filter = AcsEntranceFilter()
    filter.ids = [id]
    return try devices(filter, in: workspace).first
  }

  /// Locks as devices: one statement each for the locks, their sites, settings and spaces, the IQs of offline locks, and
  /// the workspace.
  package func devices(_ filter: AcsEntranceFilter, in workspace: ID<Workspace>) throws -> [DeviceRecord] {
    var devices = try plainDevices(filter, in: workspace)
    if devices.isEmpty { return [] }
    let isSandbox = try self.workspace(workspace)?.isSandbox ?? false
    let conditions = filter.conditions(in: workspace)
    let spaces = try spaces(
      .device, of: "SELECT e.workspace_id, e.acs_entrance_id \(entranceSource) WHERE \(conditions.sql)",
      conditions.values, seenBy: filter.sight)
    for index in devices.indices {
      devices[index].isSandbox = isSandbox
      devices[index].spaceIDs = spaces[devices[index].entrance.id] ?? []
    }
    return devices
  }

  /// Locks as devices without what their errors do not depend on: their spaces, and whether it is a sandbox.
  package func plainDevices(_ filter: AcsEntranceFilter, in workspace: ID<Workspace>) throws -> [DeviceRecord] {
    let entrances = try acsEntrances(filter, PageRange(from: nil, limit: 100_000), in: workspace).rows
    if entrances.isEmpty { return [] }
    let conditions = filter.conditions(in: workspace)
    let chosen = "\(entranceSource) WHERE \(conditions.sql)"
    let systems = try acsSystems(among: "SELECT e.workspace_id, e.acs_system_id \(chosen)", conditions.values)
    let settings = try deviceSettings(among: "SELECT e.workspace_id, e.acs_entrance_id \(chosen)", conditions.values)
    let away = try iqsAway(among: "SELECT e.workspace_id, e.acs_entrance_id \(chosen)", conditions.values)
    return entrances.compactMap { entrance in
      guard let system = systems[entrance.acsSystemID] else { return nil }
      return DeviceRecord(
        entrance: entrance, system: system, settings: settings[entrance.id] ?? DeviceSettings(), isSandbox: false,
        hubAwayAt: away[entrance.id], spaceIDs: [])
    }
  }

  package func deviceSettings(of entrance: ID<AcsEntrance>, in workspace: ID<Workspace>) throws -> DeviceSettings {
    try deviceSettings(among: "VALUES (?, ?)", [workspace, entrance])[entrance] ?? DeviceSettings()
  }

  /// The settings of locks, by their IDs.
  ///
  /// - Parameter ids: a query for the workspace and ID of each lock, with its values.
  private func deviceSettings(
    among ids: String, _ values: [any SQLValue]
  ) throws -> [ID<AcsEntrance>: DeviceSettings] {
    let found = try allKept(
      "SELECT \(SettingsRow.columns) FROM device_settings WHERE (workspace_id, acs_entrance_id) IN (\(ids))", values,
      SettingsRow.read)
    return Dictionary(found.map { ($0.entrance, $0.settings) }) { first, _ in first }
  }
}

extension Transaction {
  package func save(_ settings: DeviceSettings, of entrance: ID<AcsEntrance>) throws {
    try saveRow(SettingsRow(workspaceID: workspaceID, entrance: entrance, settings: settings))
  }
}

/// The settings of a lock, as a row.
private struct SettingsRow {
  let workspaceID: ID<Workspace>
  let entrance: ID<AcsEntrance>
  var settings = DeviceSettings()
}

extension SettingsRow: Updatable {
  static let table = Table<SettingsRow>("device_settings")

  static func row(_ column: inout some ColumnVisitor<SettingsRow>) -> SettingsRow {
    var row = SettingsRow(
      workspaceID: column(key: "workspace_id", \.workspaceID), entrance: column(key: "acs_entrance_id", \.entrance))
    row.settings.name = column("name", \.settings.name)
    row.settings.notes = Metadata(members(stored: column("custom_metadata") { storedText($0.settings.notes.members) }))
    row.settings.offlineAt = column("offline_at", \.settings.offlineAt)
    row.settings.removedAt = column("removed_at", \.settings.removedAt)
    row.settings.unmanagedAt = column("unmanaged_at", \.settings.unmanagedAt)
    return row
  }
}

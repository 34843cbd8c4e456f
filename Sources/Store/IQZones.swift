package import API
package import Core
package import Wire

extension Connection {
  /// Whether the stored time zones of IQs equal the observed ones.
  package func isKept(
    _ zones: [ExternalID<ProviderIQ>: String], of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> Bool {
    let known = try iqZones(of: system, in: workspace)
    return zones.allSatisfy { known[$0.key] == $0.value }
  }

  /// The stored time zones of a site's IQs.
  package func iqZones(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ExternalID<ProviderIQ>: String] {
    let stored = try all(
      "SELECT iq_id, time_zone FROM iq_zones WHERE workspace_id = ? AND acs_system_id = ?", workspace, system
    ) { row in
      var columns = row.columns
      return (columns.external(ProviderIQ.self), columns.text())
    }
    return Dictionary(stored) { first, _ in first }
  }

  /// The time zone in which the IQ of each door reads time schedules: its own, or the site's if that is unknown.
  func doorZones(of doors: [ID<AcsEntrance>], in workspace: ID<Workspace>) throws -> [ID<AcsEntrance>: String] {
    if doors.isEmpty { return [:] }
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(doors, column: "e.acs_entrance_id")
    return try doorZones(conditions)
  }

  /// The time zone of each door of a system.
  fileprivate func doorZones(at system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [ID<AcsEntrance>: String]
  {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.add("e.acs_system_id = ?", system)
    return try doorZones(conditions)
  }

  private func doorZones(_ conditions: Conditions) throws -> [ID<AcsEntrance>: String] {
    let zones = try all(
      """
      SELECT e.acs_entrance_id, COALESCE(z.time_zone, s.time_zone, 'UTC') \(entranceSource)
      LEFT JOIN iq_zones z ON z.workspace_id = e.workspace_id AND z.acs_system_id = e.acs_system_id AND z.iq_id = e.iq_id
      WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(AcsEntrance.self), columns.text())
    }
    return Dictionary(zones) { first, _ in first }
  }
}

extension Transaction {
  /// Stores the observed time zones of IQs. An IQ that is not among them keeps its own: a list can be incomplete.
  package func save(_ zones: [ExternalID<ProviderIQ>: String], of system: ID<AcsSystem>) throws {
    try followZones(at: system) {
      for (iq, zone) in zones {
        try run(
          """
          INSERT INTO iq_zones (workspace_id, acs_system_id, iq_id, time_zone) VALUES (?, ?, ?, ?)
          ON CONFLICT (workspace_id, acs_system_id, iq_id) DO UPDATE SET time_zone = excluded.time_zone
          """, workspaceID, system, iq, zone)
      }
    }
  }

  /// Makes a change of a site, its locks or its IQs, and adapts the access grants of the doors whose time zone it
  /// changes.
  package func followZones(at system: ID<AcsSystem>, _ change: () throws -> Void) throws {
    let before = try doorZones(at: system, in: workspaceID)
    try change()
    let doors = try doorZones(at: system, in: workspaceID).filter { door, zone in
      before[door].map { $0 != zone } ?? false
    }
    for grant in try accessGrants(to: doors.keys.sorted { $0.text < $1.text }, in: workspaceID) {
      try follow(grant, changed: true)
    }
  }
}

import API
package import Core
import Wire

extension Transaction {
  /// Deletes an account with all data that was read or created through it, and appends an event for each deletion.
  package func delete(_ account: ConnectedAccountRecord) throws {
    let workspace = account.workspaceID
    for system in try acsSystems(of: account.id, in: workspace) {
      try tellDeletions(of: system)
      try failCardReadings(
        at: "SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?", workspace,
        system.id)
      let grants = try leaveGrants(system)
      try deleteRows(of: system)
      for grant in grants { try follow(grant, changed: true) }
    }
    // Appended before the deletion, since the event contains data of the account.
    try append(.connectedAccountDeleted, about: .of(account))
    for table in ["guest_accounts", "client_session_accounts", "space_accounts", "connected_accounts"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND connected_account_id = ?", workspace, account.id)
    }
    try run(
      "UPDATE connect_webviews SET connected_account_id = NULL WHERE workspace_id = ? AND connected_account_id = ?",
      workspace, account.id)
    ring(.accounts)
  }

  private func tellDeletions(of system: AcsSystemRecord) throws {
    func tell<Owner>(
      _ type: EventType, _ table: String, _ column: String, _ member: WritableKeyPath<EventSubject, ID<Owner>?>
    ) throws {
      let ids = try all(
        "SELECT \(column) FROM \(table) WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence",
        system.workspaceID, system.id
      ) { row in
        var columns = row.columns
        return columns.id(Owner.self)
      }
      for id in ids {
        try append(type, about: .of(system) { $0[keyPath: member] = id })
      }
    }
    try tell(
      .enrollmentAutomationDeleted, "enrollment_automations", "enrollment_automation_id", \.enrollmentAutomationID)
    try tell(.acsCredentialDeleted, "acs_credentials", "acs_credential_id", \.acsCredentialID)
    try tell(.acsUserDeleted, "acs_users", "acs_user_id", \.acsUserID)
    try tell(.acsAccessGroupDeleted, "acs_access_groups", "acs_access_group_id", \.acsAccessGroupID)
    var locks = AcsEntranceFilter()
    locks.acsSystemID = system.id
    for device in try devices(locks, in: system.workspaceID) {
      try append(.deviceDeleted, about: device)
    }
    try tell(.acsEncoderRemoved, "acs_entrances", "acs_entrance_id", \.acsEncoderID)
    try tell(.acsEntranceRemoved, "acs_entrances", "acs_entrance_id", \.acsEntranceID)
  }

  private func deleteRows(of system: AcsSystemRecord) throws {
    let (workspace, id) = (system.workspaceID, system.id)
    try leaveSpaces(
      "SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?", workspace, id)
    func delete(_ table: String, _ column: String, in other: String) throws {
      try run(
        """
        DELETE FROM \(table) WHERE workspace_id = ? AND \(column) IN
          (SELECT \(column) FROM \(other) WHERE workspace_id = ? AND acs_system_id = ?)
        """, workspace, workspace, id)
    }
    try delete("acs_access_group_entrances", "acs_access_group_id", in: "acs_access_groups")
    // The history of deleted resources can no longer be read. Some of it belongs to users deleted earlier.
    for known in ["acs_users", "acs_user_links", "former_acs_users"] {
      try delete("acs_user_history", "acs_user_id", in: known)
    }
    for table in [
      "acs_access_group_history", "lock_history", "device_settings", "device_grants", "ended_device_grants",
      "encoder_simulations",
    ] {
      try delete(table, "acs_entrance_id", in: "acs_entrances")
    }
    for table in ["grant_group_timetable", "grant_group_entrances"] {
      try delete(table, "grant_group_id", in: "grant_groups")
    }
    for table in ["timetable", "acs_user_access_groups", "phone_removal_holders"] {
      try delete(table, "acs_user_id", in: "acs_users")
    }
    for table in [
      "grant_groups", "enrollment_automations", "acs_credentials", "acs_users", "acs_access_groups", "acs_entrances",
      "entries",
      "action_attempts", "iq_codes", "acs_user_links", "former_acs_users", "iq_sightings", "iq_zones",
      "site_users", "person_stays",
      "acs_system_history", "acs_system_looks", "acs_system_heartbeats", "sync_requests", "sync_progress",
      "acs_systems",
    ] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND acs_system_id = ?", workspace, id)
    }
  }
}

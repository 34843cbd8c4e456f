import API
import Core
package import Wire

extension Transaction {
  /// Deletes the data of a workspace except its callers, its webhooks and attempts to reset it. The last event stays,
  /// since future events are numbered from it.
  ///
  /// - Parameter begun: when the reset was requested, by the system clock. Responses stored for an Idempotency-Key
  ///   before it describe deleted data.
  package func clear(askedFor begun: Instant) throws {
    for table in clearedTables { try run("DELETE FROM \(table) WHERE workspace_id = ?", workspaceID) }
    // A movement in progress finishes its attempt later.
    try run(
      "DELETE FROM action_attempts WHERE workspace_id = ? AND (movement IS NOT NULL OR method_action IS NOT NULL OR code_action IS NOT NULL OR reading IS NOT NULL) AND status <> 'pending'",
      workspaceID)
    try run("DELETE FROM idempotent_answers WHERE workspace_id = ? AND created_at < ?", workspaceID, begun)
    try run(
      "DELETE FROM events WHERE workspace_id = ? AND sequence < ?", workspaceID, try lastEventSequence(in: workspaceID))
  }
}

/// The emptied tables, each before those that it refers to.
let clearedTables = [
  "webhook_attempts", "webhook_deliveries", "held_cards", "customer_run_records", "customer_runs", "customer_rules",
  "customer_portals", "customization_profiles",
  "instant_key_uses", "instant_keys", "client_session_accounts", "client_session_webviews",
  "client_sessions",
  "ended_client_sessions", "device_grants", "ended_device_grants", "phone_removal_holders", "phones",
  "access_codes", "access_grant_open_doors", "withdrawn_access_methods", "access_methods", "requested_access_methods",
  "access_grant_doors",
  "access_grant_spaces", "person_stays", "access_grants", "grant_group_timetable", "grant_group_entrances",
  "grant_groups",
  "enrollment_automations", "acs_credentials", "timetable", "acs_user_access_groups", "acs_user_history",
  "acs_user_links", "former_acs_users", "acs_users", "site_users", "guest_accounts", "merged_user_identities",
  "user_identities", "acs_access_group_entrances", "acs_access_group_history", "acs_access_groups", "device_settings",
  "lock_history", "encoder_simulations", "space_doors", "space_accounts", "spaces", "acs_entrances", "entries",
  "iq_codes", "iq_sightings", "iq_zones",
  "acs_system_history", "acs_system_looks", "acs_system_heartbeats", "sync_requests", "sync_progress", "acs_systems",
  "connect_webviews", "connected_accounts",
]

/// The tables of workspace data that are not emptied, or not completely.
let keptTables = [
  "workspaces", "api_keys", "operator_workspaces", "webhooks", "idempotent_answers", "action_attempts", "events",
  "audit_entries", "audit_subjects", "audit_anchors", "sent_audit_heads",
  // They follow the accounts and webhooks, and the reset itself may be requested.
  "claims", "clock_requests",
]

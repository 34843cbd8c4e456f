/// For the desk: people in the order of their names, activities of a rare kind, and the audit by time.
let deskIndexes = [
  """
  CREATE INDEX person_stays_by_name
    ON person_stays (workspace_id, COALESCE(user_text, identity_text, ''), acs_user_id)
  """,
  // Narrow, to count the people.
  "CREATE INDEX person_stays_of_user ON person_stays (workspace_id, acs_user_id)",
  "ALTER TABLE events ADD COLUMN kind TEXT NOT NULL DEFAULT 'change'",
  "UPDATE events SET kind = 'entry' WHERE event_type IN ('lock.unlocked', 'lock.locked')",
  "UPDATE events SET kind = 'refusal' WHERE event_type = 'lock.access_denied'",
  """
  UPDATE events SET kind = 'problem' WHERE event_type IN ('device.tampered', 'device.low_battery',
    'device.connection_became_flaky', 'device.error.subscription_required', 'access_grant.access_to_door_lost',
    'access_grant.could_not_create_requested_access_methods')
    OR event_type LIKE '%failed%' OR event_type LIKE '%delay!_in!_%' ESCAPE '!' OR event_type LIKE '%disconnected%'
  """,
  "CREATE INDEX events_by_kind ON events (workspace_id, kind, sequence)",
  "CREATE INDEX audit_entries_by_time ON audit_entries (workspace_id, occurred_at, sequence)",
]

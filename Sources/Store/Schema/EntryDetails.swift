/// What the desk asks of entries, so that it reads no events: when, where and by whom. Entries from before were not
/// stored with their time, so the time of their event stands for it.
let entryDetails = [
  "ALTER TABLE entries ADD COLUMN occurred_at INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE entries ADD COLUMN acs_entrance_id TEXT",
  "ALTER TABLE entries ADD COLUMN acs_user_id TEXT",
  "ALTER TABLE entries ADD COLUMN is_opening INTEGER NOT NULL DEFAULT 0",
  """
  UPDATE entries SET
    occurred_at = COALESCE((SELECT e.created_at FROM events e
      WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id), 0),
    acs_entrance_id = (SELECT e.acs_entrance_id FROM events e
      WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id),
    acs_user_id = (SELECT e.acs_user_id FROM events e
      WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id),
    is_opening = COALESCE((SELECT CASE WHEN e.event_type = 'lock.unlocked' THEN 1 ELSE 0 END FROM events e
      WHERE e.workspace_id = entries.workspace_id AND e.event_id = entries.event_id), 0)
  """,
  """
  CREATE INDEX entries_by_entrance
    ON entries (workspace_id, acs_entrance_id, is_opening, occurred_at, event_id, acs_user_id)
  """,
  """
  CREATE INDEX entries_by_user
    ON entries (workspace_id, acs_user_id, is_opening, occurred_at, event_id, acs_entrance_id)
  """,
  "CREATE INDEX entries_by_time ON entries (workspace_id, acs_system_id, occurred_at, is_opening, acs_entrance_id)",
  "CREATE INDEX events_by_user ON events (workspace_id, acs_user_id, sequence) WHERE acs_user_id IS NOT NULL",
]

/// Since when the battery of a lock has been low.
let batteryTimes = ["ALTER TABLE acs_entrances ADD COLUMN battery_low_at INTEGER"]

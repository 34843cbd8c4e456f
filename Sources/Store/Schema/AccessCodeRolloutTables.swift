/// When access codes reach their locks, what a person changed about them, and the ID of the author of their events.
let accessCodeRolloutTables = [
  "ALTER TABLE access_codes ADD COLUMN reaches_lock_at INTEGER",
  // What was set had been at its site.
  "UPDATE access_codes SET was_scheduled = 1 WHERE was_set = 1",
  // The codes whose locks may not have them yet.
  "CREATE INDEX access_codes_not_set ON access_codes (workspace_id, reaches_lock_at) WHERE was_set = 0",
  "ALTER TABLE access_codes ADD COLUMN modified_fields TEXT",
  "ALTER TABLE events ADD COLUMN actor_id TEXT",
]

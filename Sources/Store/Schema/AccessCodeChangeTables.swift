/// What people change about access codes at their sites.
let accessCodeChangeTables = [
  "ALTER TABLE access_codes ADD COLUMN external_change TEXT",
  "ALTER TABLE access_codes ADD COLUMN externally_changed_at INTEGER",
  // Who caused an event about an access code, for its timeline.
  "ALTER TABLE events ADD COLUMN actor TEXT",
]

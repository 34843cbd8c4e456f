/// When gateways were seen, online or not, and how locks were seen to change.
let sightingTables = [
  "ALTER TABLE acs_entrances ADD COLUMN iq_id TEXT",
  """
  CREATE TABLE iq_sightings (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    iq_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_online INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, iq_id, at)
  ) WITHOUT ROWID
  """,
  """
  CREATE INDEX iq_sightings_online ON iq_sightings (workspace_id, acs_system_id, iq_id, at) WHERE is_online = 1
  """,
  """
  CREATE TABLE lock_history (
    workspace_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    is_privacy_mode INTEGER NOT NULL,
    is_office_mode INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_entrance_id, sequence)
  )
  """,
]

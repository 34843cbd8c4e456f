/// The observed locks, their settings here, and the entries that were read.
let acsEntranceTables = [
  """
  CREATE TABLE acs_entrances (
    workspace_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    battery_level TEXT,
    lock_type TEXT,
    locked_state TEXT,
    is_online INTEGER NOT NULL,
    is_privacy_mode INTEGER NOT NULL,
    is_left_open_alarm INTEGER NOT NULL,
    is_intrusion_alarm INTEGER NOT NULL,
    privacy_mode_at INTEGER,
    iq_id TEXT,
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, acs_entrance_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, acs_system_id, external_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
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
  """
  CREATE TABLE device_settings (
    workspace_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    name TEXT,
    custom_metadata TEXT NOT NULL DEFAULT '{}',
    offline_at INTEGER,
    removed_at INTEGER,
    PRIMARY KEY (workspace_id, acs_entrance_id)
  )
  """,
  """
  CREATE TABLE entries (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, entry_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  ) WITHOUT ROWID
  """,
  "CREATE INDEX entries_by_event ON entries (workspace_id, event_id)",
]

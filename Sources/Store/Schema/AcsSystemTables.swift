/// The observed sites with their IQs.
let acsSystemTables = [
  """
  CREATE TABLE acs_systems (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    connected_account_id TEXT NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    time_zone TEXT,
    created_at INTEGER NOT NULL,
    seats_limit INTEGER NOT NULL DEFAULT 0,
    seats_used INTEGER NOT NULL DEFAULT 0,
    seats_almost_at INTEGER,
    seats_exceeded_at INTEGER,
    accepts_pins INTEGER NOT NULL DEFAULT 0,
    accepts_mobile_keys INTEGER NOT NULL DEFAULT 0,
    is_subscription_valid INTEGER NOT NULL DEFAULT 1,
    user_count INTEGER NOT NULL DEFAULT 0,
    entries_complete_until INTEGER,
    seats_for_staff INTEGER NOT NULL DEFAULT 0,
    custom_pins INTEGER NOT NULL DEFAULT 0,
    site_fault TEXT,
    site_fault_at INTEGER,
    missing_at INTEGER,
    missing_users INTEGER NOT NULL DEFAULT 0,
    missing_groups INTEGER NOT NULL DEFAULT 0,
    missing_locks INTEGER NOT NULL DEFAULT 0,
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, acs_system_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, connected_account_id, external_id),
    FOREIGN KEY (workspace_id, connected_account_id) REFERENCES connected_accounts
  )
  """,
  """
  CREATE TABLE acs_system_history (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    accepts_mobile_keys INTEGER NOT NULL,
    accepts_pins INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, sequence)
  )
  """,
  """
  CREATE TABLE acs_system_heartbeats (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """,
  """
  CREATE TABLE acs_system_looks (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, sequence),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  ) WITHOUT ROWID
  """,
  "CREATE INDEX acs_system_looks_by_time ON acs_system_looks (workspace_id, acs_system_id, at)",
  """
  CREATE TABLE iq_sightings (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    iq_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    is_online INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, iq_id, sequence)
  ) WITHOUT ROWID
  """,
  """
  CREATE UNIQUE INDEX iq_sightings_open ON iq_sightings (workspace_id, acs_system_id, iq_id)
    WHERE until_at IS NULL
  """,
  "CREATE INDEX iq_sightings_by_end ON iq_sightings (workspace_id, until_at)",
  """
  CREATE TABLE iq_codes (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    iq_id TEXT NOT NULL,
    sealed_material BLOB NOT NULL,
    activated_at INTEGER,
    PRIMARY KEY (workspace_id, acs_system_id, iq_id)
  )
  """,
]

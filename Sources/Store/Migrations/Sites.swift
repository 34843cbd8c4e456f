/// What was read from the provider: systems, groups and entrances.
let siteTables = [
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
    PRIMARY KEY (workspace_id, acs_system_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, connected_account_id, external_id),
    FOREIGN KEY (workspace_id, connected_account_id) REFERENCES connected_accounts
  )
  """,
  """
  CREATE TABLE acs_access_groups (
    workspace_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_access_group_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, acs_system_id, external_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """,
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
    PRIMARY KEY (workspace_id, acs_entrance_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, acs_system_id, external_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """,
  """
  CREATE TABLE acs_access_group_entrances (
    workspace_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_access_group_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, acs_access_group_id) REFERENCES acs_access_groups,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  """
  CREATE INDEX acs_access_group_entrances_by_entrance
    ON acs_access_group_entrances (workspace_id, acs_entrance_id)
  """,
]

/// Access grants with their doors, spaces and access methods, and what ACS users know of them.
let accessGrantTables = [
  """
  CREATE TABLE access_grants (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    access_grant_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    user_identity_id TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    name TEXT,
    access_grant_key TEXT,
    customer_key TEXT,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER NOT NULL,
    granted_at INTEGER,
    PRIMARY KEY (workspace_id, access_grant_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    CHECK (ends_at IS NULL OR starts_at < ends_at)
  )
  """,
  """
  CREATE UNIQUE INDEX access_grants_by_key ON access_grants (workspace_id, access_grant_key)
    WHERE access_grant_key IS NOT NULL AND is_deleted = 0
  """,
  "CREATE INDEX access_grants_by_identity ON access_grants (workspace_id, user_identity_id)",
  "CREATE INDEX access_grants_of_customer ON access_grants (workspace_id, customer_key) WHERE customer_key IS NOT NULL",
  """
  CREATE TABLE access_grant_doors (
    workspace_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('device', 'acs_entrance')),
    PRIMARY KEY (workspace_id, access_grant_id, acs_entrance_id, role),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  "CREATE INDEX access_grant_doors_by_entrance ON access_grant_doors (workspace_id, acs_entrance_id)",
  """
  CREATE TABLE access_grant_spaces (
    workspace_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    space_name TEXT NOT NULL,
    space_deleted_at INTEGER,
    PRIMARY KEY (workspace_id, access_grant_id, space_id),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
  )
  """,
  "CREATE INDEX access_grant_spaces_by_space ON access_grant_spaces (workspace_id, space_id)",
  """
  CREATE TABLE requested_access_methods (
    workspace_id TEXT NOT NULL,
    requested_access_method_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    mode TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sealed_code BLOB,
    instant_key_max_use_count INTEGER,
    PRIMARY KEY (workspace_id, requested_access_method_id),
    UNIQUE (workspace_id, access_grant_id, position),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
  )
  """,
  """
  CREATE TABLE access_methods (
    workspace_id TEXT NOT NULL,
    access_method_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    access_grant_id TEXT NOT NULL,
    requested_access_method_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    acs_credential_id TEXT,
    owns_credential INTEGER NOT NULL DEFAULT 0,
    issued_at INTEGER,
    was_issued INTEGER NOT NULL DEFAULT 0,
    delay INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, access_method_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
    FOREIGN KEY (workspace_id, requested_access_method_id) REFERENCES requested_access_methods
  )
  """,
  "CREATE INDEX access_methods_of_grant ON access_methods (workspace_id, access_grant_id)",
  "CREATE INDEX access_methods_of_user ON access_methods (workspace_id, acs_user_id)",
  "CREATE INDEX access_methods_at_system ON access_methods (workspace_id, acs_system_id)",
  """
  CREATE INDEX access_methods_of_credential ON access_methods (workspace_id, acs_credential_id)
    WHERE acs_credential_id IS NOT NULL
  """,
  """
  CREATE TABLE access_grant_open_doors (
    workspace_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, access_grant_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
  )
  """,
  "ALTER TABLE acs_users ADD COLUMN own_access TEXT",
  "ALTER TABLE acs_users ADD COLUMN own_starts_at INTEGER",
  "ALTER TABLE acs_users ADD COLUMN own_ends_at INTEGER",
  "ALTER TABLE acs_users ADD COLUMN follows_grants INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN needed_from INTEGER",
  "ALTER TABLE acs_users ADD COLUMN mobile_key_from INTEGER",
  "ALTER TABLE acs_users ADD COLUMN pin_waits INTEGER NOT NULL DEFAULT 0",
  "CREATE INDEX acs_users_with_grants ON acs_users (workspace_id, acs_system_id) WHERE follows_grants = 1",
  "ALTER TABLE acs_systems ADD COLUMN pins_before_start INTEGER",
  "ALTER TABLE acs_systems ADD COLUMN grant_lead_seconds INTEGER",
  "ALTER TABLE action_attempts ADD COLUMN access_method_id TEXT",
  "ALTER TABLE action_attempts ADD COLUMN method_action TEXT",
  "ALTER TABLE action_attempts ADD COLUMN result TEXT",
  "ALTER TABLE events ADD COLUMN access_grant_id TEXT",
  "ALTER TABLE events ADD COLUMN access_method_id TEXT",
  """
  CREATE INDEX events_by_access_grant ON events (workspace_id, access_grant_id, sequence)
    WHERE access_grant_id IS NOT NULL
  """,
  """
  CREATE INDEX events_by_access_method ON events (workspace_id, access_method_id, sequence)
    WHERE access_method_id IS NOT NULL
  """,
]

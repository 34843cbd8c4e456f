/// Locks as devices: what is kept of them here, who may use them, attempts to move them, and what one-time codes for
/// their IQs are made of.
let deviceTables = [
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
  CREATE TABLE device_grants (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id)
  )
  """,
  """
  CREATE TABLE action_attempts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    action_attempt_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    movement TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    error_type TEXT,
    error_message TEXT,
    PRIMARY KEY (workspace_id, action_attempt_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE INDEX action_attempts_pending ON action_attempts (workspace_id) WHERE status = 'pending'",
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

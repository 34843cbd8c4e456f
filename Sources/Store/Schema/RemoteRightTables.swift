/// The rights to move locks remotely, and the attempts.
let remoteRightTables = [
  """
  CREATE TABLE device_grants (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  "CREATE INDEX device_grants_by_entrance ON device_grants (workspace_id, acs_entrance_id)",
  """
  CREATE TABLE ended_device_grants (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, acs_entrance_id, sequence)
  ) WITHOUT ROWID
  """,
  "CREATE INDEX ended_device_grants_by_entrance ON ended_device_grants (workspace_id, acs_entrance_id)",
  """
  CREATE TABLE action_attempts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    action_attempt_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    movement TEXT,
    acs_entrance_id TEXT,
    acs_system_id TEXT,
    connected_account_id TEXT,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    error_type TEXT,
    error_message TEXT,
    requester_kind TEXT,
    requester_reference TEXT,
    acs_credential_id TEXT,
    PRIMARY KEY (workspace_id, action_attempt_id),
    UNIQUE (workspace_id, sequence),
    CHECK ((movement IS NULL) = (acs_entrance_id IS NULL)),
    CHECK ((movement IS NULL) = (acs_system_id IS NULL)),
    CHECK ((movement IS NULL) = (connected_account_id IS NULL))
  )
  """,
  "CREATE INDEX action_attempts_pending ON action_attempts (workspace_id) WHERE status = 'pending'",
]

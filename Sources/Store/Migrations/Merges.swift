/// Identities that became others, and attempts at more than locks.
let mergeTables = [
  """
  CREATE TABLE merged_user_identities (
    workspace_id TEXT NOT NULL,
    merged_user_identity_id TEXT NOT NULL,
    merged_user_identity_key TEXT,
    user_identity_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, merged_user_identity_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities
  )
  """,
  """
  CREATE UNIQUE INDEX merged_user_identities_by_key
    ON merged_user_identities (workspace_id, merged_user_identity_key) WHERE merged_user_identity_key IS NOT NULL
  """,
  "CREATE INDEX merged_user_identities_by_survivor ON merged_user_identities (workspace_id, user_identity_id)",
  // An attempt without a movement resets a sandbox.
  """
  CREATE TABLE attempts (
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
    PRIMARY KEY (workspace_id, action_attempt_id),
    UNIQUE (workspace_id, sequence),
    CHECK ((movement IS NULL) = (acs_entrance_id IS NULL)),
    CHECK ((movement IS NULL) = (acs_system_id IS NULL)),
    CHECK ((movement IS NULL) = (connected_account_id IS NULL))
  )
  """,
  """
  INSERT INTO attempts SELECT workspace_id, action_attempt_id, sequence, movement, acs_entrance_id, acs_system_id,
    connected_account_id, created_at, status, error_type, error_message FROM action_attempts
  """,
  "DROP TABLE action_attempts",
  "ALTER TABLE attempts RENAME TO action_attempts",
  "CREATE INDEX action_attempts_pending ON action_attempts (workspace_id) WHERE status = 'pending'",
]

/// Client sessions, phones with the keys that they hold, and guests' own accounts at the provider.
let phoneTables = [
  """
  CREATE TABLE client_sessions (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    client_session_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    short_token TEXT NOT NULL UNIQUE,
    long_token_hash TEXT NOT NULL,
    sealed_token BLOB NOT NULL,
    user_identifier_key TEXT,
    user_identity_id TEXT,
    connected_account_ids TEXT NOT NULL,
    connect_webview_ids TEXT NOT NULL,
    customer_key TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (workspace_id, client_session_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  """
  CREATE UNIQUE INDEX client_sessions_by_key ON client_sessions (workspace_id, user_identifier_key)
    WHERE user_identifier_key IS NOT NULL
  """,
  "CREATE INDEX client_sessions_by_identity ON client_sessions (workspace_id, user_identity_id)",
  """
  CREATE TABLE phones (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    device_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    user_identity_id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    provider_device_id TEXT,
    provider_key_id TEXT,
    key_expires_at INTEGER,
    key_reported_at INTEGER,
    removal_way TEXT,
    removal_requested_at INTEGER,
    removed_at INTEGER,
    PRIMARY KEY (workspace_id, device_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, user_identity_id, installation_id),
    CHECK ((provider_key_id IS NULL) = (key_reported_at IS NULL)),
    CHECK ((removal_way IS NULL) = (removal_requested_at IS NULL))
  )
  """,
  """
  CREATE TABLE guest_accounts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    user_identity_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    sealed_tokens BLOB,
    pending_state_hash TEXT UNIQUE,
    sealed_pending BLOB,
    PRIMARY KEY (workspace_id, user_identity_id, connected_account_id),
    CHECK ((pending_state_hash IS NULL) = (sealed_pending IS NULL))
  )
  """,
  "ALTER TABLE acs_credentials ADD COLUMN parent_acs_credential_id TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN device_id TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN issued_at INTEGER",
  """
  CREATE INDEX acs_credentials_by_parent ON acs_credentials (workspace_id, parent_acs_credential_id)
    WHERE parent_acs_credential_id IS NOT NULL
  """,
  """
  CREATE INDEX acs_credentials_by_device ON acs_credentials (workspace_id, device_id)
    WHERE device_id IS NOT NULL
  """,
  "ALTER TABLE acs_users ADD COLUMN cancels_keys INTEGER NOT NULL DEFAULT 0",
  "CREATE INDEX acs_users_by_owner ON acs_users (workspace_id, user_identity_id) WHERE user_identity_id IS NOT NULL",
]

/// Client sessions with the resources they can see, and the lifetimes of ended ones.
let clientSessionTables = [
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
    customer_key TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    usable_from INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, client_session_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE INDEX client_sessions_by_identity ON client_sessions (workspace_id, user_identity_id)",
  """
  CREATE UNIQUE INDEX client_sessions_by_key ON client_sessions (workspace_id, user_identifier_key)
    WHERE user_identifier_key IS NOT NULL AND revoked_at IS NULL
  """,
  """
  CREATE INDEX client_sessions_by_any_key ON client_sessions (workspace_id, user_identifier_key)
    WHERE user_identifier_key IS NOT NULL
  """,
  """
  CREATE TABLE client_session_accounts (
    workspace_id TEXT NOT NULL,
    client_session_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, client_session_id, connected_account_id),
    FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
  ) WITHOUT ROWID
  """,
  """
  CREATE INDEX client_session_accounts_by_account
    ON client_session_accounts (workspace_id, connected_account_id)
  """,
  """
  CREATE TABLE client_session_webviews (
    workspace_id TEXT NOT NULL,
    client_session_id TEXT NOT NULL,
    connect_webview_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, client_session_id, connect_webview_id),
    FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
  ) WITHOUT ROWID
  """,
  """
  CREATE INDEX client_session_webviews_by_webview
    ON client_session_webviews (workspace_id, connect_webview_id)
  """,
  """
  CREATE TABLE ended_client_sessions (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    client_session_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, client_session_id, sequence)
  ) WITHOUT ROWID
  """,
]

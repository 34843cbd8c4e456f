/// The log of events.
let eventTables = [
  """
  CREATE TABLE events (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    sequence INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    connected_account_id TEXT,
    acs_system_id TEXT,
    acs_user_id TEXT,
    acs_credential_id TEXT,
    acs_access_group_id TEXT,
    acs_entrance_id TEXT,
    device_id TEXT,
    client_session_id TEXT,
    connect_webview_id TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace_id, sequence),
    UNIQUE (workspace_id, event_id)
  )
  """,
  "CREATE INDEX events_by_time ON events (workspace_id, created_at, sequence)",
  """
  CREATE INDEX events_of_account ON events (workspace_id, connected_account_id, event_type)
    WHERE acs_system_id IS NULL AND connected_account_id IS NOT NULL
  """,
  "CREATE INDEX events_by_device ON events (workspace_id, device_id, sequence) WHERE device_id IS NOT NULL",
]

/// From when people could move locks from afar: by client sessions, grants and cloud keys; those that have ended too.
let remoteRightTables = [
  "ALTER TABLE device_grants ADD COLUMN granted_at INTEGER NOT NULL DEFAULT 0",
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
  // Since when a session works for the identity that it has.
  "ALTER TABLE client_sessions ADD COLUMN usable_from INTEGER NOT NULL DEFAULT 0",
  "UPDATE client_sessions SET usable_from = created_at",
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
  // Few sessions see webviews.
  "CREATE INDEX client_sessions_with_webviews ON client_sessions (workspace_id) WHERE connect_webview_ids <> '[]'",
  "CREATE INDEX acs_user_links_by_user ON acs_user_links (workspace_id, acs_user_id)",
  """
  INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, state)
  SELECT c.workspace_id, c.acs_user_id, (SELECT COALESCE(MAX(h.sequence), 0) FROM acs_user_history h
      WHERE h.workspace_id = c.workspace_id AND h.acs_user_id = c.acs_user_id)
    + ROW_NUMBER() OVER (PARTITION BY c.workspace_id, c.acs_user_id ORDER BY c.sequence), c.created_at, 'credential',
    json_object('acs_credential_id', c.acs_credential_id, 'is_held', json('true'), 'access_method', 'cloud_key')
  FROM acs_credentials c WHERE c.access_method = 'cloud_key' AND c.acs_user_id IS NOT NULL
  """,
]

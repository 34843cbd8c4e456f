/// Instant keys with their uses, and whom the guests of a site ask.
let instantKeyTables = [
  """
  CREATE TABLE instant_keys (
    workspace_id TEXT NOT NULL,
    instant_key_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    client_session_id TEXT NOT NULL,
    access_method_id TEXT,
    code_hash TEXT NOT NULL UNIQUE,
    sealed_code BLOB NOT NULL,
    max_use_count INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, instant_key_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, client_session_id),
    FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
  )
  """,
  """
  CREATE INDEX instant_keys_of_method ON instant_keys (workspace_id, access_method_id)
    WHERE access_method_id IS NOT NULL
  """,
  """
  CREATE TABLE instant_key_uses (
    workspace_id TEXT NOT NULL,
    instant_key_id TEXT NOT NULL,
    mark TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    shows_pin INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, instant_key_id, mark),
    FOREIGN KEY (workspace_id, instant_key_id) REFERENCES instant_keys
  )
  """,
  "ALTER TABLE acs_systems ADD COLUMN support_phone TEXT",
  "ALTER TABLE acs_systems ADD COLUMN support_email TEXT",
]

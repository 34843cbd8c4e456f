/// The sessions of operators in browsers.
let operatorSessionTables = [
  """
  CREATE TABLE operator_sessions (
    operator_session_id TEXT NOT NULL PRIMARY KEY,
    operator_id TEXT NOT NULL REFERENCES operators,
    access_token_id TEXT,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  )
  """,
  "CREATE INDEX operator_sessions_by_operator ON operator_sessions (operator_id)",
  "CREATE INDEX operator_sessions_by_end ON operator_sessions (expires_at)",
]

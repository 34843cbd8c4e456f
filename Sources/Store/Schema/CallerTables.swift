/// The callers: keys of workspaces, operators with their tokens, and the stored responses of idempotent calls.
let callerTables = [
  """
  CREATE TABLE api_keys (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    api_key_id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_token TEXT NOT NULL UNIQUE,
    long_token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    is_publishable INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, api_key_id)
  )
  """,
  """
  CREATE TABLE operators (
    operator_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )
  """,
  """
  CREATE TABLE operator_workspaces (
    operator_id TEXT NOT NULL REFERENCES operators,
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    PRIMARY KEY (operator_id, workspace_id)
  )
  """,
  """
  CREATE TABLE access_tokens (
    access_token_id TEXT NOT NULL PRIMARY KEY,
    operator_id TEXT NOT NULL REFERENCES operators,
    name TEXT NOT NULL,
    short_token TEXT NOT NULL UNIQUE,
    long_token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  )
  """,
  """
  CREATE TABLE idempotent_answers (
    workspace_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    sealed_answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, caller, key_hash)
  )
  """,
  "CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at)",
]

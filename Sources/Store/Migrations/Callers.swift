/// Who calls beside API keys: operators with personal access tokens, and apps with publishable keys.
let callerTables = [
  "ALTER TABLE api_keys ADD COLUMN is_publishable INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE workspaces ADD COLUMN connect_partner_name TEXT",
  "ALTER TABLE workspaces ADD COLUMN customization TEXT NOT NULL DEFAULT '{}'",
  "ALTER TABLE workspaces ADD COLUMN is_suspended INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE workspaces ADD COLUMN takes_publishable_keys INTEGER NOT NULL DEFAULT 0",
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
]

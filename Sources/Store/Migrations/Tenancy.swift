/// Who owns what: workspaces, their keys, and the accounts that they connected.
let tenancyTables = [
  """
  CREATE TABLE workspaces (
    workspace_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    is_sandbox INTEGER NOT NULL CHECK (is_sandbox IN (0, 1)),
    created_at INTEGER NOT NULL,
    clock_offset INTEGER NOT NULL DEFAULT 0,
    CHECK (is_sandbox = 1 OR clock_offset = 0)
  )
  """,
  """
  CREATE TABLE api_keys (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    api_key_id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_token TEXT NOT NULL UNIQUE,
    long_token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (workspace_id, api_key_id)
  )
  """,
  """
  CREATE TABLE connected_accounts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    connected_account_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    is_virtual INTEGER NOT NULL CHECK (is_virtual IN (0, 1)),
    sealed_credentials BLOB NOT NULL,
    sealed_token BLOB,
    fault TEXT,
    fault_at INTEGER,
    PRIMARY KEY (workspace_id, connected_account_id),
    UNIQUE (workspace_id, sequence),
    CHECK ((fault IS NULL) = (fault_at IS NULL))
  )
  """,
]

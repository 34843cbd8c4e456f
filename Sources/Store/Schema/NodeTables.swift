/// The servers that share the database, and what each works for.
let nodeTables = [
  """
  CREATE TABLE nodes (
    node_id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    version TEXT NOT NULL,
    is_leaving INTEGER NOT NULL,
    alive_until INTEGER NOT NULL
  )
  """,
  """
  CREATE TABLE claims (
    workspace_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    node_id TEXT,
    claim INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, kind, subject_id)
  )
  """,
  "CREATE INDEX claims_by_node ON claims (node_id)",
  """
  CREATE TABLE sync_requests (
    workspace_id TEXT NOT NULL,
    sync_request_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    believes_all INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, sync_request_id)
  )
  """,
  // The node that makes the attempt. Nil in a single process.
  "ALTER TABLE action_attempts ADD COLUMN node_id TEXT",
]

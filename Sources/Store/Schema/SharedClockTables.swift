/// The clocks of sandboxes as several servers share them.
let sharedClockTables = [
  // Nil while the clock runs.
  "ALTER TABLE workspaces ADD COLUMN clock_stands_at INTEGER",
  "ALTER TABLE workspaces ADD COLUMN clock_moves INTEGER NOT NULL DEFAULT 0",
  "CREATE INDEX workspaces_by_clock ON workspaces (workspace_id) WHERE clock_moves > 0",
  """
  CREATE TABLE clock_requests (
    workspace_id TEXT NOT NULL,
    clock_request_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    target INTEGER,
    step INTEGER,
    action_attempt_id TEXT,
    PRIMARY KEY (workspace_id, clock_request_id)
  )
  """,
]

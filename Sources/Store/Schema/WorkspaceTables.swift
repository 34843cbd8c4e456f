/// Workspaces.
let workspaceTables = [
  """
  CREATE TABLE workspaces (
    workspace_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    is_sandbox INTEGER NOT NULL CHECK (is_sandbox IN (0, 1)),
    created_at INTEGER NOT NULL,
    clock_offset INTEGER NOT NULL DEFAULT 0,
    connect_partner_name TEXT,
    customization TEXT NOT NULL DEFAULT '{}',
    is_suspended INTEGER NOT NULL DEFAULT 0,
    takes_publishable_keys INTEGER NOT NULL DEFAULT 0,
    CHECK (is_sandbox = 1 OR clock_offset = 0)
  )
  """
]

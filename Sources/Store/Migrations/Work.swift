/// What is to be done when, what happened, and how things came to be as they are.
let workTables = [
  """
  CREATE TABLE timetable (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_user_id),
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
  "CREATE INDEX timetable_by_due ON timetable (workspace_id, acs_system_id, due_at)",
  """
  CREATE TABLE acs_user_history (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    aspect TEXT NOT NULL CHECK (aspect IN ('wanted', 'observed')),
    state TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_user_id, sequence)
  )
  """,
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
    body TEXT NOT NULL,
    PRIMARY KEY (workspace_id, sequence),
    UNIQUE (workspace_id, event_id)
  )
  """,
  "CREATE INDEX events_by_time ON events (workspace_id, created_at, sequence)",
]

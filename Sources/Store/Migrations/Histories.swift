/// The history of ACS users, with all that explains access: open calls, seats, credentials and phones beside what was
/// wanted and observed, and by group, so that those who were in one are found.
let historyTables = [
  "ALTER TABLE acs_user_history RENAME TO acs_user_history_before",
  """
  CREATE TABLE acs_user_history (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    aspect TEXT NOT NULL CHECK (aspect IN ('wanted', 'observed', 'calling', 'seat', 'credential', 'phone')),
    acs_access_group_id TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_user_id, sequence)
  )
  """,
  """
  INSERT INTO acs_user_history (workspace_id, acs_user_id, sequence, at, aspect, acs_access_group_id, state)
  SELECT workspace_id, acs_user_id, sequence, at, aspect, json_extract(state, '$.acs_access_group_id'), state
  FROM acs_user_history_before
  """,
  "DROP TABLE acs_user_history_before",
  """
  CREATE INDEX acs_user_history_by_group ON acs_user_history (workspace_id, acs_access_group_id, acs_user_id)
    WHERE acs_access_group_id IS NOT NULL
  """,
]

/// The histories of ACS users and of their identities.
let acsUserHistoryTables = [
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
  CREATE INDEX acs_user_history_by_group ON acs_user_history (workspace_id, acs_access_group_id, acs_user_id)
    WHERE acs_access_group_id IS NOT NULL
  """,
  """
  CREATE TABLE acs_user_links (
    workspace_id TEXT NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_user_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_linked INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_identity_id, acs_system_id, sequence)
  ) WITHOUT ROWID
  """,
  "CREATE INDEX acs_user_links_by_user ON acs_user_links (workspace_id, acs_user_id)",
  """
  CREATE TABLE former_acs_users (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    user_identity_id TEXT,
    PRIMARY KEY (workspace_id, acs_system_id, person_id)
  ) WITHOUT ROWID
  """,
]

/// Which ACS user was an identity's at a system, and from when.
let linkTables = [
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
  """
  INSERT INTO acs_user_links (workspace_id, user_identity_id, acs_system_id, sequence, acs_user_id, at, is_linked)
  SELECT workspace_id, user_identity_id, acs_system_id, 1, acs_user_id, created_at, 1 FROM acs_users
  WHERE user_identity_id IS NOT NULL AND is_deleted = 0
  """,
]

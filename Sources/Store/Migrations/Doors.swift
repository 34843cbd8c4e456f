/// Which of the provider's entries have become events, and until when all of them have.
let entryTables = [
  """
  CREATE TABLE entries (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, entry_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  ) WITHOUT ROWID
  """,
  "ALTER TABLE acs_systems ADD COLUMN entries_complete_until INTEGER",
  "CREATE INDEX acs_users_by_person ON acs_users (workspace_id, acs_system_id, person_id) WHERE person_id IS NOT NULL",
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

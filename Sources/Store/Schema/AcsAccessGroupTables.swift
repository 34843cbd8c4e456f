/// Access groups and the entrances that they open.
let acsAccessGroupTables = [
  """
  CREATE TABLE acs_access_groups (
    workspace_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    hours TEXT NOT NULL DEFAULT 'always',
    hours_at INTEGER,
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, acs_access_group_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, acs_system_id, external_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """,
  """
  CREATE TABLE acs_access_group_entrances (
    workspace_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_access_group_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, acs_access_group_id) REFERENCES acs_access_groups,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  """
  CREATE INDEX acs_access_group_entrances_by_entrance
    ON acs_access_group_entrances (workspace_id, acs_entrance_id)
  """,
  """
  CREATE TABLE acs_access_group_history (
    workspace_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    opens TEXT NOT NULL CHECK (opens IN ('yes', 'no', 'unknown')),
    PRIMARY KEY (workspace_id, acs_entrance_id, acs_access_group_id, sequence)
  ) WITHOUT ROWID
  """,
]

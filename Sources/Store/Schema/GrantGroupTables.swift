/// The access groups of grants: their wanted and observed states, and when they are due next. The period in which a group
/// opens an entrance, in the local time of the IQ.
let grantGroupTables = [
  """
  CREATE TABLE grant_groups (
    workspace_id TEXT NOT NULL,
    grant_group_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    access_grant_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    leads_at INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    acs_access_group_id TEXT,
    external_id TEXT,
    observed_name TEXT,
    observed_schedules TEXT,
    observed_schedules_at INTEGER,
    open_call TEXT,
    open_call_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    refusals TEXT,
    revoking_since INTEGER,
    changed_externally_at INTEGER,
    version INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, grant_group_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, access_grant_id, acs_system_id, time_zone),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    CHECK (ends_at IS NULL OR starts_at < ends_at),
    CHECK ((external_id IS NULL) = (acs_access_group_id IS NULL)),
    CHECK ((open_call IS NULL) = (open_call_at IS NULL))
  )
  """,
  "CREATE INDEX grant_groups_by_system ON grant_groups (workspace_id, acs_system_id, sequence)",
  "CREATE INDEX grant_groups_by_user ON grant_groups (workspace_id, acs_user_id)",
  """
  CREATE INDEX grant_groups_by_access_group ON grant_groups (workspace_id, acs_access_group_id)
    WHERE acs_access_group_id IS NOT NULL
  """,
  """
  CREATE INDEX grant_groups_by_revocation ON grant_groups (workspace_id, acs_system_id, revoking_since)
    WHERE revoking_since IS NOT NULL
  """,
  """
  CREATE TABLE grant_group_entrances (
    workspace_id TEXT NOT NULL,
    grant_group_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    is_wanted INTEGER NOT NULL,
    is_observed INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, grant_group_id, acs_entrance_id),
    FOREIGN KEY (workspace_id, grant_group_id) REFERENCES grant_groups,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  "CREATE INDEX grant_group_entrances_by_entrance ON grant_group_entrances (workspace_id, acs_entrance_id)",
  """
  CREATE TABLE grant_group_timetable (
    workspace_id TEXT NOT NULL,
    grant_group_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    is_urgent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, grant_group_id),
    FOREIGN KEY (workspace_id, grant_group_id) REFERENCES grant_groups
  )
  """,
  "CREATE INDEX grant_group_timetable_by_due ON grant_group_timetable (workspace_id, acs_system_id, due_at)",
  """
  CREATE INDEX grant_group_timetable_by_urgency ON grant_group_timetable (workspace_id, acs_system_id, due_at)
    WHERE is_urgent = 1
  """,
  "ALTER TABLE acs_access_group_history ADD COLUMN schedules TEXT",
  "ALTER TABLE acs_access_group_history ADD COLUMN schedules_at INTEGER",
  "ALTER TABLE acs_access_group_history ADD COLUMN time_zone TEXT",
]

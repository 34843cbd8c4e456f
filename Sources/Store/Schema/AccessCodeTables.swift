/// Access codes. Each is a lock of a grant that exists only for codes: those with the same grant share the digits.
let accessCodeTables = [
  """
  CREATE TABLE access_codes (
    workspace_id TEXT NOT NULL,
    access_code_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    access_grant_id TEXT NOT NULL,
    acs_entrance_id TEXT NOT NULL,
    name TEXT,
    common_code_key TEXT,
    is_external_modification_allowed INTEGER NOT NULL DEFAULT 0,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    was_scheduled INTEGER NOT NULL DEFAULT 0,
    was_set INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, access_code_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  "CREATE INDEX access_codes_of_grant ON access_codes (workspace_id, access_grant_id)",
  "CREATE INDEX access_codes_of_entrance ON access_codes (workspace_id, acs_entrance_id)",
  """
  CREATE INDEX access_codes_by_common_key ON access_codes (workspace_id, common_code_key)
    WHERE common_code_key IS NOT NULL
  """,
  "ALTER TABLE events ADD COLUMN access_code_id TEXT",
  """
  CREATE INDEX events_by_access_code ON events (workspace_id, access_code_id, sequence)
    WHERE access_code_id IS NOT NULL
  """,
  "ALTER TABLE action_attempts ADD COLUMN access_code_id TEXT",
  "ALTER TABLE action_attempts ADD COLUMN code_action TEXT",
  """
  CREATE INDEX action_attempts_by_access_code ON action_attempts (workspace_id, access_code_id)
    WHERE access_code_id IS NOT NULL
  """,
]

/// ACS users: their wanted and observed states, and when they are due next.
let acsUserTables = [
  """
  CREATE TABLE acs_users (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    user_identity_id TEXT,
    created_at INTEGER NOT NULL,
    origin TEXT NOT NULL DEFAULT 'made',
    generation INTEGER NOT NULL DEFAULT 0,
    full_name TEXT,
    email_address TEXT,
    phone_number TEXT,
    search_text TEXT NOT NULL DEFAULT '',
    starts_at INTEGER,
    ends_at INTEGER,
    is_suspended INTEGER NOT NULL DEFAULT 0,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    may_hold_mobile_key INTEGER NOT NULL DEFAULT 0,
    cancels_keys INTEGER NOT NULL DEFAULT 0,
    pin_credential_id TEXT,
    governs_pins INTEGER NOT NULL DEFAULT 0,
    tag_id TEXT,
    tag_number TEXT,
    governs_tags INTEGER NOT NULL DEFAULT 0,
    added_mobile_key INTEGER NOT NULL DEFAULT 0,
    added_pin INTEGER NOT NULL DEFAULT 0,
    added_tag INTEGER NOT NULL DEFAULT 0,
    invited_email_address TEXT,
    guest_person_id TEXT,
    guest_email_address TEXT,
    former_guest_person_id TEXT,
    site_user_id TEXT,
    person_id TEXT,
    observed_full_name TEXT,
    observed_email_address TEXT,
    observed_mobile_key INTEGER NOT NULL DEFAULT 0,
    observed_may_use_pin INTEGER NOT NULL DEFAULT 0,
    observed_pin_credential_id TEXT,
    observed_tag_number TEXT,
    observed_has_account INTEGER NOT NULL DEFAULT 0,
    observed_blocked INTEGER NOT NULL DEFAULT 0,
    observed_subscribed INTEGER NOT NULL DEFAULT 0,
    subscription_changed_at INTEGER,
    observed_at INTEGER,
    revoking_since INTEGER,
    provider_created_at INTEGER,
    open_call TEXT,
    open_call_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    refusals TEXT,
    seat INTEGER NOT NULL DEFAULT 0,
    succession TEXT,
    successor_person_id TEXT,
    PRIMARY KEY (workspace_id, acs_user_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    CHECK (ends_at IS NULL OR starts_at < ends_at),
    CHECK ((site_user_id IS NULL) = (person_id IS NULL)),
    CHECK ((open_call IS NULL) = (open_call_at IS NULL))
  )
  """,
  "CREATE INDEX acs_users_by_system ON acs_users (workspace_id, acs_system_id, sequence)",
  """
  CREATE UNIQUE INDEX acs_users_by_identity ON acs_users (workspace_id, user_identity_id, acs_system_id)
    WHERE user_identity_id IS NOT NULL AND is_deleted = 0
  """,
  """
  CREATE INDEX acs_users_by_email ON acs_users (workspace_id, acs_system_id, lower(email_address))
    WHERE email_address IS NOT NULL
  """,
  """
  CREATE INDEX acs_users_by_phone ON acs_users (workspace_id, acs_system_id, phone_number)
    WHERE phone_number IS NOT NULL
  """,
  """
  CREATE INDEX acs_users_by_seat ON acs_users (workspace_id, acs_system_id, seat, starts_at, sequence)
    WHERE seat > 0
  """,
  """
  CREATE INDEX acs_users_by_owner ON acs_users (workspace_id, user_identity_id)
    WHERE user_identity_id IS NOT NULL
  """,
  """
  CREATE INDEX acs_users_by_person ON acs_users (workspace_id, acs_system_id, person_id)
    WHERE person_id IS NOT NULL
  """,
  """
  CREATE INDEX acs_users_by_revocation ON acs_users (workspace_id, acs_system_id, revoking_since)
    WHERE revoking_since IS NOT NULL
  """,
  """
  CREATE INDEX acs_users_by_successor ON acs_users (workspace_id, acs_system_id, successor_person_id)
    WHERE successor_person_id IS NOT NULL
  """,
  "CREATE INDEX acs_users_refused ON acs_users (workspace_id, acs_system_id) WHERE refusals IS NOT NULL",
  """
  CREATE TABLE acs_user_access_groups (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    is_wanted INTEGER NOT NULL,
    is_observed INTEGER NOT NULL,
    wanted_at INTEGER NOT NULL,
    is_refused INTEGER NOT NULL DEFAULT 0,
    is_own INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, acs_user_id, acs_access_group_id),
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users,
    FOREIGN KEY (workspace_id, acs_access_group_id) REFERENCES acs_access_groups
  )
  """,
  """
  CREATE INDEX acs_user_access_groups_by_group
    ON acs_user_access_groups (workspace_id, acs_access_group_id, acs_user_id)
  """,
  """
  CREATE TABLE timetable (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    is_urgent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, acs_user_id),
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
  "CREATE INDEX timetable_by_due ON timetable (workspace_id, acs_system_id, due_at)",
  "CREATE INDEX timetable_by_urgency ON timetable (workspace_id, acs_system_id, due_at) WHERE is_urgent = 1",
]

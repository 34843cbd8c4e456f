/// Who may enter: identities, ACS users with their wanted and observed state, memberships and credentials.
let peopleTables = [
  """
  CREATE TABLE user_identities (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    user_identity_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    user_identity_key TEXT,
    email_address TEXT,
    full_name TEXT,
    phone_number TEXT,
    PRIMARY KEY (workspace_id, user_identity_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE UNIQUE INDEX user_identities_by_key ON user_identities (workspace_id, user_identity_key)",
  "CREATE UNIQUE INDEX user_identities_by_email ON user_identities (workspace_id, lower(email_address))",
  "CREATE UNIQUE INDEX user_identities_by_phone ON user_identities (workspace_id, phone_number)",
  """
  CREATE TABLE acs_users (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    user_identity_id TEXT,
    created_at INTEGER NOT NULL,
    full_name TEXT,
    email_address TEXT,
    phone_number TEXT,
    starts_at INTEGER,
    ends_at INTEGER,
    is_suspended INTEGER NOT NULL DEFAULT 0,
    is_deleted INTEGER NOT NULL DEFAULT 0,
    may_hold_mobile_key INTEGER NOT NULL DEFAULT 0,
    invited_email_address TEXT,
    site_user_id TEXT,
    person_id TEXT,
    observed_full_name TEXT,
    observed_email_address TEXT,
    observed_mobile_key INTEGER NOT NULL DEFAULT 0,
    observed_blocked INTEGER NOT NULL DEFAULT 0,
    observed_subscribed INTEGER NOT NULL DEFAULT 0,
    subscription_changed_at INTEGER,
    observed_at INTEGER,
    provider_created_at INTEGER,
    open_call TEXT,
    open_call_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER,
    refusals TEXT,
    seat INTEGER NOT NULL DEFAULT 0,
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
  CREATE TABLE acs_user_access_groups (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    acs_access_group_id TEXT NOT NULL,
    is_wanted INTEGER NOT NULL,
    is_observed INTEGER NOT NULL,
    wanted_at INTEGER NOT NULL,
    is_refused INTEGER NOT NULL DEFAULT 0,
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
  CREATE TABLE acs_credentials (
    workspace_id TEXT NOT NULL,
    acs_credential_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    acs_user_id TEXT,
    access_method TEXT NOT NULL,
    is_multi_phone_sync_credential INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    PRIMARY KEY (workspace_id, acs_credential_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
  "CREATE INDEX acs_credentials_by_user ON acs_credentials (workspace_id, acs_user_id, sequence)",
  """
  CREATE TABLE enrollment_automations (
    workspace_id TEXT NOT NULL,
    enrollment_automation_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, enrollment_automation_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, user_identity_id, acs_system_id),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
]

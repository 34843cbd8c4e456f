/// Unmanaged people at a site.
let siteUserTables = [
  """
  CREATE TABLE site_users (
    workspace_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    site_user_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    full_name TEXT NOT NULL,
    email_address TEXT,
    is_subscribed INTEGER NOT NULL,
    is_blocked INTEGER NOT NULL,
    may_hold_mobile_key INTEGER NOT NULL,
    may_use_pin INTEGER NOT NULL,
    is_ordinary INTEGER NOT NULL,
    group_ids TEXT NOT NULL,
    observed_at INTEGER NOT NULL,
    tag_number TEXT,
    alias TEXT NOT NULL DEFAULT '',
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, acs_user_id),
    UNIQUE (workspace_id, acs_system_id, site_user_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """,
  """
  CREATE INDEX site_users_by_email ON site_users (workspace_id, acs_system_id, lower(email_address))
    WHERE email_address IS NOT NULL
  """,
]

/// What callers keep with accounts, cards and chosen PINs; and what was read of whole sites: the people whom others added,
/// which groups opened what, and what is wrong.
let siteSyncTables = [
  """
  CREATE INDEX events_of_account ON events (workspace_id, connected_account_id, event_type)
    WHERE acs_system_id IS NULL AND connected_account_id IS NOT NULL
  """,
  "ALTER TABLE acs_systems ADD COLUMN custom_pins INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_credentials ADD COLUMN is_chosen_code INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN tag_id TEXT",
  "ALTER TABLE acs_users ADD COLUMN tag_number TEXT",
  "ALTER TABLE acs_users ADD COLUMN governs_tags INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN observed_tag_number TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN tag_id TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN card_number TEXT",
  """
  CREATE UNIQUE INDEX acs_credentials_by_tag ON acs_credentials (workspace_id, acs_system_id, tag_id)
    WHERE tag_id IS NOT NULL
  """,
  "ALTER TABLE connect_webviews ADD COLUMN sealed_authorization BLOB",
  "ALTER TABLE connected_accounts ADD COLUMN given_name TEXT",
  "ALTER TABLE connected_accounts ADD COLUMN accepted_capabilities TEXT NOT NULL DEFAULT '[\"access_control\"]'",
  "ALTER TABLE connected_accounts ADD COLUMN manages_new_devices INTEGER NOT NULL DEFAULT 1",
  "ALTER TABLE acs_systems ADD COLUMN site_fault TEXT",
  "ALTER TABLE acs_systems ADD COLUMN site_fault_at INTEGER",
  "ALTER TABLE acs_systems ADD COLUMN missing_at INTEGER",
  "ALTER TABLE acs_systems ADD COLUMN missing_users INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_systems ADD COLUMN missing_groups INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_systems ADD COLUMN missing_locks INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_systems ADD COLUMN synced_at INTEGER",
  "ALTER TABLE acs_access_groups ADD COLUMN hours TEXT NOT NULL DEFAULT 'always'",
  "ALTER TABLE acs_access_groups ADD COLUMN hours_at INTEGER",
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

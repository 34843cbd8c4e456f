/// Whose account a guest has at the provider, and the site users that are made anew for it or for another address.
let successionColumns = [
  "ALTER TABLE acs_users ADD COLUMN guest_person_id TEXT",
  "ALTER TABLE acs_users ADD COLUMN guest_email_address TEXT",
  "ALTER TABLE acs_users ADD COLUMN observed_has_account INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN generation INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN succession TEXT",
  "ALTER TABLE acs_users ADD COLUMN successor_person_id TEXT",
  """
  CREATE INDEX acs_users_by_successor ON acs_users (workspace_id, acs_system_id, successor_person_id)
    WHERE successor_person_id IS NOT NULL
  """,
  "CREATE INDEX acs_users_refused ON acs_users (workspace_id, acs_system_id) WHERE refusals IS NOT NULL",
  "ALTER TABLE guest_accounts ADD COLUMN person_id TEXT",
  "ALTER TABLE guest_accounts ADD COLUMN email_address TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN awaits_reissue INTEGER NOT NULL DEFAULT 0",
]

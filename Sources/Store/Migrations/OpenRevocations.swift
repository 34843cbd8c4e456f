/// Since when something of a user's access is to be gone that the provider may still give.
let openRevocations = [
  "ALTER TABLE acs_users ADD COLUMN revoking_since INTEGER",
  """
  CREATE INDEX acs_users_by_revocation ON acs_users (workspace_id, acs_system_id, revoking_since)
    WHERE revoking_since IS NOT NULL
  """,
]

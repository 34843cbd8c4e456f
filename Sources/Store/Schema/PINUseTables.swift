/// When doors refused the PIN of an access method, and when it opened one.
let pinUseTables = [
  "ALTER TABLE access_methods ADD COLUMN pin_refused_at INTEGER",
  "ALTER TABLE access_methods ADD COLUMN pin_opened_at INTEGER",
]

/// What the provider has not confirmed is found without reading what it has.
let unsettledIndexes = [
  """
  CREATE INDEX acs_users_unsettled ON acs_users (workspace_id, acs_user_id)
    WHERE open_call IS NOT NULL OR attempts > 0
  """,
  """
  CREATE INDEX grant_groups_unsettled ON grant_groups (workspace_id, grant_group_id)
    WHERE open_call IS NOT NULL OR attempts > 0 OR refusals IS NOT NULL
  """,
]

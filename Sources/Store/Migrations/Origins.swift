/// Who made a site's users, and what Latchkey added to those whom others made.
let originColumns = [
  "ALTER TABLE acs_users ADD COLUMN origin TEXT NOT NULL DEFAULT 'made'",
  "UPDATE acs_users SET origin = 'unproven' WHERE site_user_id IS NOT NULL",
  "ALTER TABLE acs_users ADD COLUMN added_mobile_key INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN added_pin INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN added_tag INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_user_access_groups ADD COLUMN is_own INTEGER NOT NULL DEFAULT 1",
  // A place that was seen in the moment from which it was wanted was found, not asked for.
  """
  UPDATE acs_user_access_groups SET is_own = 0 WHERE is_observed = 1 AND EXISTS (SELECT 1 FROM acs_user_history h
    WHERE h.workspace_id = acs_user_access_groups.workspace_id AND h.acs_user_id = acs_user_access_groups.acs_user_id
      AND h.acs_access_group_id = acs_user_access_groups.acs_access_group_id AND h.aspect = 'observed'
      AND h.at = acs_user_access_groups.wanted_at)
  """,
  "ALTER TABLE site_users ADD COLUMN alias TEXT NOT NULL DEFAULT ''",
]

/// The dates that sites set for the access of groups and of unmanaged people.
let accessDateTables = [
  // Local times of the site.
  "ALTER TABLE acs_access_groups ADD COLUMN span_starts INTEGER",
  "ALTER TABLE acs_access_groups ADD COLUMN span_ends INTEGER",
  "ALTER TABLE site_users ADD COLUMN expires_at INTEGER",
]

/// Drops the columns that nothing reads or writes.
let unusedColumns = [
  "ALTER TABLE acs_credentials DROP COLUMN starts_at",
  "ALTER TABLE acs_credentials DROP COLUMN ends_at",
]

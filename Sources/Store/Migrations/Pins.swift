/// PINs: which credential's is wanted and was made, and the digits, sealed.
let pinTables = [
  "ALTER TABLE acs_users ADD COLUMN pin_credential_id TEXT",
  "ALTER TABLE acs_users ADD COLUMN governs_pins INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN observed_may_use_pin INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE acs_users ADD COLUMN observed_pin_credential_id TEXT",
  "ALTER TABLE acs_credentials ADD COLUMN sealed_code BLOB",
]

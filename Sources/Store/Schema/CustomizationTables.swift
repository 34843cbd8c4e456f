/// Customization profiles, unmanaged devices, and simulated attempts.
let customizationTables = [
  "ALTER TABLE device_settings ADD COLUMN unmanaged_at INTEGER",
  "ALTER TABLE action_attempts ADD COLUMN occasion TEXT",
  """
  CREATE TABLE customization_profiles (
    workspace_id TEXT NOT NULL,
    customization_profile_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    customer_key TEXT,
    name TEXT,
    looks TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, customization_profile_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  """
  CREATE INDEX customization_profiles_of_customer ON customization_profiles (workspace_id, customer_key)
    WHERE customer_key IS NOT NULL
  """,
]

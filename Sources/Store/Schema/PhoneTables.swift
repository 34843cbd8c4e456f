/// Phones with their keys.
let phoneTables = [
  """
  CREATE TABLE phones (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    device_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    user_identity_id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    provider_device_id TEXT,
    provider_key_id TEXT,
    key_expires_at INTEGER,
    key_reported_at INTEGER,
    removal_way TEXT,
    removal_requested_at INTEGER,
    removed_at INTEGER,
    PRIMARY KEY (workspace_id, device_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, user_identity_id, installation_id),
    CHECK ((provider_key_id IS NULL) = (key_reported_at IS NULL)),
    CHECK ((removal_way IS NULL) = (removal_requested_at IS NULL))
  )
  """,
  """
  CREATE TABLE phone_removal_holders (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    acs_user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_user_id, device_id)
  )
  """,
  "CREATE INDEX phone_removal_holders_by_device ON phone_removal_holders (workspace_id, device_id)",
]

/// The last key of a phone that the provider canceled.
let endedKeys = ["ALTER TABLE phones ADD COLUMN ended_key_id TEXT"]

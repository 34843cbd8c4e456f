/// Credentials, and the automations that create them.
let acsCredentialTables = [
  """
  CREATE TABLE acs_credentials (
    workspace_id TEXT NOT NULL,
    acs_credential_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    acs_system_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    acs_user_id TEXT,
    access_method TEXT NOT NULL,
    is_multi_phone_sync_credential INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    parent_acs_credential_id TEXT,
    device_id TEXT,
    issued_at INTEGER,
    sealed_code BLOB,
    is_chosen_code INTEGER NOT NULL DEFAULT 0,
    tag_id TEXT,
    card_number TEXT,
    search_text TEXT NOT NULL DEFAULT '',
    awaits_reissue INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, acs_credential_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
  "CREATE INDEX acs_credentials_by_user ON acs_credentials (workspace_id, acs_user_id, sequence)",
  """
  CREATE INDEX acs_credentials_by_parent ON acs_credentials (workspace_id, parent_acs_credential_id)
    WHERE parent_acs_credential_id IS NOT NULL
  """,
  """
  CREATE INDEX acs_credentials_by_device ON acs_credentials (workspace_id, device_id)
    WHERE device_id IS NOT NULL
  """,
  """
  CREATE UNIQUE INDEX acs_credentials_by_tag ON acs_credentials (workspace_id, acs_system_id, tag_id)
    WHERE tag_id IS NOT NULL
  """,
  """
  CREATE UNIQUE INDEX acs_credentials_by_method ON acs_credentials (workspace_id, acs_user_id, access_method)
    WHERE parent_acs_credential_id IS NULL AND acs_user_id IS NOT NULL AND access_method <> 'card'
  """,
  """
  CREATE TABLE enrollment_automations (
    workspace_id TEXT NOT NULL,
    enrollment_automation_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    user_identity_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    acs_user_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, enrollment_automation_id),
    UNIQUE (workspace_id, sequence),
    UNIQUE (workspace_id, user_identity_id, acs_system_id),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities,
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems,
    FOREIGN KEY (workspace_id, acs_user_id) REFERENCES acs_users
  )
  """,
]

/// Identities, the identities merged into them, and their own accounts at providers.
let userIdentityTables = [
  """
  CREATE TABLE user_identities (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    user_identity_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    user_identity_key TEXT,
    email_address TEXT,
    full_name TEXT,
    phone_number TEXT,
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, user_identity_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE UNIQUE INDEX user_identities_by_key ON user_identities (workspace_id, user_identity_key)",
  "CREATE UNIQUE INDEX user_identities_by_email ON user_identities (workspace_id, lower(email_address))",
  "CREATE UNIQUE INDEX user_identities_by_phone ON user_identities (workspace_id, phone_number)",
  """
  CREATE TABLE merged_user_identities (
    workspace_id TEXT NOT NULL,
    merged_user_identity_id TEXT NOT NULL,
    merged_user_identity_key TEXT,
    user_identity_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, merged_user_identity_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, user_identity_id) REFERENCES user_identities
  )
  """,
  """
  CREATE UNIQUE INDEX merged_user_identities_by_key
    ON merged_user_identities (workspace_id, merged_user_identity_key)
    WHERE merged_user_identity_key IS NOT NULL
  """,
  """
  CREATE INDEX merged_user_identities_by_survivor
    ON merged_user_identities (workspace_id, user_identity_id)
  """,
  """
  CREATE TABLE guest_accounts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    user_identity_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    sealed_tokens BLOB,
    pending_state_hash TEXT UNIQUE,
    sealed_pending BLOB,
    person_id TEXT,
    email_address TEXT,
    PRIMARY KEY (workspace_id, user_identity_id, connected_account_id),
    CHECK ((pending_state_hash IS NULL) = (sealed_pending IS NULL))
  )
  """,
]

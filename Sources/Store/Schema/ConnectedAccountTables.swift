/// Accounts at providers, and the webviews that connect them.
let connectedAccountTables = [
  """
  CREATE TABLE connected_accounts (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    connected_account_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    is_virtual INTEGER NOT NULL CHECK (is_virtual IN (0, 1)),
    sealed_credentials BLOB NOT NULL,
    sealed_token BLOB,
    fault TEXT,
    fault_at INTEGER,
    provider TEXT NOT NULL,
    person_id TEXT,
    chosen_sites TEXT,
    customer_key TEXT,
    custom_metadata TEXT NOT NULL DEFAULT '{}',
    given_name TEXT,
    accepted_capabilities TEXT NOT NULL DEFAULT '["access_control"]',
    manages_new_devices INTEGER NOT NULL DEFAULT 1,
    search_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, connected_account_id),
    UNIQUE (workspace_id, sequence),
    CHECK ((fault IS NULL) = (fault_at IS NULL))
  )
  """,
  """
  CREATE UNIQUE INDEX connected_accounts_by_person ON connected_accounts (workspace_id, provider, person_id)
    WHERE person_id IS NOT NULL
  """,
  """
  CREATE TABLE connect_webviews (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    connect_webview_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sealed_token BLOB NOT NULL,
    wishes TEXT NOT NULL,
    customer_key TEXT,
    step TEXT NOT NULL,
    provider TEXT,
    sealed_access BLOB,
    chosen_sites TEXT NOT NULL,
    connected_account_id TEXT,
    authorized_at INTEGER,
    failure TEXT,
    sealed_authorization BLOB,
    search_text TEXT NOT NULL DEFAULT '',
    browser_hash TEXT,
    ticket_hash TEXT,
    PRIMARY KEY (workspace_id, connect_webview_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE UNIQUE INDEX connect_webviews_by_id ON connect_webviews (connect_webview_id)",
]

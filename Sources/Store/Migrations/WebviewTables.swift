/// Pages on which people connect accounts, and what of the accounts came through them.
let connectWebviewTables = [
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
    PRIMARY KEY (workspace_id, connect_webview_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  "CREATE UNIQUE INDEX connect_webviews_by_id ON connect_webviews (connect_webview_id)",
  "ALTER TABLE connected_accounts ADD COLUMN provider TEXT NOT NULL DEFAULT 'salto_ks'",
  "ALTER TABLE connected_accounts ADD COLUMN person_id TEXT",
  "ALTER TABLE connected_accounts ADD COLUMN chosen_sites TEXT",
  "ALTER TABLE connected_accounts ADD COLUMN customer_key TEXT",
  "ALTER TABLE connected_accounts ADD COLUMN custom_metadata TEXT NOT NULL DEFAULT '{}'",
  """
  CREATE UNIQUE INDEX connected_accounts_by_person ON connected_accounts (workspace_id, provider, person_id)
    WHERE person_id IS NOT NULL
  """,
]

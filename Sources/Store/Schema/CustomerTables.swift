/// Customers: keys that are unique for each, rules, runs, and links to their page.
let customerTables = [
  "ALTER TABLE user_identities ADD COLUMN customer_key TEXT",
  "ALTER TABLE user_identities ADD COLUMN is_staff INTEGER NOT NULL DEFAULT 0",
  "DROP INDEX user_identities_by_key",
  """
  CREATE UNIQUE INDEX user_identities_by_key
    ON user_identities (workspace_id, user_identity_key, (COALESCE(customer_key, '')))
  """,
  """
  CREATE INDEX user_identities_of_customer ON user_identities (workspace_id, customer_key, sequence)
    WHERE customer_key IS NOT NULL
  """,
  "ALTER TABLE merged_user_identities ADD COLUMN merged_customer_key TEXT",
  "DROP INDEX merged_user_identities_by_key",
  """
  CREATE UNIQUE INDEX merged_user_identities_by_key
    ON merged_user_identities (workspace_id, merged_user_identity_key, (COALESCE(merged_customer_key, '')))
    WHERE merged_user_identity_key IS NOT NULL
  """,
  "ALTER TABLE access_grants ADD COLUMN reservation_key TEXT",
  "DROP INDEX access_grants_by_key",
  """
  CREATE UNIQUE INDEX access_grants_by_key
    ON access_grants (workspace_id, access_grant_key, (COALESCE(customer_key, '')))
    WHERE access_grant_key IS NOT NULL AND is_deleted = 0
  """,
  """
  CREATE INDEX access_grants_by_reservation ON access_grants (workspace_id, reservation_key)
    WHERE reservation_key IS NOT NULL
  """,
  """
  CREATE TABLE customer_rules (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    customer_key TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (workspace_id, customer_key)
  )
  """,
  """
  CREATE TABLE customer_runs (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    customer_run_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    customer_key TEXT,
    created_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL,
    deleted_count INTEGER NOT NULL,
    refused_count INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, customer_run_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  """
  CREATE TABLE customer_run_records (
    workspace_id TEXT NOT NULL,
    customer_run_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    family TEXT NOT NULL,
    record_key TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason_code TEXT,
    message TEXT,
    resource_id TEXT,
    PRIMARY KEY (workspace_id, customer_run_id, position),
    FOREIGN KEY (workspace_id, customer_run_id) REFERENCES customer_runs
  )
  """,
  """
  CREATE TABLE customer_portals (
    workspace_id TEXT NOT NULL,
    customer_portal_id TEXT NOT NULL,
    client_session_id TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    options TEXT NOT NULL,
    PRIMARY KEY (workspace_id, customer_portal_id),
    FOREIGN KEY (workspace_id, client_session_id) REFERENCES client_sessions
  )
  """,
  "CREATE INDEX customer_portals_of_session ON customer_portals (workspace_id, client_session_id)",
  "CREATE INDEX customer_portals_of_customer ON customer_portals (workspace_id, customer_key, expires_at)",
]

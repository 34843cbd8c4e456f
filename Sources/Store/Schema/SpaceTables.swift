/// Spaces with their devices, entrances and accounts.
let spaceTables = [
  """
  CREATE TABLE spaces (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    space_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    space_key TEXT,
    customer_key TEXT,
    parent_space_id TEXT,
    address TEXT,
    default_checkin_time TEXT,
    default_checkout_time TEXT,
    time_zone TEXT,
    search_text TEXT NOT NULL,
    PRIMARY KEY (workspace_id, space_id),
    UNIQUE (workspace_id, sequence),
    FOREIGN KEY (workspace_id, parent_space_id) REFERENCES spaces
  )
  """,
  """
  CREATE UNIQUE INDEX spaces_by_key ON spaces (workspace_id, space_key, (COALESCE(customer_key, '')))
    WHERE space_key IS NOT NULL
  """,
  "CREATE INDEX spaces_with_key ON spaces (workspace_id, space_key, sequence) WHERE space_key IS NOT NULL",
  "CREATE INDEX spaces_of_customer ON spaces (workspace_id, customer_key, sequence) WHERE customer_key IS NOT NULL",
  "CREATE INDEX spaces_by_parent ON spaces (workspace_id, parent_space_id, sequence) WHERE parent_space_id IS NOT NULL",
  """
  CREATE TABLE space_doors (
    workspace_id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('device', 'acs_entrance')),
    acs_entrance_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, space_id, role, acs_entrance_id),
    FOREIGN KEY (workspace_id, space_id) REFERENCES spaces,
    FOREIGN KEY (workspace_id, acs_entrance_id) REFERENCES acs_entrances
  )
  """,
  "CREATE INDEX space_doors_by_entrance ON space_doors (workspace_id, acs_entrance_id, role, space_id)",
  """
  CREATE TABLE space_accounts (
    workspace_id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    connected_account_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, space_id, connected_account_id),
    FOREIGN KEY (workspace_id, space_id) REFERENCES spaces,
    FOREIGN KEY (workspace_id, connected_account_id) REFERENCES connected_accounts
  )
  """,
  "CREATE INDEX space_accounts_by_account ON space_accounts (workspace_id, connected_account_id)",
  "ALTER TABLE events ADD COLUMN space_id TEXT",
  "CREATE INDEX events_by_space ON events (workspace_id, space_id, sequence) WHERE space_id IS NOT NULL",
]

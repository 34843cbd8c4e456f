/// Webhooks, their waiting deliveries and the last attempts.
let webhookTables = [
  """
  CREATE TABLE webhooks (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    webhook_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    url TEXT NOT NULL,
    event_types TEXT NOT NULL,
    sealed_secret BLOB NOT NULL,
    taken_until INTEGER NOT NULL,
    paused_at INTEGER,
    replay_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, webhook_id),
    UNIQUE (workspace_id, sequence)
  )
  """,
  """
  CREATE TABLE webhook_deliveries (
    workspace_id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    event_sequence INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    resource TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    replay_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, webhook_id, event_sequence),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks
  ) WITHOUT ROWID
  """,
  """
  CREATE INDEX webhook_deliveries_by_resource
    ON webhook_deliveries (workspace_id, webhook_id, resource, event_sequence)
  """,
  """
  CREATE TABLE webhook_attempts (
    workspace_id TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    event_sequence INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER,
    problem TEXT,
    PRIMARY KEY (workspace_id, webhook_id, sequence)
  ) WITHOUT ROWID
  """,
]

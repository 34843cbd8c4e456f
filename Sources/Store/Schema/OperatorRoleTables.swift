/// The roles of operators, and when keys and tokens were last used. Operators from before there were roles are
/// administrators.
let operatorRoleTables = [
  "ALTER TABLE operators ADD COLUMN email_address TEXT",
  """
  CREATE UNIQUE INDEX operators_by_email ON operators (lower(email_address))
    WHERE email_address IS NOT NULL
  """,
  "ALTER TABLE operator_workspaces ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator'",
  "CREATE INDEX operator_workspaces_by_workspace ON operator_workspaces (workspace_id)",
  "ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER",
  "ALTER TABLE access_tokens ADD COLUMN last_used_at INTEGER",
  "CREATE INDEX access_tokens_by_operator ON access_tokens (operator_id)",
]

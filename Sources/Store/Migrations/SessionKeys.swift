/// A key has one session that was not revoked; those that were stay, with the key that they had.
let sessionKeys = [
  "DROP INDEX client_sessions_by_key",
  """
  CREATE UNIQUE INDEX client_sessions_by_key ON client_sessions (workspace_id, user_identifier_key)
    WHERE user_identifier_key IS NOT NULL AND revoked_at IS NULL
  """,
  """
  CREATE INDEX client_sessions_by_any_key ON client_sessions (workspace_id, user_identifier_key)
    WHERE user_identifier_key IS NOT NULL
  """,
]

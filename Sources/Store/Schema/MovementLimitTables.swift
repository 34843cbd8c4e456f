/// The limit of a lock's movements, which holds across restarts.
let movementLimitTables = [
  "ALTER TABLE action_attempts ADD COLUMN limited_until INTEGER",
  """
  CREATE INDEX action_attempts_by_movement ON action_attempts (workspace_id, acs_entrance_id, movement, sequence)
    WHERE limited_until IS NOT NULL
  """,
]

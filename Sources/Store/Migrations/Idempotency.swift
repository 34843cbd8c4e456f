/// Answers of requests that may be sent again, for a day.
let idempotencyTables = [
  """
  CREATE TABLE idempotent_answers (
    workspace_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    sealed_answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, caller, key_hash)
  )
  """,
  "CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at)",
]

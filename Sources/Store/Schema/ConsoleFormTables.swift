/// The forms of the console that sessions sent in the last minutes, so that servers recognize one that is sent twice.
let consoleFormTables = [
  """
  CREATE TABLE console_forms (
    operator_session_id TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    has_ended INTEGER NOT NULL DEFAULT 0,
    place TEXT,
    PRIMARY KEY (operator_session_id, key_hash)
  ) WITHOUT ROWID
  """,
  "CREATE INDEX console_forms_by_time ON console_forms (sent_at)",
]

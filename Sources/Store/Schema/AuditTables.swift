/// The audit. An entry has no foreign keys, since it outlives what it is about.
let auditTables = [
  """
  CREATE TABLE audit_entries (
    workspace_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    author_kind TEXT NOT NULL,
    author_reference TEXT,
    operator_id TEXT,
    operation TEXT NOT NULL,
    request_id TEXT,
    records TEXT NOT NULL,
    openings TEXT NOT NULL,
    omitted_count INTEGER NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (workspace_id, sequence)
  )
  """,
  """
  CREATE TABLE audit_subjects (
    workspace_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, subject_id, sequence)
  )
  """,
  "CREATE INDEX audit_subjects_by_entry ON audit_subjects (workspace_id, sequence)",
  """
  CREATE TABLE audit_anchors (
    workspace_id TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
  )
  """,
]

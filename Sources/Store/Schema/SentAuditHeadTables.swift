/// The head of each audit that its receiver has accepted, so that a server that takes over does not send it again.
let sentAuditHeadTables = [
  """
  CREATE TABLE sent_audit_heads (
    workspace_id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    hash TEXT NOT NULL
  )
  """
]

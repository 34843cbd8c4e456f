/// The progress of the sync of each site, which the server that works for it stores for the others. Its claim, which is
/// nil in a single process, says whether the sync may still be running.
let syncProgressTables = [
  """
  CREATE TABLE sync_progress (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    lock_count INTEGER,
    group_count INTEGER,
    person_count INTEGER,
    written_person_count INTEGER NOT NULL,
    problem TEXT,
    claim INTEGER,
    PRIMARY KEY (workspace_id, acs_system_id)
  )
  """
]

/// What was seen of sites, with the moment from which it held.
let systemHistoryTables = [
  """
  CREATE TABLE acs_system_history (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    accepts_mobile_keys INTEGER NOT NULL,
    accepts_pins INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, sequence)
  )
  """,
  """
  INSERT INTO acs_system_history (workspace_id, acs_system_id, sequence, at, accepts_mobile_keys, accepts_pins)
  SELECT workspace_id, acs_system_id, 1, created_at, accepts_mobile_keys, accepts_pins FROM acs_systems
  """,
]

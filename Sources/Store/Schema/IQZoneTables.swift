/// The time zones of IQs, as observed.
let iqZoneTables = [
  """
  CREATE TABLE iq_zones (
    workspace_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    iq_id TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_system_id, iq_id),
    FOREIGN KEY (workspace_id, acs_system_id) REFERENCES acs_systems
  )
  """
]

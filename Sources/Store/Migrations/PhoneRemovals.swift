/// The ACS users whose right to hold keys has to end at the provider before a phone's removal is done.
let phoneRemovalTables = [
  """
  CREATE TABLE phone_removal_holders (
    workspace_id TEXT NOT NULL REFERENCES workspaces,
    acs_user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, acs_user_id, device_id)
  )
  """,
  "CREATE INDEX phone_removal_holders_by_device ON phone_removal_holders (workspace_id, device_id)",
]

/// The sites at which a method of a request was deleted while the request has methods at other sites.
let withdrawnMethodTables = [
  """
  CREATE TABLE withdrawn_access_methods (
    workspace_id TEXT NOT NULL,
    access_grant_id TEXT NOT NULL,
    requested_access_method_id TEXT NOT NULL,
    acs_system_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, access_grant_id, requested_access_method_id, acs_system_id),
    FOREIGN KEY (workspace_id, access_grant_id) REFERENCES access_grants
  )
  """
]

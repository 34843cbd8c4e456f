/// For lists of unmanaged people, of a workspace or of a site, by name or in order of creation.
let unmanagedPeopleIndexes = [
  "CREATE INDEX site_users_by_name ON site_users (workspace_id, search_text, acs_user_id)",
  "CREATE INDEX site_users_of_system_by_name ON site_users (workspace_id, acs_system_id, search_text, acs_user_id)",
  "CREATE INDEX site_users_of_system ON site_users (workspace_id, acs_system_id, sequence)",
]

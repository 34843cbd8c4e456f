/// For the lists of a large workspace: stays by their start, people with problems, doors and groups of a site, and the
/// audit by its authors and operations.
let listIndexes = [
  """
  CREATE INDEX access_grants_by_start ON access_grants (workspace_id, starts_at, access_grant_id, ends_at)
    WHERE is_deleted = 0
  """,
  // With the users, or else a planner reads all methods of the workspace to get those of a grant in the order of users.
  "DROP INDEX access_methods_of_grant",
  "CREATE INDEX access_methods_of_grant ON access_methods (workspace_id, access_grant_id, acs_user_id)",
  // With the grants, or else a planner reads all rows of the workspace in the order of the primary key.
  "DROP INDEX access_grant_spaces_by_space",
  "CREATE INDEX access_grant_spaces_by_space ON access_grant_spaces (workspace_id, space_id, access_grant_id)",
  "DROP INDEX access_grant_doors_by_entrance",
  "CREATE INDEX access_grant_doors_by_entrance ON access_grant_doors (workspace_id, acs_entrance_id, access_grant_id)",
  "CREATE INDEX acs_entrances_of_system ON acs_entrances (workspace_id, acs_system_id, sequence)",
  "CREATE INDEX acs_access_groups_of_system ON acs_access_groups (workspace_id, acs_system_id, sequence)",
  "CREATE INDEX acs_users_suspended ON acs_users (workspace_id, acs_user_id) WHERE is_suspended = 1",
  "CREATE INDEX acs_users_blocked ON acs_users (workspace_id, acs_user_id) WHERE observed_blocked = 1",
  """
  CREATE INDEX audit_entries_by_operator ON audit_entries (workspace_id, operator_id, sequence)
    WHERE operator_id IS NOT NULL
  """,
  """
  CREATE INDEX audit_entries_by_author ON audit_entries (workspace_id, author_reference, sequence)
    WHERE author_reference IS NOT NULL
  """,
  "CREATE INDEX audit_entries_by_operation ON audit_entries (workspace_id, operation, sequence)",
]

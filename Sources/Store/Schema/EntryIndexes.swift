/// For the desk: people in the order of their last entries.
let entryIndexes = [
  """
  CREATE INDEX entries_of_people ON entries (workspace_id, occurred_at, acs_user_id)
    WHERE is_opening = 1 AND acs_user_id IS NOT NULL
  """
]

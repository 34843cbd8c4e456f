/// Who asked for a lock to be moved.
let movementRequesterColumns = [
  "ALTER TABLE action_attempts ADD COLUMN requester_kind TEXT",
  "ALTER TABLE action_attempts ADD COLUMN requester_reference TEXT",
  "ALTER TABLE action_attempts ADD COLUMN acs_credential_id TEXT",
]

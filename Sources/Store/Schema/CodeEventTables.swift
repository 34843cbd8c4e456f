/// The attempts behind events about access codes, for their timelines.
let codeEventTables = [
  "ALTER TABLE events ADD COLUMN action_attempt_id TEXT"
]

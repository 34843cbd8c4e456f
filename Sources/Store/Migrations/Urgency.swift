/// Which users' work is a revocation, so that it is found before all other.
let urgencyColumns = [
  "ALTER TABLE timetable ADD COLUMN is_urgent INTEGER NOT NULL DEFAULT 0",
  "CREATE INDEX timetable_by_urgency ON timetable (workspace_id, acs_system_id, due_at) WHERE is_urgent = 1",
]

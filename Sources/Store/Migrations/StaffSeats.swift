/// Seats that are kept for staff.
let staffSeatColumns = [
  "ALTER TABLE acs_systems ADD COLUMN seats_for_staff INTEGER NOT NULL DEFAULT 0"
]

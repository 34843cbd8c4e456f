/// Which encoder an event is about.
let encoderEventTables = [
  "ALTER TABLE events ADD COLUMN acs_encoder_id TEXT"
]

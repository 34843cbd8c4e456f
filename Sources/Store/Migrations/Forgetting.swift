/// How what is old is found: entries by their events, and when gateways were seen.
let forgettingIndexes = [
  "CREATE INDEX entries_by_event ON entries (workspace_id, event_id)",
  "CREATE INDEX iq_sightings_by_time ON iq_sightings (workspace_id, at)",
]

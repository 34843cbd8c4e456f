/// An index that finds the stays of a moment without reading them.
let stayEndIndexes = [
  "DROP INDEX person_stays_by_end",
  "CREATE INDEX person_stays_by_end ON person_stays (workspace_id, ends_at, starts_at)",
]

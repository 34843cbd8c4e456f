/// One row that is written to see whether the database takes writes.
let writeProbeTables = [
  "CREATE TABLE write_probes (write_probe_id INTEGER NOT NULL PRIMARY KEY, count INTEGER NOT NULL)"
]

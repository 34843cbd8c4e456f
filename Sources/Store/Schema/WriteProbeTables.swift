/// One row that is written to check whether the database is writable.
let writeProbeTables = [
  "CREATE TABLE write_probes (write_probe_id INTEGER NOT NULL PRIMARY KEY, count INTEGER NOT NULL)"
]

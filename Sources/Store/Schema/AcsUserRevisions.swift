/// Counts the changes of ACS users, so that their JSON can be kept until the next change.
let acsUserRevisions = ["ALTER TABLE acs_users ADD COLUMN revision INTEGER NOT NULL DEFAULT 0"]

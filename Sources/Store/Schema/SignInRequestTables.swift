/// Requests to sign in by a new login.
let signInRequestTables = ["ALTER TABLE sync_requests ADD COLUMN signs_in INTEGER NOT NULL DEFAULT 0"]

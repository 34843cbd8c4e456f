/// The sign-ins with company accounts that have ended, until the cookies of their browsers expire.
let endedSignInTables = [
  "CREATE TABLE ended_sign_ins (state_hash TEXT NOT NULL PRIMARY KEY, ends_at INTEGER NOT NULL)",
  "CREATE INDEX ended_sign_ins_by_end ON ended_sign_ins (ends_at)",
]

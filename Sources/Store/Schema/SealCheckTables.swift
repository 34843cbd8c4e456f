/// A value that only the right seal key decrypts, in a database that several servers share: before there are any secrets,
/// it keeps a second server from starting with another key.
let sealCheckTables = [
  """
  CREATE TABLE seal_checks (
    seal_check_id TEXT NOT NULL PRIMARY KEY,
    sealed_check BLOB NOT NULL
  )
  """
]

import CSQLite

/// The last error of a file.
func databaseError(_ database: OpaquePointer) -> DatabaseError {
  let code = sqlite3_errcode(database)
  let text = String(cString: sqlite3_errmsg(database))
  switch code & 0xFF {
  case SQLITE_CONSTRAINT: return .constraint(text)
  case SQLITE_BUSY, SQLITE_LOCKED: return .busy
  case SQLITE_FULL: return .full
  case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_READONLY: return .cannotOpen(text)
  default:
    let isOutage = [SQLITE_NOMEM, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_PROTOCOL].contains(code & 0xFF)
    return .failed(code: String(code), text, isOutage: isOutage)
  }
}

import CSQLite

/// Makes SQLite copy bound values: the documented value of SQLITE_TRANSIENT, which is a cast in C.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// A prepared statement of one session.
final class SQLiteStatement {
  let handle: OpaquePointer
  /// Whether it is being stepped. The same text then needs another statement.
  var isBusy = false

  init(_ sql: String, on database: OpaquePointer) throws(DatabaseError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(database, sql, Int32(sql.utf8.count), UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw databaseError(database) }
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  func bind(_ values: [any SQLValue]) {
    for (index, value) in values.enumerated() { bind(value.sqlValue, at: Int32(index + 1)) }
  }

  private func bind(_ value: Value, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(var text):
      text.withUTF8 { utf8 in
        _ = utf8.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
        }
      }
      if text.isEmpty { sqlite3_bind_text(handle, index, "", 0, transient) }
    case .blob(let bytes): sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), transient)
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    isBusy = false
  }
}

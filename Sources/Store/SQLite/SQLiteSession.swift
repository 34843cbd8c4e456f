import CSQLite
import Glibc

/// An open database file with its prepared statements.
final class SQLiteSession: SQLSession {
  /// The maximum number of prepared statements.
  private static let statementMax = 2000

  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  init(path: String) throws(DatabaseError) {
    handle = try open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    try execute("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = FULL")
    try execute("PRAGMA foreign_keys = ON")
    try execute("PRAGMA cache_size = -4096")
  }

  /// Opens a file read-only: nothing is written to it or next to it.
  init(reading path: String) throws(DatabaseError) {
    // SQLite creates files next to a database that may be written by others. Without these files there is no writer.
    let isAlone = access(path + "-wal", F_OK) != 0
    let address = "file:" + path.utf8.map { percentEncoded($0) }.joined() + "?immutable=1"
    handle = try open(isAlone ? address : path, SQLITE_OPEN_READONLY | (isAlone ? SQLITE_OPEN_URI : 0))
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  func execute(_ sql: String) throws(DatabaseError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw databaseError(handle) }
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  var changeCount: Int64 { sqlite3_total_changes64(handle) }

  func run(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Bool) throws -> Int {
    let statement = try prepared(sql)
    statement.isBusy = true
    defer { statement.reset() }
    statement.bind(values)
    let row = Row(handle: statement.handle, reader: SQLiteCells.self)
    while true {
      switch sqlite3_step(statement.handle) {
      case SQLITE_ROW: if try !read(row) { return 0 }
      case SQLITE_DONE: return Int(sqlite3_changes(handle))
      default: throw databaseError(handle)
      }
    }
  }

  private func prepared(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
    if let statement = statements[sql], !statement.isBusy { return statement }
    let statement = try SQLiteStatement(sql, on: handle)
    // Statements with lists vary with the lengths of the lists, so the number of different statements is unlimited.
    if statements.count >= Self.statementMax { statements = statements.filter { $0.value.isBusy } }
    if statements[sql] == nil { statements[sql] = statement }
    return statement
  }
}

private func open(_ path: String, _ flags: Int32) throws(DatabaseError) -> OpaquePointer {
  var handle: OpaquePointer?
  let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
  guard let handle else { throw .cannotOpen("out of memory") }
  guard code == SQLITE_OK else {
    let text = String(cString: sqlite3_errmsg(handle))
    sqlite3_close_v2(handle)
    throw .cannotOpen(text)
  }
  sqlite3_busy_timeout(handle, 5000)
  return handle
}

/// A byte of a path, escaped for a URL.
private func percentEncoded(_ byte: UInt8) -> String {
  let scalar = Unicode.Scalar(byte)
  let isPlain = scalar == "/" || "0"..."9" ~= scalar || "A"..."Z" ~= scalar || "a"..."z" ~= scalar
  return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

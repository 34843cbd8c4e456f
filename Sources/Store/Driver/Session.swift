import CSQLite
import Glibc

/// An open database file with its prepared statements. It belongs to one thread, and closures use it only there.
final class Session {
  /// The maximum number of prepared statements.
  private static let statementMax = 2000

  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private var afterCommitActions: [@Sendable () -> Void] = []

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

  /// Runs statements without values and results.
  func execute(_ sql: String) throws(DatabaseError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw databaseError(handle) }
  }

  /// Whether a transaction is open. The database ends it itself if the disk fails.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The number of rows that this session has changed so far.
  var changeCount: Int64 { sqlite3_total_changes64(handle) }

  /// Runs a statement and returns the number of changed rows.
  @discardableResult
  func run(_ sql: String, _ values: [any SQLValue] = []) throws -> Int {
    try with(sql, values) { statement in
      while true {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: continue
        case SQLITE_DONE: return Int(sqlite3_changes(handle))
        default: throw databaseError(handle)
        }
      }
    }
  }

  /// The first row of a query, or nil.
  func first<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> T? {
    try with(sql, values) { statement in
      switch sqlite3_step(statement.handle) {
      case SQLITE_ROW: try read(Row(handle: statement.handle, reader: SQLiteCells.self))
      case SQLITE_DONE: nil
      default: throw databaseError(handle)
      }
    }
  }

  /// All rows of a query.
  func all<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> [T] {
    try with(sql, values) { statement in
      var rows: [T] = []
      while true {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: rows.append(try read(Row(handle: statement.handle, reader: SQLiteCells.self)))
        case SQLITE_DONE: return rows
        default: throw databaseError(handle)
        }
      }
    }
  }

  /// Runs an action once the transaction is on disk. The action is dropped if the transaction is rolled back.
  func afterCommit(_ action: @escaping @Sendable () -> Void) { afterCommitActions.append(action) }

  func takeAfterCommitActions() -> [@Sendable () -> Void] {
    defer { afterCommitActions = [] }
    return afterCommitActions
  }

  func restore(_ actions: [@Sendable () -> Void]) { afterCommitActions = actions }

  private func with<T>(_ sql: String, _ values: [any SQLValue], _ body: (Statement) throws -> T) throws -> T {
    let statement = try prepared(sql)
    statement.isBusy = true
    defer { statement.reset() }
    statement.bind(values)
    return try body(statement)
  }

  private func prepared(_ sql: String) throws(DatabaseError) -> Statement {
    if let statement = statements[sql], !statement.isBusy { return statement }
    let statement = try Statement(sql, on: handle)
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

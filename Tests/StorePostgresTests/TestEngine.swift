import TestKit
import Testing

@testable import Store
@testable import StorePostgres

/// The engines that have to behave alike.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  case postgres = "PostgreSQL"

  static var present: [TestEngine] { TestDatabase.isPostgres ? allCases : [.sqlite] }

  var testDescription: String { rawValue }

  func open(_ migrations: [Migration]) throws -> any StorageEngine {
    switch self {
    case .sqlite: try SQLiteEngine(path: freshPath(), readers: 2, migrations: migrations)
    case .postgres:
      try PostgresEngine(
        PostgresAddress(TestDatabase.emptyAddress()), readers: 2, writers: 2, migrations: migrations)
    }
  }
}

extension Session {
  /// Ends the other connections to the database, the newest first.
  func cutOthers(atMost max: Int = 1000) throws {
    _ = try number(
      """
      SELECT COUNT(pg_terminate_backend(pid)) FROM (
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        ORDER BY backend_start DESC LIMIT ?) found
      """, [max])
  }

  /// The number in the first column of the first row.
  func number(_ sql: String, _ values: [any SQLValue] = []) throws -> Int? {
    try first(sql, values) { row in
      var columns = row.columns
      return columns.integer()
    }
  }
}

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
  /// The number in the first column of the first row.
  func number(_ sql: String, _ values: [any SQLValue] = []) throws -> Int? {
    try first(sql, values) { row in
      var columns = row.columns
      return columns.integer()
    }
  }
}

import Foundation
import TestKit
import Testing

@testable import Store
@testable import StorePostgres

/// The server of the tests, if the environment names one where databases may be created.
enum TestServer {
  static let variable = "LATCHKEY_TEST_POSTGRES"
  static var address: String? { ProcessInfo.processInfo.environment[variable] }
  static var isThere: Bool { address != nil }

  /// A new database without tables.
  static func freshDatabase() throws -> PostgresAddress {
    let given = try #require(address)
    let name = "latchkey_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
    try PostgresSession(PostgresAddress(given), for: .migrating).execute(
      "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' STRATEGY file_copy")
    var parts = try #require(URLComponents(string: given))
    parts.path = "/" + name
    return try PostgresAddress(try #require(parts.string))
  }
}

/// The engines that have to behave alike.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  case postgres = "PostgreSQL"

  static var present: [TestEngine] { TestServer.isThere ? allCases : [.sqlite] }

  var testDescription: String { rawValue }

  func open(_ migrations: [Migration]) throws -> any StorageEngine {
    switch self {
    case .sqlite: try SQLiteEngine(path: freshPath(), readers: 2, migrations: migrations)
    case .postgres:
      try PostgresEngine(TestServer.freshDatabase(), readers: 2, writers: 2, migrations: migrations)
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

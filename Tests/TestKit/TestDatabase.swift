import Core
import Foundation
package import Store
import StorePostgres

/// The databases of tests: files or, if `LATCHKEY_TEST_POSTGRES` has the address of a PostgreSQL server, databases there.
package enum TestDatabase {
  /// The address of the server, if the tests use one.
  package static let server = ProcessInfo.processInfo.environment["LATCHKEY_TEST_POSTGRES"]
  /// The name of a database with Latchkey's tables, of which each test gets a copy.
  private static let template: Result<String, any Error> = Result { try makeTemplate() }

  package static var isPostgres: Bool { server != nil }

  /// The address of a new database with Latchkey's tables, or nil if tests use files.
  package static func freshAddress() throws -> String? {
    guard isPostgres else { return nil }
    let template = try template.get()
    return try create("TEMPLATE \(template)")
  }

  /// The address of a new database of the server, without tables.
  ///
  /// - Parameter more: further options of its creation.
  package static func emptyAddress(_ more: String = "") throws -> String {
    try create("TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' \(more)")
  }

  /// Deletes a database that ``freshAddress()`` created. What cannot be deleted goes with the server of the tests.
  package static func drop(_ address: String) {
    guard let name = URLComponents(string: address)?.path.dropFirst() else { return }
    try? ask("DROP DATABASE \(name) WITH (FORCE)")
  }

  /// Opens a new database: of PostgreSQL if the tests use it.
  static func open() throws -> Database {
    guard let address = try freshAddress() else { return try freshFile() }
    return try open(address)
  }

  private static func open(_ address: String) throws -> Database {
    // Few connections, since many tests run at once.
    try Database(
      postgres: PostgresAddress(address), readers: 1, writers: 2, migrations: migrations, identifiers: .seeded(1),
      brand: .acme)
  }

  private static func makeTemplate() throws -> String {
    let name = "latchkey_template_\(ProcessInfo.processInfo.processIdentifier)"
    try ask("DROP DATABASE IF EXISTS \(name)", "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    try open(address(of: name)).close()
    return name
  }

  private static func create(_ options: String) throws -> String {
    let name = "latchkey_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    try ask("CREATE DATABASE \(name) \(options) STRATEGY file_copy")
    return try address(of: name)
  }

  /// The address of a database of the server.
  private static func address(of name: String) throws -> String {
    var parts = URLComponents(string: server ?? "")
    parts?.path = "/" + name
    guard let text = parts?.string else { throw Refusal(text: "LATCHKEY_TEST_POSTGRES is no address") }
    return text
  }

  /// Runs statements at the server, each by itself.
  private static func ask(_ statements: String...) throws {
    guard let server else { throw Refusal(text: "LATCHKEY_TEST_POSTGRES names no server") }
    let psql = Process()
    psql.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    psql.arguments = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", server] + statements.flatMap { ["-c", $0] }
    try psql.run()
    psql.waitUntilExit()
    guard psql.terminationStatus == 0 else { throw Refusal(text: "psql failed: \(statements)") }
  }

  private struct Refusal: Error {
    let text: String
  }
}

extension Connection {
  /// The columns of every table, by the table's name.
  package func columnsOfTables() throws -> [String: [String]] {
    let sql =
      TestDatabase.isPostgres
      ? """
      SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
      ORDER BY table_name, ordinal_position
      """
      : """
      SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
      ORDER BY t.name, c.cid
      """
    let found = try all(sql) { row -> (String, String) in
      var columns = row.columns
      return (columns.text(), columns.text())
    }
    return Dictionary(grouping: found) { $0.0 }.mapValues { columns in columns.map { $0.1 } }
  }

  /// Every row of a table as text, sorted.
  package func texts(of table: String, _ columns: [String]) throws -> [String] {
    let parts = columns.map { TestDatabase.isPostgres ? "quote_nullable(CAST(\($0) AS TEXT))" : "quote(\($0))" }
    return try all("SELECT \(parts.joined(separator: " || ',' || ")) FROM \(table)") { row -> String in
      var columns = row.columns
      return columns.text()
    }.sorted()
  }
}

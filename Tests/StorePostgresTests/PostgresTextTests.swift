import Store
import Testing

@testable import StorePostgres

@Suite("Texts for PostgreSQL") struct PostgresTextTests {
  @Test("number the places outside of quotes")
  func places() {
    #expect(
      numbered("SELECT ?, '?', \"a?\", 'it''s ?' FROM t WHERE n = ?")
        == "SELECT $1, '?', \"a?\", 'it''s ?' FROM t WHERE n = $2")
  }

  @Test("have the types of PostgreSQL")
  func types() {
    #expect(
      postgresText("CREATE TABLE t (n INTEGER DEFAULT 0, b BLOB, INTEGERS TEXT DEFAULT 'BLOB') WITHOUT ROWID")
        == "CREATE TABLE t (n BIGINT DEFAULT 0, b BYTEA, INTEGERS TEXT DEFAULT 'BLOB')")
  }

  @Test("of errors have no values")
  func errors() {
    let violation = databaseError(
      state: "23505", message: "Key (n)=(secret)", table: "t", column: nil, constraint: "t_pkey")
    #expect(violation == .constraint("t (t_pkey)"))
    #expect(databaseError(state: "22P02", message: "invalid: secret").description.contains("secret") == false)
    #expect(
      databaseError(state: "42703", message: "no column x") == .failed(code: "42703", "no column x", isOutage: false))
  }

  @Test(
    "of errors tell an outage from a fault of the statement",
    arguments: [
      ("53100", DatabaseError.full), ("57P01", .unavailable), ("", .unavailable), ("25P03", .unavailable),
      ("55P03", .busy),
    ])
  func outages(state: String, error: DatabaseError) {
    #expect(databaseError(state: state, message: "") == error)
    #expect(error.isOutage)
  }

  @Test("that nodes send each other fit into notifications")
  func notifications() {
    let texts = (0..<3000).map { "events/\($0)" }
    let sent = payloads(of: texts + [String(repeating: "x", count: 8000)])
    #expect(sent.allSatisfy { $0.utf8.count < 8000 })
    #expect(sent.flatMap { $0.split(separator: "\n").map(String.init) } == texts)
  }
}

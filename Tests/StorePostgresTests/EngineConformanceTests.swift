import Testing

@testable import Store
@testable import StorePostgres

private struct Wrong: Error {}

private let tables = [Migration(version: 1, statements: ["CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT, b BLOB)"])]

/// What the store needs of any engine.
@Suite("An engine") struct EngineConformanceTests {
  @Test("undoes a write that throws alone", arguments: TestEngine.present)
  func writeThatThrows(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await engine.write(in: nil) { session in
              try session.run("INSERT INTO t (n) VALUES (?)", [number])
              if number % 3 == 0 { throw Wrong() }
            }
          } catch is Wrong {}
        }
      }
      try await group.waitForAll()
    }
    #expect(try await engine.read { try $0.number("SELECT COUNT(*) FROM t") } == 200 - 67)
  }

  @Test("names the table and column of a violated constraint, and goes on", arguments: TestEngine.present)
  func constraint(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    try await engine.write(in: nil) { session in
      try session.run("INSERT INTO t (n, s) VALUES (1, 'secret')")
      let error = #expect(throws: DatabaseError.self) {
        try session.savepoint { try session.run("INSERT INTO t (n, s) VALUES (1, 'secret')") }
      }
      guard case .constraint(let text) = error else { throw Wrong() }
      #expect(text.contains("t") && !text.contains("secret"))
      try session.run("INSERT INTO t (n) VALUES (2)")
    }
    #expect(try await engine.read { try $0.number("SELECT COUNT(*) FROM t") } == 2)
  }

  @Test("keeps every kind of value", arguments: TestEngine.present)
  func values(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    let bytes: [UInt8] = [0, 255, 39, 92]
    try await engine.write(in: nil) { session in
      try session.run("INSERT INTO t (n, s, b) VALUES (?, ?, ?)", [Int64.max, "ü?'\u{1F511}", bytes])
      try session.run("INSERT INTO t (n, s, b) VALUES (?, ?, ?)", [Int64.min, nil as String?, nil as [UInt8]?])
      try session.run("INSERT INTO t (n, s, b) VALUES (?, ?, ?)", [-1, "", [] as [UInt8]])
    }
    let rows = try await engine.read { session in
      try session.all("SELECT n, s, b, s IS NULL, 'a?' FROM t ORDER BY n", []) { row in
        var columns = row.columns
        let (number, text) = (columns.integer64(), columns.optionalText())
        return "\(number) \(text ?? "none") \(columns.optionalBytes() ?? []) \(columns.flag()) \(columns.text())"
      }
    }
    #expect(
      rows == [
        "\(Int64.min) none [] true a?", "-1  [] false a?", "\(Int64.max) ü?'\u{1F511} \(bytes) false a?",
      ])
  }

  @Test("reads sums, counts and conditions as integers", arguments: TestEngine.present)
  func numbers(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    _ = try await engine.write(in: nil) { try $0.run("INSERT INTO t (n) VALUES (4000000000), (-9000000000)") }
    let found = try await engine.read { session in
      try session.first("SELECT SUM(n), COUNT(*), MAX(n), COUNT(*) > 1, 7 FROM t WHERE n <> ?", [0]) { row in
        var columns = row.columns
        return [columns.integer(), columns.integer(), columns.integer(), columns.integer(), columns.integer()]
      }
    }
    #expect(found == [-5_000_000_000, 2, 4_000_000_000, 1, 7])
  }

  @Test("runs a query inside the same query", arguments: TestEngine.present)
  func sameQueryInside(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    _ = try await engine.write(in: nil) { try $0.run("INSERT INTO t (n) VALUES (1), (2)") }
    let text = "SELECT n FROM t ORDER BY n"
    let pairs = try await engine.read { session in
      try session.all(text, []) { row in
        var columns = row.columns
        return [columns.integer(), try session.number(text) ?? 0]
      }
    }
    #expect(pairs == [[1, 1], [2, 1]])
  }

  @Test("counts the changed rows", arguments: TestEngine.present)
  func counts(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    let counts = try await engine.write(in: nil) { session in
      let before = session.changeCount
      let inserted = try session.run("INSERT INTO t (n) VALUES (1), (2), (3)")
      let updated = try session.run("UPDATE t SET s = ? WHERE n > ?", ["x", 1])
      let deleted = try session.run("DELETE FROM t WHERE n = ?", [9])
      return [inserted, updated, deleted, Int(session.changeCount - before)]
    }
    #expect(counts == [3, 2, 0, 5])
  }

  @Test("throws the error of a statement that it sent with a later one", arguments: TestEngine.present)
  func postedError(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    await #expect(throws: DatabaseError.self) {
      try await engine.write(in: nil) { session in
        try session.post("INSERT INTO t (n) VALUES (1)")
        try session.post("INSERT INTO t (n) VALUES (1)")
      }
    }
    #expect(try await engine.read { try $0.number("SELECT COUNT(*) FROM t") } == 0)
  }

  @Test("undoes a part whose posted statement failed, and goes on", arguments: TestEngine.present)
  func failedPart(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    try await engine.write(in: nil) { session in
      try session.post("INSERT INTO t (n) VALUES (?)", [1])
      #expect(throws: (any Error).self) {
        try session.savepoint {
          try session.post("INSERT INTO t (n) VALUES (?)", [2])
          try session.post("INSERT INTO t (n) VALUES (?)", [1])
          throw Wrong()
        }
      }
      try session.post("INSERT INTO t (n) VALUES (?)", [3])
    }
    #expect(try await engine.read { try $0.number("SELECT SUM(n) FROM t") } == 4)
  }

  @Test("takes more texts than it keeps prepared", arguments: TestEngine.present)
  func manyTexts(kind: TestEngine) async throws {
    let engine = try kind.open(tables)
    defer { engine.close() }
    let sum = try await engine.read { session in
      try (1...2100).reduce(0) { try $0 + (session.number("SELECT \($1) WHERE 1 = ?", [1]) ?? 0) }
    }
    #expect(sum == 2100 * 2101 / 2)
  }

  @Test("takes writes until it is closed", arguments: TestEngine.present)
  func closing(kind: TestEngine) async throws {
    let engine = try kind.open(migrations)
    #expect(await engine.takesWrites())
    engine.close()
    await #expect(throws: DatabaseError.closed) { try await engine.read { _ in } }
    await #expect(throws: DatabaseError.closed) { try await engine.write(in: nil) { _ in } }
  }

  @Test("takes the whole schema", arguments: TestEngine.present)
  func schema(kind: TestEngine) async throws {
    let engine = try kind.open(migrations)
    defer { engine.close() }
    #expect(try await engine.read { try $0.number("SELECT COUNT(*) FROM workspaces") } == 0)
  }
}

import TestKit
import Testing

@testable import Store

private struct Wrong: Error {}

/// A session without a database. Every statement returns the same rows.
private final class FixedRows: SQLSession {
  final class Cells {
    let values: [Value]
    init(_ values: [Value]) { self.values = values }
  }

  private let rows: [Cells]
  private(set) var texts: [String] = []
  private(set) var readCount = 0
  var isInTransaction: Bool { false }
  var changeCount: Int64 { 0 }

  init(_ rows: [[Value]]) { self.rows = rows.map { Cells($0) } }

  func run(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Bool) throws -> Int {
    texts.append(sql)
    for row in rows {
      readCount += 1
      // The array keeps the cells until the row has been read.
      let handle = OpaquePointer(Unmanaged.passUnretained(row).toOpaque())
      if try !read(Row(handle: handle, reader: FixedCells.self)) { return 0 }
    }
    return rows.count
  }

  func execute(_ sql: String) throws { texts.append(sql) }
}

private enum FixedCells: CellReader {
  private static func value(_ row: OpaquePointer, _ column: Int32) -> Value {
    Unmanaged<FixedRows.Cells>.fromOpaque(UnsafeRawPointer(row)).takeUnretainedValue().values[Int(column)]
  }

  static func isNull(_ row: OpaquePointer, _ column: Int32) -> Bool { value(row, column) == .null }
  static func isText(_ row: OpaquePointer, _ column: Int32) -> Bool { text(row, column) != nil }
  static func integer(_ row: OpaquePointer, _ column: Int32) -> Int64 {
    if case .integer(let number) = value(row, column) { number } else { 0 }
  }
  static func text(_ row: OpaquePointer, _ column: Int32) -> String? {
    if case .text(let text) = value(row, column) { text } else { nil }
  }
  static func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8] {
    if case .blob(let bytes) = value(row, column) { bytes } else { [] }
  }
}

/// What the store needs of an engine is one session protocol and one reader of cells.
@Suite("A session") struct SessionTests {
  @Test("reads its rows through the reader of its engine")
  func rows() throws {
    let engine = FixedRows([[.text("Ada"), .integer(7), .null, .blob([1, 2])], [.null, .null, .text(""), .null]])
    let connection = Connection(Session(engine), .acme)
    let read = try connection.all("SELECT") { row in
      var columns = row.columns
      let (text, number) = (columns.text(), columns.integer())
      let other = columns.optionalText()
      return "\(text) \(number) \(other ?? "none") \(columns.optionalBytes() ?? [])"
    }
    #expect(read == ["Ada 7 none [1, 2]", " 0  []"])
  }

  @Test("ends a statement after the first row if no more are needed")
  func firstRow() throws {
    let engine = FixedRows([[.integer(1)], [.integer(2)]])
    let found = try Session(engine).first("SELECT", []) { row in
      var columns = row.columns
      return columns.integer()
    }
    #expect(found == 1)
    #expect(engine.readCount == 1)
  }

  @Test("passes on the error of a row, and reads no more")
  func errorOfARow() throws {
    let engine = FixedRows([[.integer(1)], [.integer(2)]])
    #expect(throws: Wrong.self) { try Session(engine).all("SELECT", []) { _ -> Int in throw Wrong() } }
    #expect(engine.readCount == 1)
  }

  @Test("undoes a part that throws, with its actions after the commit")
  func part() throws {
    let engine = FixedRows([])
    let session = Session(engine)
    session.afterCommit {}
    #expect(throws: Wrong.self) {
      try session.savepoint {
        session.afterCommit {}
        throw Wrong()
      }
    }
    #expect(session.takeAfterCommitActions().count == 1)
    #expect(engine.texts == ["SAVEPOINT change", "ROLLBACK TO change", "RELEASE change"])
  }
}

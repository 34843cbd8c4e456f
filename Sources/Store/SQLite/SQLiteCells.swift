import CSQLite

/// Reads the cells of a statement's current row.
enum SQLiteCells: CellReader {
  static func isNull(_ row: OpaquePointer, _ column: Int32) -> Bool { sqlite3_column_type(row, column) == SQLITE_NULL }

  static func isText(_ row: OpaquePointer, _ column: Int32) -> Bool { sqlite3_column_type(row, column) == SQLITE_TEXT }

  static func integer(_ row: OpaquePointer, _ column: Int32) -> Int64 { sqlite3_column_int64(row, column) }

  static func text(_ row: OpaquePointer, _ column: Int32) -> String? {
    guard let start = sqlite3_column_text(row, column) else { return nil }
    let count = Int(sqlite3_column_bytes(row, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  static func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(row, column) else { return [] }
    let count = Int(sqlite3_column_bytes(row, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}

import CSQLite

/// A row while it is being read.
package struct Row {
  let handle: OpaquePointer
  /// Reads the columns one after another.
  package var columns: Columns { Columns(handle: handle) }
}

/// Reads the columns of a row from left to right.
package struct Columns {
  let handle: OpaquePointer
  private var index: Int32 = 0

  init(handle: OpaquePointer) { self.handle = handle }

  private mutating func next() -> Int32 {
    defer { index += 1 }
    return index
  }

  package mutating func text() -> String { optionalText() ?? "" }
  package mutating func integer() -> Int { Int(integer64()) }
  package mutating func integer64() -> Int64 { sqlite3_column_int64(handle, next()) }
  package mutating func flag() -> Bool { integer64() != 0 }

  package mutating func optionalText() -> String? {
    let column = next()
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  package mutating func optionalInteger64() -> Int64? {
    let column = next()
    return sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column)
  }

  package mutating func optionalBytes() -> [UInt8]? {
    let column = next()
    guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}

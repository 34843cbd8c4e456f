import CSQLite

/// A row while it is being read.
package struct Row {
  let handle: OpaquePointer
  /// The columns, to be read one after another.
  package var columns: Columns { Columns(handle: handle) }
}

/// Reads the columns of a row from left to right.
package struct Columns {
  let handle: OpaquePointer
  private var index: Int32 = 0

  init(handle: OpaquePointer) { self.handle = handle }

  mutating func next() -> Cell {
    defer { index += 1 }
    return Cell(handle: handle, index: index)
  }

  package mutating func text() -> String { next().text ?? "" }
  package mutating func integer() -> Int { Int(integer64()) }
  package mutating func integer64() -> Int64 { next().integer }
  package mutating func flag() -> Bool { integer64() != 0 }
  package mutating func optionalText() -> String? { next().text }

  package mutating func optionalInteger64() -> Int64? {
    let cell = next()
    return cell.isNull ? nil : cell.integer
  }

  package mutating func optionalBytes() -> [UInt8]? {
    let cell = next()
    return cell.isNull ? nil : cell.bytes
  }
}

/// One value of a row.
struct Cell {
  /// An empty cell.
  static var null: Cell { Cell(handle: nil, index: 0) }

  let handle: OpaquePointer?
  let index: Int32

  var isNull: Bool { handle == nil || sqlite3_column_type(handle, index) == SQLITE_NULL }
  var isText: Bool { handle != nil && sqlite3_column_type(handle, index) == SQLITE_TEXT }
  var integer: Int64 { handle == nil ? 0 : sqlite3_column_int64(handle, index) }

  var text: String? {
    guard handle != nil, let start = sqlite3_column_text(handle, index) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  var bytes: [UInt8] {
    guard handle != nil, let start = sqlite3_column_blob(handle, index) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, index))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}

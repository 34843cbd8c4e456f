/// A row while it is being read.
package struct Row {
  let handle: OpaquePointer
  let reader: any CellReader.Type

  /// - Parameter handle: the engine's row. It is valid until the row has been read.
  package init(handle: OpaquePointer, reader: any CellReader.Type) {
    self.handle = handle
    self.reader = reader
  }

  /// The columns, to be read one after another.
  package var columns: Columns { Columns(self) }
}

/// Reads the columns of a row from left to right.
package struct Columns {
  private let row: Row
  private var index: Int32 = 0

  init(_ row: Row) { self.row = row }

  mutating func next() -> Cell {
    defer { index += 1 }
    return Cell(row: row, index: index)
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
  static var null: Cell { Cell(row: nil, index: 0) }

  let row: Row?
  let index: Int32

  var isNull: Bool { row.map { $0.reader.isNull($0.handle, index) } ?? true }
  var isText: Bool { row.map { $0.reader.isText($0.handle, index) } ?? false }
  var integer: Int64 { row.map { $0.reader.integer($0.handle, index) } ?? 0 }
  var text: String? { row.flatMap { $0.reader.text($0.handle, index) } }
  var bytes: [UInt8] { row.map { $0.reader.bytes($0.handle, index) } ?? [] }
}

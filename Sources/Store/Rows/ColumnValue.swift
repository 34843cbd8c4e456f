import Core
import Wire

/// A value that a column can hold.
protocol ColumnValue: SQLValue {
  /// - Parameter cell: the cell. An empty cell is read as the type's zero.
  init(_ cell: Cell)
  /// Nil for an empty cell.
  static func ifPresent(_ cell: Cell) -> Self?
}

extension ColumnValue {
  static func ifPresent(_ cell: Cell) -> Self? { cell.isNull ? nil : Self(cell) }
}

extension String: ColumnValue {
  init(_ cell: Cell) { self = cell.text ?? "" }
  static func ifPresent(_ cell: Cell) -> String? { cell.text }
}
extension Int64: ColumnValue { init(_ cell: Cell) { self = cell.integer } }
extension Int: ColumnValue { init(_ cell: Cell) { self = Int(cell.integer) } }
extension Bool: ColumnValue { init(_ cell: Cell) { self = cell.integer != 0 } }
extension [UInt8]: ColumnValue { init(_ cell: Cell) { self = cell.bytes } }
extension Instant: ColumnValue { init(_ cell: Cell) { self.init(microseconds: cell.integer) } }
extension ID: ColumnValue {
  init(_ cell: Cell) { self.init(String(cell)) }
  static func ifPresent(_ cell: Cell) -> ID? { cell.text.map { ID($0) } }
}
extension ExternalID: ColumnValue {
  init(_ cell: Cell) { self.init(String(cell)) }
  static func ifPresent(_ cell: Cell) -> ExternalID? { cell.text.map { ExternalID($0) } }
}
extension Optional: ColumnValue where Wrapped: ColumnValue {
  init(_ cell: Cell) { self = Wrapped.ifPresent(cell) }
}

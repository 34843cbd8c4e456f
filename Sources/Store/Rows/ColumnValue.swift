import Core
import Wire

/// A value that a column can hold.
protocol ColumnValue: SQLValue {
  /// - Parameter cell: the cell. An empty cell is read as the type's zero.
  init(_ cell: Cell)
  /// Nil for an empty cell.
  static func ifPresent(_ cell: Cell) -> Self?
  /// How the audit shows the value.
  static var audited: AuditedContent { get }
}

extension ColumnValue {
  static func ifPresent(_ cell: Cell) -> Self? { cell.isNull ? nil : Self(cell) }
}

extension String: ColumnValue {
  static var audited: AuditedContent { .text }
  init(_ cell: Cell) { self = cell.text ?? "" }
  static func ifPresent(_ cell: Cell) -> String? { cell.text }
}
extension Int64: ColumnValue {
  static var audited: AuditedContent { .number }
  init(_ cell: Cell) { self = cell.integer }
}
extension Int: ColumnValue {
  static var audited: AuditedContent { .number }
  init(_ cell: Cell) { self = Int(cell.integer) }
}
extension Bool: ColumnValue {
  static var audited: AuditedContent { .truth }
  init(_ cell: Cell) { self = cell.integer != 0 }
}
extension [UInt8]: ColumnValue {
  static var audited: AuditedContent { .hidden }
  init(_ cell: Cell) { self = cell.bytes }
}
extension Instant: ColumnValue {
  static var audited: AuditedContent { .moment }
  init(_ cell: Cell) { self.init(microseconds: cell.integer) }
}
extension ID: ColumnValue {
  static var audited: AuditedContent { .identifier }
  init(_ cell: Cell) { self.init(String(cell)) }
  static func ifPresent(_ cell: Cell) -> ID? { cell.text.map { ID($0) } }
}
extension ExternalID: ColumnValue {
  static var audited: AuditedContent { .hidden }
  init(_ cell: Cell) { self.init(String(cell)) }
  static func ifPresent(_ cell: Cell) -> ExternalID? { cell.text.map { ExternalID($0) } }
}
extension Optional: ColumnValue where Wrapped: ColumnValue {
  static var audited: AuditedContent { Wrapped.audited }
  init(_ cell: Cell) { self = Wrapped.ifPresent(cell) }
}

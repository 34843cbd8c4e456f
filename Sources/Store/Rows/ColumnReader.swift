/// Reads the columns of a row from left to right.
struct ColumnReader<Record>: ColumnVisitor {
  private(set) var columns: Columns
  var written: Record? { nil }

  init(_ columns: Columns) { self.columns = columns }

  mutating func visit<V: ColumnValue>(_ name: StaticString, _ use: ColumnUse, _ value: (Record) -> V) -> V {
    if case .unread = use { return V(.null) }
    return V(columns.next())
  }
}

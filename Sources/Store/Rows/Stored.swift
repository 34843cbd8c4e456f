/// A record that is a row of a table.
///
/// `row` is the only list of the table's columns. The texts of SELECT, INSERT and UPDATE, the values bound to them, and
/// the reading of a row all come from this function, each with a different ``ColumnVisitor``.
protocol Stored {
  static var table: Table<Self> { get }
  /// Visits the columns, and makes a record of the values that the visitor returns.
  static func row(_ column: inout some ColumnVisitor<Self>) throws -> Self
}

extension Stored {
  /// The columns of the table for a SELECT.
  static var columns: String { table.columns }

  /// Reads a row of a query whose first columns are the table's.
  static func read(_ row: Row) throws -> Self {
    var columns = row.columns
    return try read(&columns)
  }

  /// Reads the record's columns. The next read continues with the columns after them.
  static func read(_ columns: inout Columns) throws -> Self {
    var reader = ColumnReader<Self>(columns)
    let record = try row(&reader)
    columns = reader.columns
    return record
  }
}

/// A record whose columns include the key of its row, so that the row can be updated.
protocol Updatable: Stored {}

/// Visits the columns of a table in order. Called as a function: `column("name", \.name)`.
protocol ColumnVisitor<Record> {
  associatedtype Record
  /// The record that is being written. Nil while a row is read.
  var written: Record? { get }
  /// - Returns: the column's value in the row being read, or in the record being written.
  mutating func visit<V: ColumnValue>(_ name: StaticString, _ use: ColumnUse, _ value: (Record) -> V) -> V
}

/// The use of a column.
enum ColumnUse: Equatable {
  /// It is read, inserted and updated.
  case plain
  /// It identifies the row.
  case key
  /// It is written when the row is inserted. Separate statements change it later.
  case once
  /// It is written for lookups only.
  case unread
  /// It is read from the joined table of this name.
  case joined(StaticString)

  static func == (one: ColumnUse, other: ColumnUse) -> Bool {
    switch (one, other) {
    case (.plain, .plain), (.key, .key), (.once, .once), (.unread, .unread), (.joined, .joined): true
    default: false
    }
  }
}

extension ColumnVisitor {
  /// A column that is read, inserted and updated.
  mutating func callAsFunction<V: ColumnValue>(_ name: StaticString, _ value: (Record) -> V) -> V {
    visit(name, .plain, value)
  }

  /// A column that identifies the row.
  mutating func callAsFunction<V: ColumnValue>(key name: StaticString, _ value: (Record) -> V) -> V {
    visit(name, .key, value)
  }

  /// A column that is written when the row is inserted. Separate statements change it later.
  mutating func callAsFunction<V: ColumnValue>(once name: StaticString, _ value: (Record) -> V) -> V {
    visit(name, .once, value)
  }

  /// A column that is written for lookups only.
  mutating func callAsFunction<V: ColumnValue>(unread name: StaticString, _ value: (Record) -> V) {
    _ = visit(name, .unread, value)
  }

  /// A column of a joined table. It is only read.
  mutating func callAsFunction<V: ColumnValue>(
    _ name: StaticString, of table: StaticString, _ value: (Record) -> V
  ) -> V { visit(name, .joined(table), value) }
}

/// A record that is a row of a table.
///
/// `row` is the one list of the table's columns. The text of a SELECT, an INSERT and an UPDATE, the values that are
/// bound to them, and the reading of a row are all runs of that one function, each with another ``ColumnVisitor``.
protocol Stored {
  static var table: Table<Self> { get }
  /// Goes through the columns, and makes a record of what the visitor says of them.
  static func row(_ column: inout some ColumnVisitor<Self>) throws -> Self
}

extension Stored {
  /// The columns of the table for a SELECT.
  static var columns: String { table.columns }

  /// Reads a row of a query that begins with the columns of the table.
  static func read(_ row: Row) throws -> Self {
    var columns = row.columns
    return try read(&columns)
  }

  /// Reads the record's columns. What stands after them in the row is read next.
  static func read(_ columns: inout Columns) throws -> Self {
    var reader = ColumnReader<Self>(columns)
    let record = try row(&reader)
    columns = reader.columns
    return record
  }
}

/// Visits the columns of a table in order. Called as a function: `column("name", \.name)`.
protocol ColumnVisitor<Record> {
  associatedtype Record
  /// - Returns: the column's value in the row that is read; else that of the record that is written.
  mutating func visit<V: ColumnValue>(_ name: StaticString, _ use: ColumnUse, _ value: (Record) -> V) -> V
}

/// What becomes of a column.
enum ColumnUse: Equatable {
  /// It is read, inserted and updated.
  case plain
  /// It names the row.
  case key
  /// It is written when the row is inserted. Statements of their own change it.
  case once
  /// It is written for lookups only.
  case unread
  /// It is read from a joined table, which has this name.
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

  /// A column that names the row.
  mutating func callAsFunction<V: ColumnValue>(key name: StaticString, _ value: (Record) -> V) -> V {
    visit(name, .key, value)
  }

  /// A column that is written when the row is inserted. Statements of their own change it.
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

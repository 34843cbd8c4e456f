/// The SQL texts of a table, created once from the columns in ``Stored/row(_:)``.
struct Table<Record: Stored>: Sendable {
  let name: String
  private let written: [NamedColumn]
  private let read: [NamedColumn]
  /// The columns to read, each with the name of its table.
  let columns: String
  /// `INSERT INTO … VALUES …` for one row without other columns.
  private let insert: String
  /// `UPDATE … SET … WHERE …` for one row.
  let update: String
  /// The end of an INSERT that updates an existing row, unless that has the same values.
  let onConflict: String
  /// What the audit records of the rows. Nil for nothing.
  let audited: AuditedTable?

  /// - Parameters:
  ///   - name: the name of the table.
  ///   - counter: a column that counts the updates of a row.
  init(_ name: String, counter: String? = nil) {
    var names = ColumnNames<Record>()
    // Without values this may throw instead of making a record, but it has visited all columns by then.
    _ = try? Record.row(&names)
    self.name = name
    written = names.columns.filter { $0.use.isWritten }
    read = names.columns.filter { $0.use != .unread }
    columns = selected(read, name)
    insert = insertStatement(into: name, written.map(\.name))
    let changed = written.filter { $0.use != .key && $0.use != .once }
    let keys = written.filter { $0.use == .key }
    audited = AuditedTable(
      name, written: written.map { (name: $0.name, content: $0.content) }, keys: keys.map(\.name))
    update =
      "UPDATE \(name) SET "
      + (changed.map { "\($0.name) = ?" } + [counter.map { "\($0) = \($0) + 1" }].compactMap(\.self))
      .joined(separator: ", ") + " WHERE "
      + keys.map { "\($0.name) = ?" }.joined(separator: " AND ")
    onConflict =
      " ON CONFLICT (" + keys.map(\.name).joined(separator: ", ") + ") DO UPDATE SET "
      + changed.map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
      + (counter.map { ", \($0) = \(name).\($0) + 1" } ?? "") + " WHERE "
      + changed.map { "\(name).\($0.name) IS DISTINCT FROM excluded.\($0.name)" }.joined(separator: " OR ")
  }

  /// The columns to write.
  var writtenNames: [String] { written.map(\.name) }

  /// The columns to read, in a query with an alias for the table.
  func columns(of alias: String) -> String { selected(read, alias) }

  /// `INSERT INTO … VALUES …` for one row.
  ///
  /// - Parameter more: columns that are not in the record.
  func insertion(adding more: [String] = []) -> String {
    more.isEmpty ? insert : insertStatement(into: name, writtenNames + more)
  }
}

private struct NamedColumn: Sendable {
  let name: String
  let use: ColumnUse
  let content: AuditedContent
}

private func insertStatement(into table: String, _ columns: [String]) -> String {
  let places = columns.map { _ in "?" }.joined(separator: ", ")
  return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
}

private func selected(_ columns: [NamedColumn], _ table: String) -> String {
  columns.map { column in
    if case .joined(let other) = column.use { "\(other).\(column.name)" } else { "\(table).\(column.name)" }
  }.joined(separator: ", ")
}

extension ColumnUse {
  fileprivate var isWritten: Bool { if case .joined = self { false } else { true } }
}

/// Collects the names of the columns.
private struct ColumnNames<Record>: ColumnVisitor {
  var columns: [NamedColumn] = []
  var written: Record? { nil }

  mutating func visit<V: ColumnValue>(_ name: StaticString, _ use: ColumnUse, _ value: (Record) -> V) -> V {
    columns.append(NamedColumn(name: name.description, use: use, content: V.audited))
    return V(.null)
  }
}

/// Collects the values of a record, in the order of the texts.
private struct ColumnValues<Record>: ColumnVisitor {
  let record: Record
  var plain: [any SQLValue] = []
  var keys: [any SQLValue] = []
  var inserted: [any SQLValue] = []
  var written: Record? { record }

  init(_ record: Record) { self.record = record }

  mutating func visit<V: ColumnValue>(_ name: StaticString, _ use: ColumnUse, _ value: (Record) -> V) -> V {
    let value = value(record)
    switch use {
    case .joined: return value
    case .plain, .unread: plain.append(value)
    case .key: keys.append(value)
    case .once: break
    }
    inserted.append(value)
    return value
  }
}

extension Transaction {
  /// Inserts the record's row.
  ///
  /// - Parameters:
  ///   - more: columns that are not in the record.
  ///   - key: the columns of a key. Nothing is inserted if a row has the same key. Nil if none can.
  func insertRow<Record: Stored>(
    _ record: Record, adding more: KeyValuePairs<String, any SQLValue> = [:], unlessPresent key: String? = nil
  ) throws {
    let written = try values(of: record).inserted
    let text = Record.table.insertion(adding: more.map(\.key))
    if let key {
      guard try run(text + " ON CONFLICT (\(key)) DO NOTHING", written + more.map(\.value)) > 0 else { return }
    } else {
      try post(text, written + more.map(\.value))
    }
    if audits, let audited = Record.table.audited { draft.note(audited.change(from: nil, to: written)) }
  }

  /// Inserts the record's row, or updates it.
  ///
  /// - Parameter more: columns that are not in the record. They are not updated.
  func saveRow<Record: Updatable>(
    _ record: Record, adding more: KeyValuePairs<String, any SQLValue> = [:]
  ) throws {
    let values = try values(of: record)
    try auditing(Record.self, values) {
      try run(
        Record.table.insertion(adding: more.map(\.key)) + Record.table.onConflict,
        values.inserted + more.map(\.value))
    }
  }

  /// Updates the record's row.
  func updateRow<Record: Updatable>(_ record: Record) throws {
    let values = try values(of: record)
    try auditing(Record.self, values) { try run(Record.table.update, values.plain + values.keys) }
  }

  /// Writes a row, and notes what changed for the audit.
  private func auditing<Record: Updatable>(
    _: Record.Type, _ values: ColumnValues<Record>, _ write: () throws -> Int
  ) throws {
    guard audits, let audited = Record.table.audited, let former = audited.former else {
      _ = try write()
      return
    }
    if draft.isFull {
      if try write() > 0 { draft.omit() }
      return
    }
    let before = try first(former, values.keys, audited.values)
    if try write() > 0 { draft.note(audited.change(from: before, to: values.inserted)) }
  }

  private func values<Record: Stored>(of record: Record) throws -> ColumnValues<Record> {
    var values = ColumnValues(record)
    _ = try Record.row(&values)
    return values
  }
}

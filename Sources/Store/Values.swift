import Core
import Wire

extension ID: SQLValue {
  package static var sqlType: SQLType { .text }
  package var sqlValue: Value { .text(text) }
}

extension ExternalID: SQLValue {
  package static var sqlType: SQLType { .text }
  package var sqlValue: Value { .text(text) }
}

/// Instants are stored as microseconds since 1970, so that they can be compared directly.
extension Instant: SQLValue {
  package static var sqlType: SQLType { .integer }
  package var sqlValue: Value { .integer(microseconds) }
}

extension Columns {
  mutating func id<Owner>(_: Owner.Type = Owner.self) -> ID<Owner> { ID(text()) }
  mutating func optionalID<Owner>(_: Owner.Type = Owner.self) -> ID<Owner>? { optionalText().map { ID($0) } }
  mutating func external<Owner>(_: Owner.Type = Owner.self) -> ExternalID<Owner> { ExternalID(text()) }
  mutating func instant() -> Instant { Instant(microseconds: integer64()) }
  mutating func optionalInstant() -> Instant? { optionalInteger64().map { Instant(microseconds: $0) } }
}

/// The conditions of a list, joined by AND.
struct Conditions {
  private(set) var sql: String
  private(set) var values: [any SQLValue]

  init(_ sql: String, _ values: any SQLValue...) {
    self.sql = sql
    self.values = values
  }

  mutating func add(_ condition: String, _ more: any SQLValue...) {
    sql += " AND " + condition
    values += more
  }

  mutating func add(_ condition: String, all more: [any SQLValue]) {
    sql += " AND " + condition
    values += more
  }

  /// Adds a condition if there is a value for it.
  mutating func add<V: SQLValue>(_ condition: String, ifPresent value: V?) {
    if let value { add(condition, value) }
  }

  /// The column has one of the values. An empty list matches nothing.
  mutating func among<V: SQLValue>(_ list: [V]?, column: String) {
    guard let list else { return }
    if list.isEmpty { return add("1 = 0") }
    add("\(column) IN (" + list.map { _ in "?" }.joined(separator: ", ") + ")")
    values += list.map { $0 as any SQLValue }
  }

  /// One of two conditions is true.
  mutating func either(_ one: Conditions, or other: Conditions) {
    add("((\(one.sql)) OR (\(other.sql)))", all: one.values + other.values)
  }

  /// One of the case-folded columns contains the text.
  mutating func search(_ text: String?, in columns: String...) {
    guard let text else { return }
    var pattern = "%"
    for scalar in foldedText(text).unicodeScalars {
      if ["%", "_", "\\"].contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    pattern += "%"
    add("(" + columns.map { "\($0) LIKE ? ESCAPE '\\'" }.joined(separator: " OR ") + ")")
    values += columns.map { _ in pattern }
  }
}

/// The start and the size of a page.
package struct PageRange: Sendable {
  /// The sequence of the first row. Nil for the beginning.
  package var from: Int?
  package var limit: Int
  package init(from: Int?, limit: Int) {
    self.from = from
    self.limit = limit
  }
}

/// The rows of a page and the start of the next one.
package struct PageOf<Row: Sendable>: Sendable {
  package var rows: [Row]
  /// The sequence of the next page's first row. Nil for the last page.
  package var next: Int?

  /// - Parameter rows: the page's rows, followed by at least the next one if there is any.
  package init(_ rows: [Row], limit: Int, sequence: (Row) -> Int) {
    self.rows = Array(rows.prefix(limit))
    next = rows.count > limit ? sequence(rows[limit]) : nil
  }

  package func map<Other>(_ transform: (Row) throws -> Other) rethrows -> PageOf<Other> {
    PageOf<Other>(rows: try rows.map(transform), next: next)
  }

  package init(rows: [Row], next: Int?) {
    self.rows = rows
    self.next = next
  }
}

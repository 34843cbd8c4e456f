import Core

/// The results of queries of one transaction, until their tables change.
///
/// The parts of a change read the same grant, user or site one after another. Each query runs once for all of them.
struct KeptReads {
  /// Larger results are read again, so that no long list stays in memory after its use.
  private static let rowMax = 1000

  private struct Query: Hashable {
    let sql: String
    let values: [Value]

    init(_ sql: String, _ values: [any SQLValue]) {
      self.sql = sql
      self.values = values.map(\.sqlValue)
    }
  }

  private struct Rows<T> { let rows: [T] }

  /// The rows of each query, of any type.
  private var results: [Query: Any] = [:]
  /// The queries by the tables that they read. A change of a table must not look at the queries of all others.
  private var readers: [Substring: Set<Query>] = [:]
  /// The queries that are not among the readers yet. A connection that writes nothing never needs their tables.
  private var unsorted: [Query] = []

  /// The rows of a query. Nil if it has to be run.
  func rows<T>(of sql: String, _ values: [any SQLValue]) -> [T]? {
    if results.isEmpty { return nil }
    return (results[Query(sql, values)] as? Rows<T>)?.rows
  }

  mutating func keep<T>(_ rows: [T], of sql: String, _ values: [any SQLValue]) {
    if rows.count > Self.rowMax { return }
    let query = Query(sql, values)
    results[query] = Rows(rows: rows)
    unsorted.append(query)
  }

  /// Forgets what a statement may have changed.
  mutating func forget(writtenBy sql: String) {
    if results.isEmpty { return }
    guard let table = table(writtenBy: sql) else { return forgetAll() }
    for query in unsorted {
      for read in tables(readBy: query.sql) { readers[read, default: []].insert(query) }
    }
    unsorted = []
    for query in readers.removeValue(forKey: table) ?? [] { results[query] = nil }
  }

  mutating func forgetAll() { (results, readers, unsorted) = ([:], [:], []) }
}

/// The words of a statement one after another: names, keywords and numbers.
private struct Words: IteratorProtocol {
  private var rest: Substring.UTF8View

  init(of sql: String) { rest = Substring(sql).utf8 }

  mutating func next() -> Substring? {
    guard let start = rest.firstIndex(where: isPartOfWord) else { return nil }
    let word = rest[start...].prefix(while: isPartOfWord)
    rest = rest[word.endIndex...]
    return Substring(word)
  }
}

private func isPartOfWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}

/// The tables of a query. The statements of this target list no tables with commas.
private func tables(readBy sql: String) -> Set<Substring> {
  var tables: Set<Substring> = []
  var words = Words(of: sql)
  while let word = words.next() {
    // Counting first spares the comparison of most words.
    guard word.utf8.count == 4, word == "FROM" || word == "JOIN", let table = words.next() else { continue }
    tables.insert(table)
  }
  return tables
}

/// The table that a statement changes. Nil for an unknown kind of statement.
private func table(writtenBy sql: String) -> Substring? {
  var words = Words(of: sql)
  guard let verb = words.next(), let second = words.next(), let third = words.next() else { return nil }
  switch verb {
  case "UPDATE": return second
  case "INSERT", "DELETE": return third
  default: return nil
  }
}

extension Connection {
  /// All rows of a query. If the connection ran it before and its tables are unchanged, they are the same rows.
  func allKept<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> [T] {
    try allKept(sql, values, read)
  }

  func allKept<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> [T] {
    if let known: [T] = kept.rows(of: sql, values) { return known }
    let rows = try all(sql, values, read)
    kept.keep(rows, of: sql, values)
    return rows
  }

  /// The first row of a query that has at most one, or nil. If the connection ran it before and its tables are unchanged,
  /// it is the same row.
  func firstKept<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> T? {
    try allKept(sql, values, read).first
  }
}

import API
import Wire

extension Connection {
  /// Adds the condition that a row's time is in a span.
  ///
  /// Also adds the bounds of the sequence numbers in the span, so that a query in the order of the sequence reads no rows
  /// before or after it. Times alone do not say where these rows are, since the clock of a sandbox can be set back.
  ///
  /// - Parameters:
  ///   - from: exclusive. Nil for the beginning.
  ///   - until: exclusive. Nil for the end.
  func addSpan(
    of column: String, in table: String, after from: Instant?, before until: Instant?, in workspace: ID<Workspace>,
    to conditions: inout Conditions
  ) throws {
    if from == nil, until == nil { return }
    var span = Conditions("workspace_id = ?", workspace)
    span.add("\(column) > ?", ifPresent: from)
    span.add("\(column) < ?", ifPresent: until)
    let bounds = try all("SELECT MIN(sequence), MAX(sequence) FROM \(table) WHERE \(span.sql)", span.values) { row in
      var columns = row.columns
      return [columns.optionalInteger64(), columns.optionalInteger64()].compactMap(\.self).map { Int($0) }
    }
    guard let found = bounds.first, found.count == 2 else { return conditions.add("1 = 0") }
    conditions.add("\(table).sequence >= ? AND \(table).sequence <= ?", found[0], found[1])
    // The sum keeps planners from sorting all rows of a long span, which an index of the times would find.
    conditions.add("\(table).\(column) + 0 > ?", ifPresent: from)
    conditions.add("\(table).\(column) + 0 < ?", ifPresent: until)
  }
}

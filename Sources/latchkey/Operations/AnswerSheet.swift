import Core

/// A list of resources as comma-separated values (RFC 4180), with a column for every name.
struct AnswerSheet {
  private let names: [String]
  private let rows: [[String: String]]

  init(_ rows: [[AnswerLine]]) {
    var names: [String] = []
    var seen: Set<String> = []
    for row in rows { for line in row where seen.insert(line.name).inserted { names.append(line.name) } }
    self.names = names
    self.rows = rows.map { row in Dictionary(row.map { ($0.name, $0.value) }) { first, _ in first } }
  }

  /// The lines, of which the first has the names.
  var text: String {
    let lines = [names] + rows.map { row in names.map { row[$0] ?? "" } }
    return lines.map { csvLine($0) }.joined(separator: "\r\n")
  }
}

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
    return lines.map { $0.map(Self.cell).joined(separator: ",") }.joined(separator: "\r\n")
  }

  private static func cell(_ value: String) -> String {
    // A spreadsheet would run a cell with such a beginning as a formula, and names come from anybody.
    let plain = value.first.map { "=+-@".contains($0) } ?? false ? "'" + value : value
    guard plain.contains(where: { ",\"\r\n".contains($0) }) else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }
}

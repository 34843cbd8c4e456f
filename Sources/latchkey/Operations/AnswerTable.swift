/// A list of resources as a table, with the most useful columns that fit the terminal.
struct AnswerTable {
  private struct Column {
    let title: String
    let cells: [String]
    var width: Int { max(title.columns, cells.map(\.columns).max() ?? 0) }
  }

  private static let gap = 2
  private static let cellMax = 44
  private let columns: [Column]

  init(_ rows: [[AnswerLine]], key: String) {
    var names: [String] = []
    var seen: Set<String> = []
    for row in rows { for line in row where seen.insert(line.name).inserted { names.append(line.name) } }
    let values = rows.map { row in Dictionary(row.map { ($0.name, $0.value) }) { first, _ in first } }
    var kept: [Column] = []
    let ranks = names.enumerated().map { (name: $1, rank: Self.rank($1, key, $0)) }
    for name in ranks.sorted(by: { $0.rank < $1.rank }).map(\.name) {
      let cells = values.map { ($0[name] ?? "").cut(to: Self.cellMax) }
      let saysNothing = cells.allSatisfy(\.isEmpty)
      let saysItAgain = name.hasSuffix("name") && kept.contains { $0.cells == cells }
      if saysNothing || saysItAgain { continue }
      kept.append(Column(title: Self.title(name, among: names), cells: cells))
    }
    columns = kept
  }

  /// The order of columns: the resource's own ID, its name, its state, the rest, and last other IDs and URLs.
  private static func rank(_ name: String, _ key: String, _ position: Int) -> Int {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let weight: Int
    if name.hasSuffix("_id"), key.hasPrefix(String(name.dropLast(4))) {
      weight = 0
    } else if !name.contains("."), ["display_name", "name", "full_name", "email_address", "event_type"].contains(name) {
      weight = 1
    } else if ["warnings", "errors", "status", "state", "access_method", "occurred_at"].contains(last)
      || last.hasPrefix("is_") || last.hasSuffix("s_at")
    {
      weight = 2
    } else {
      weight = last.hasSuffix("_id") || last.hasSuffix("_ids") || last.hasSuffix("url") ? 4 : 3
    }
    return weight * 1000 + position
  }

  /// The last part of a dotted name, if it is unique.
  private static func title(_ name: String, among names: [String]) -> String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let isAlone = names.filter { $0 == last || $0.hasSuffix("." + last) }.count == 1
    return (isAlone ? last : name).uppercased()
  }

  func text(width: Int, isStyled: Bool) -> String {
    var shown: [Column] = []
    var used = 0
    for column in columns where shown.isEmpty || used + Self.gap + column.width <= width {
      used += column.width + (shown.isEmpty ? 0 : Self.gap)
      shown.append(column)
    }
    guard let first = shown.first else { return "" }
    let separator = String(repeating: " ", count: Self.gap)
    func line(_ cell: (Column) -> String) -> String {
      let text = shown.map { cell($0).padded(to: $0.width) }.joined(separator: separator)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let rows = first.cells.indices.map { index in line { $0.cells[index] } }
    return ([line(\.title).styled("1", isStyled)] + rows).joined(separator: "\n")
  }
}

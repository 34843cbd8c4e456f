/// A line of comma-separated values (RFC 4180), without its end.
///
/// A spreadsheet would run a value with certain beginnings as a formula, and names come from anybody. Such a value gets
/// an apostrophe before it. Where decimals have a comma, spreadsheets separate values by semicolons and do not heed quotation
/// marks within a value, so what follows a semicolon or the end of a line begins a value too.
package func csvLine(_ values: [String]) -> String { values.map(cell).joined(separator: ",") }

/// The first line of a file of comma-separated values, with its end. Its mark lets spreadsheets know that the file is UTF-8.
package func csvHead(_ names: [String]) -> String { "\u{FEFF}\(csvLine(names))\r\n" }

/// A value of a line, without the apostrophes that ``csvLine(_:)`` or a person has put before formulas.
func csvValue(_ cell: String) -> String {
  var value = "".unicodeScalars
  var rest = cell.unicodeScalars[...]
  while let scalar = rest.popFirst() {
    if scalar == "'", let next = rest.first, beginsFormula(next, after: value.last) { continue }
    value.append(scalar)
  }
  return String(value)
}

/// Works by scalars, since an accent after a mark makes another character, but programs still see the mark.
private func cell(_ value: String) -> String {
  let plain = withoutFormulas(value)
  guard plain.contains(where: { quotedMarks.contains($0) }) else { return String(plain) }
  var quoted = "\"".unicodeScalars
  for scalar in plain {
    if scalar == "\"" { quoted.append(scalar) }
    quoted.append(scalar)
  }
  quoted.append("\"")
  return String(quoted)
}

private func withoutFormulas(_ value: String) -> String.UnicodeScalarView {
  var plain = "".unicodeScalars
  var last: Unicode.Scalar?
  for scalar in value.unicodeScalars {
    if beginsFormula(scalar, after: last) { plain.append("'") }
    plain.append(scalar)
    last = scalar
  }
  return plain
}

/// - Parameter last: the scalar before. Nil at the beginning of a value.
private func beginsFormula(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
  last.map { separators.contains($0) && formulaSigns.contains(scalar) } ?? formulaStarts.contains(scalar)
}

private let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@"]
private let formulaStarts = formulaSigns.union(["\t", "\r", "\n"])
private let separators: Set<Unicode.Scalar> = [";", "\r", "\n"]
private let quotedMarks: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]

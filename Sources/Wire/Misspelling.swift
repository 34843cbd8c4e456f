extension Issues {
  /// Records a fault for each unread member whose name is a misspelling of a known one. Other unknown members are
  /// ignored.
  mutating func refuseMisspellings(among unread: some Sequence<String>, of known: @autoclosure () -> [String]) {
    guard case .request(let names) = reading else { return }
    for member in unread.sorted() {
      // In a query, a dot precedes the members of an object, and a bracket marks a list.
      let name = String(member.prefix { $0 != "." && $0 != "[" })
      guard !names.contains(name), let meant = known().first(where: { isMisspelling(name, of: $0) }) else { continue }
      enter(name)
      add("Unknown parameter, did you mean \"\(meant)\"?")
      leave()
    }
  }
}

/// Whether a name differs from a known one by one edit or transposition, or only in case, `_` and `-`.
func isMisspelling(_ name: String, of known: String) -> Bool {
  let (one, other) = (Array(name.utf8), Array(known.utf8))
  return one != other && (isOneSlip(one, other) || letters(name) == letters(known))
}

private func letters(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

private func isOneSlip(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  let shorter = min(one.count, other.count)
  guard max(one.count, other.count) - shorter <= 1 else { return false }
  let start = zip(one, other).prefix { $0 == $1 }.count
  let end = zip(one[start...].reversed(), other[start...].reversed()).prefix { $0 == $1 }.count
  let (left, right) = (one[start..<(one.count - end)], other[start..<(other.count - end)])
  return max(left.count, right.count) == 1
    || left.count == 2 && right.count == 2 && left.elementsEqual(right.reversed())
}

/// Contexts of components, for partials of the same name.
enum ConsoleParts {
  static func badge(_ kind: ConsoleNotice.Kind, _ text: String) -> ConsoleContext {
    ["kind": kind.rawValue, "icon": icon(kind.icon), "text": text]
  }

  static func tabs(
    _ label: String, _ tabs: [(href: String, text: String, count: Int?, isCurrent: Bool)]
  ) -> ConsoleContext {
    let items = tabs.map { tab in
      ["href": tab.href, "text": tab.text, "count": shown(tab.count.map { grouped($0) }), "isCurrent": tab.isCurrent]
        as ConsoleContext
    }
    return ["label": label, "items": items]
  }

  /// The end of a page of a list.
  ///
  /// - Parameters:
  ///   - noun: what is listed, in plural.
  ///   - shown: the number of rows on the page.
  ///   - total: the number of rows on all pages. Nil if unknown.
  ///   - first: the address of the first page. Nil on the first page.
  ///   - previous: the address of the page before. Nil on the first page, and if it is unknown.
  ///   - next: the address of the next page. Nil on the last page.
  static func pager(
    _ noun: String, shown count: Int, total: Int?, first: String?, previous: String?, next: String?
  ) -> ConsoleContext {
    let rows = first == nil && count > 0 ? "1–\(grouped(count))" : grouped(count)
    let text = total.map { "\(rows) of \(grouped($0)) \(noun)" } ?? "\(rows) \(noun)"
    return ["text": text, "first": shown(first), "previous": shown(previous), "next": shown(next)]
  }

  /// The letters of an avatar.
  static func initials(_ name: String) -> String {
    let words = name.split(separator: " ").filter { $0.first?.isLetter ?? false }
    let letters = words.count > 1 ? [words[0], words[words.count - 1]] : words
    return letters.compactMap(\.first).map { $0.uppercased() }.joined()
  }

  /// A number with a comma between thousands.
  static func grouped(_ number: Int) -> String {
    var groups: [Substring] = []
    var rest = Substring(String(number))
    while rest.count > 3, rest.dropLast(3) != "-" {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: ",")
  }
}

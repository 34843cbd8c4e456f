import Operations
import Wire

/// Marks what an address says about a change, so that a page reports and offers to undo only what the same session did.
/// Somebody else's link could otherwise report what did not happen, or offer another change under the name of the way back.
struct ConsoleMark: Sendable {
  private static let length = 32
  private let key: String

  init(_ session: ConsoleSession) { key = session.markKey }

  /// The text with its mark, for an address.
  ///
  /// - Parameter id: what was changed.
  func marked(_ text: String, about id: String) -> String { "\(mark(of: text, id)).\(text)" }

  /// The text of an address. Nil for one that the session did not mark.
  func text(of marked: String?, about id: String) -> String? {
    guard let marked, let dot = marked.firstIndex(of: ".") else { return nil }
    let text = String(marked[marked.index(after: dot)...])
    return areEqualInConstantTime(String(marked[..<dot]), mark(of: text, id)) ? text : nil
  }

  private static let done = "done"

  /// An address after a change: `done`, which says what was changed, gets its mark.
  func marked(_ address: String) -> String {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return address }
    let rest = parts[1].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let items = rest[0].split(separator: "&").map { item -> String in
      guard item.hasPrefix("\(Self.done)="), let text = percentDecoded(item.dropFirst(Self.done.count + 1)) else {
        return String(item)
      }
      return "\(Self.done)=\(percentEncoded(marked(text, about: String(parts[0]))))"
    }
    let place = rest.count == 2 ? "#\(rest[1])" : ""
    return "\(parts[0])?\(items.joined(separator: "&"))\(place)"
  }

  /// The query of an address without marks. A `done` that the session did not mark for the path is removed.
  func unmarked(_ query: FormFields, at path: String) -> FormFields {
    var fields = FormFields("")
    for name in query.names where name != Self.done {
      for value in query.all(name) { fields.add(name, value) }
    }
    if let done = text(of: query[Self.done], about: path) { fields.add(Self.done, done) }
    return fields
  }

  private func mark(of text: String, _ id: String) -> String {
    String(sha256Text("\(key) \(id) \(text)").prefix(Self.length))
  }
}

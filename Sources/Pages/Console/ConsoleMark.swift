import Operations

/// Marks what an address says about a change, so that a page offers to undo only what the same session did. Somebody
/// else's link could otherwise offer another change under the name of the way back.
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

  private func mark(of text: String, _ id: String) -> String {
    String(sha256Text("\(key) \(id) \(text)").prefix(Self.length))
  }
}

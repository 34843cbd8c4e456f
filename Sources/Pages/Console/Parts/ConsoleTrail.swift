import Wire

/// The way to a page of a list: the cursors of the pages from the second one to it, which the address carries.
struct ConsoleTrail: Sendable {
  /// The maximum number of cursors in an address.
  private static let cursorMax = 20
  /// Stands for cursors that no longer fit.
  private static let forgotten = "*"

  private let visit: ConsoleVisit
  private let name: String
  private let cursors: [String]

  /// - Parameter name: the name of the cursors in the query.
  init(_ visit: ConsoleVisit, _ name: String = "cursor") {
    self.visit = visit
    self.name = name
    cursors = visit.query.filled(name)?.split(separator: ".").map { String($0) } ?? []
  }

  /// The cursor of the page. Nil for the first page.
  var cursor: String? { cursors.last }

  /// The end of the page.
  ///
  /// - Parameters:
  ///   - noun: what is listed, in plural.
  ///   - count: the number of rows on the page.
  func pager(_ noun: String, shown count: Int, _ pagination: Pagination) -> ConsoleContext {
    let before = Array(cursors.dropLast())
    let hasPrevious = !cursors.isEmpty && before != [Self.forgotten]
    return ConsoleParts.pager(
      noun, shown: count, total: pagination.totalCount, first: cursors.isEmpty ? nil : link([]),
      previous: hasPrevious ? link(before) : nil,
      next: pagination.nextPageCursor.optional.map { link(cursors + [$0]) })
  }

  /// The address of another page. What the address says of a change or of one row is not about that page.
  private func link(_ cursors: [String]) -> String {
    let isLong = cursors.count > Self.cursorMax
    let kept = isLong ? [Self.forgotten] + cursors.suffix(Self.cursorMax / 2) : cursors
    return visit.same([
      name: kept.isEmpty ? nil : kept.joined(separator: "."), "done": nil, "before": nil, "event": nil,
    ])
  }
}

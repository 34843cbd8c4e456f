import Foundation

extension Call {
  /// A page of a list in the envelope, after `$filter`, `$skip` and `$top`.
  func page(_ items: [[String: Any]]) throws -> Reply { try page(items) { $0 } }

  /// The same for other types. Only the elements on the page are converted to JSON.
  func page<Thing>(_ items: [Thing], show: (Thing) -> [String: Any]) throws -> Reply {
    if settings.bareArrays { return Reply(json: items.map(show)) }
    let window = try window()
    let end = min(items.count, window.upperBound)
    var link: String?
    if end < items.count {
      var query = query
      query["$skip"] = String(end)
      query["$top"] = String(window.count)
      var components = URLComponents(string: base + path)
      components?.queryItems = query.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
      link = components?.string
      if settings.httpNextLinks { link = link?.replacingOccurrences(of: "https://", with: "http://") }
    }
    let wantsCount = query["$inlinecount"] == "allpages"
    return .object([
      "items": items[min(end, window.lowerBound)..<end].map(show), "next_page_link": link ?? NSNull(),
      "count": wantsCount ? items.count : NSNull(),
    ])
  }
}

extension Call {
  /// The range of a list for `$skip` and `$top`, a hundred at most.
  ///
  /// - Parameter place: The start, instead of `$skip`.
  func window(from place: Int? = nil) throws -> Range<Int> {
    func number(_ name: String) throws -> Int? {
      guard let text = query[name] else { return nil }
      guard let number = Int(text), Bounds.skip.contains(number) else { throw ConnectRefusal.invalidFilter }
      return number
    }
    let (skip, top) = (try place ?? number("$skip") ?? 0, try min(number("$top") ?? 20, 100))
    guard top > 0 else { throw ConnectRefusal.invalidFilter }
    return skip..<skip + top
  }
}

extension Reply {
  /// Removes elements by their index, to simulate a cloud that has temporarily lost some.
  mutating func leaveOut(_ isLeftOut: (Int) -> Bool) {
    guard var body = json as? [String: Any], let items = body["items"] as? [Any] else { return }
    body["items"] = items.enumerated().filter { !isLeftOut($0.offset) }.map(\.element)
    if (body["items"] as? [Any])?.isEmpty ?? true { body["next_page_link"] = NSNull() }
    json = body
  }
}

/// A single condition of a `$filter`, in the forms that integrations use.
enum ODataFilter {
  case equals(field: String, value: String)
  case contains(field: String, value: String)

  static func parsed(_ text: String?, fields: Set<String>) throws -> ODataFilter? {
    guard let text, !text.isEmpty else { return nil }
    let equals = /([a-z_\/]+) eq '(.*)'/
    let contains = /contains\(([a-z_\/]+), ?'(.*)'\)/
    if let match = try? equals.wholeMatch(in: text), fields.contains(String(match.1)) {
      return .equals(field: String(match.1), value: unquoted(match.2))
    }
    if let match = try? contains.wholeMatch(in: text), fields.contains(String(match.1)) {
      return .contains(field: String(match.1), value: unquoted(match.2))
    }
    throw ConnectRefusal.invalidFilter
  }

  private static func unquoted(_ text: Substring) -> String { text.replacingOccurrences(of: "''", with: "'") }

  func accepts(_ read: (String) -> String?) -> Bool {
    switch self {
    case .equals(let field, let value): read(field)?.lowercased() == value.lowercased()
    case .contains(let field, let value): read(field)?.lowercased().contains(value.lowercased()) ?? false
    }
  }
}

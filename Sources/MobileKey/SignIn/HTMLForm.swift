import Foundation

/// The first form of a page.
struct HTMLForm {
  struct Input {
    let name: String
    let type: String
    let value: String
  }

  let url: URL
  let method: String
  let inputs: [Input]

  init?(in html: String, of page: URL) {
    guard let form = html.firstMatch(of: /(?i)<form\b([^>]*)>(.*?)<\/form>/.dotMatchesNewlines()) else { return nil }
    let attributes = Self.attributes(form.1)
    guard let url = URL(string: attributes["action"] ?? "", relativeTo: page)?.absoluteURL ?? Optional(page) else {
      return nil
    }
    self.url = attributes["action"]?.isEmpty ?? true ? page : url
    method = (attributes["method"] ?? "get").uppercased()
    inputs = form.2.matches(of: /(?i)<(?:input|button)\b([^>]*)>/).compactMap { match in
      let attributes = Self.attributes(match.1)
      guard let name = attributes["name"], !name.isEmpty else { return nil }
      return Input(name: name, type: (attributes["type"] ?? "text").lowercased(), value: attributes["value"] ?? "")
    }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var out: [String: String] = [:]
    for match in text.matches(of: /([a-zA-Z_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/) {
      out[match.1.lowercased()] = unescaped(String(match.2 ?? match.3 ?? match.4 ?? ""))
    }
    return out
  }

  private static func unescaped(_ text: String) -> String {
    [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}

import Foundation
import SeamClient
import Wire

/// Fills plain HTML forms with a guest's e-mail address and password, page after page, and follows redirects.
struct FormFiller {
  /// Forms that a sign-in may take; more than that is a form that comes again.
  private static let pageMax = 5
  private static let redirectMax = 10

  let email: String
  let password: String

  /// Goes from page to page until one has no form.
  ///
  /// - Throws: ``Problem`` where a page is refused, or its form comes again and again.
  func complete(_ address: String) async throws {
    guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https" else {
      throw Problem(.usage, "\(address) is not the URL of a page")
    }
    var cookies: [String: String] = [:]
    var page = try await load(url, cookies: &cookies)
    for _ in 0..<Self.pageMax {
      guard let form = HTMLForm(in: page.html, of: page.url) else {
        guard page.status == 200 else {
          throw Problem(.notAllowed, "the page responded with status \(page.status): \(page.words)")
        }
        return
      }
      page = try await load(form.url, form.method, filled(form), cookies: &cookies)
    }
    throw Problem(.notAllowed, "the form was rejected: \(page.words); check the e-mail address and the password")
  }

  private func filled(_ form: HTMLForm) -> String {
    let values = form.inputs.map { input in
      let name = input.name.lowercased()
      let value: String
      if input.type == "password" {
        value = password
      } else if input.type == "email" || name.contains("email") || name == "username" {
        value = email
      } else if input.type == "checkbox" {
        value = input.value.isEmpty ? "on" : input.value
      } else if input.value.isEmpty, name.contains("name") {
        value = email.split(separator: "@").first.map(String.init) ?? email
      } else {
        value = input.value
      }
      return percentEncoded(input.name) + "=" + percentEncoded(value)
    }
    return values.joined(separator: "&")
  }

  private struct Page {
    let url: URL
    let status: Int
    let html: String
    /// What a person reads on it.
    var words: String {
      let text = html.replacing(/<(style|script|title)[^>]*>.*?<\/\1>/.dotMatchesNewlines(), with: " ")
        .replacing(/<[^>]*>/, with: " ")
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ").cut(to: 200).printable
    }
  }

  private func load(
    _ url: URL, _ method: String = "GET", _ form: String = "", cookies: inout [String: String]
  ) async throws -> Page {
    var (url, method, form) = (url, method, form)
    for _ in 0..<Self.redirectMax {
      var headers = [(name: "accept", value: "text/html")]
      if !cookies.isEmpty {
        let pairs = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        headers.append((name: "cookie", value: pairs.joined(separator: "; ")))
      }
      if method == "POST" { headers.append((name: "content-type", value: "application/x-www-form-urlencoded")) }
      let target = method == "GET" && !form.isEmpty ? Self.adding(form, to: url) : url
      let response = try await send(
        TransportRequest(
          method: method, url: target.absoluteString, headers: headers,
          body: method == "POST" ? Array(form.utf8) : nil))
      for header in response.headers where header.name.lowercased() == "set-cookie" {
        let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
        if pair.count == 2 { cookies[pair[0]] = pair[1] }
      }
      let location = response.headers.first { $0.name.lowercased() == "location" }?.value
      guard (300..<400).contains(response.status), let location,
        let next = URL(string: location, relativeTo: target)?.absoluteURL
      else { return Page(url: target, status: response.status, html: String(decoding: response.body, as: UTF8.self)) }
      (url, method, form) = (next, "GET", "")
    }
    throw Problem(.protocolBroken, "too many redirects")
  }

  private static func adding(_ query: String, to url: URL) -> URL {
    URL(string: url.absoluteString.prefix { $0 != "?" } + "?" + query) ?? url
  }

  private func send(_ request: TransportRequest) async throws -> TransportResponse {
    do {
      return try await HTTPTransport.shared.send(request, timeout: .seconds(30))
    } catch {
      throw Problem(.unavailable, "the page at \(request.url.prefix { $0 != "?" }) does not respond")
    }
  }
}

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

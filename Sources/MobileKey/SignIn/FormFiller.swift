import Foundation
import SeamClient
import Wire

/// Fills plain HTML forms with a guest's e-mail address and password, page after page, and follows redirects.
///
/// It takes the place of a browser at virtual sites, whose pages are such forms.
package struct FormFiller {
  /// How many forms a sign-in may have. A rejected form is shown again.
  private static let pageMax = 5
  private static let redirectMax = 10

  private let email: String
  private let password: String

  package init(email: String, password: String) {
    self.email = email
    self.password = password
  }

  /// Submits forms until a page has none.
  ///
  /// - Throws: ``SignInPageError``
  package func complete(_ address: String) async throws {
    guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https" else {
      throw SignInPageError.noPage(address)
    }
    var cookies: [String: String] = [:]
    var page = try await load(url, cookies: &cookies)
    for _ in 0..<Self.pageMax {
      guard let form = HTMLForm(in: page.html, of: page.url) else {
        guard page.status == 200 else {
          throw SignInPageError.refused(status: page.status, page.words)
        }
        return
      }
      page = try await load(form.url, form.method, filled(form), cookies: &cookies)
    }
    throw SignInPageError.rejected(page.words)
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
    /// How much of a page's text an error shows, in characters.
    private static let wordsMax = 200
    /// The text that a person reads.
    var words: String {
      let text = html.replacing(/<(style|script|title)[^>]*>.*?<\/\1>/.dotMatchesNewlines(), with: " ")
        .replacing(/<[^>]*>/, with: " ")
      return String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(Self.wordsMax))
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
    throw SignInPageError.tooManyRedirects
  }

  private static func adding(_ query: String, to url: URL) -> URL {
    URL(string: url.absoluteString.prefix { $0 != "?" } + "?" + query) ?? url
  }

  private func send(_ request: TransportRequest) async throws -> TransportResponse {
    do {
      return try await HTTPTransport.shared.send(request, timeout: .seconds(30))
    } catch {
      throw SignInPageError.unreachable(String(request.url.prefix { $0 != "?" }))
    }
  }
}

/// Why a sign-in was not completed.
package enum SignInPageError: Error {
  case noPage(String)
  /// - Parameter _: the text of the page.
  case refused(status: Int, String)
  /// The form was shown again.
  ///
  /// - Parameter _: the text of the page.
  case rejected(String)
  case tooManyRedirects
  /// - Parameter _: the address without its query.
  case unreachable(String)
}

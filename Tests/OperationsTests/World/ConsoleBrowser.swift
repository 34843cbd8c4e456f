import HTTPTypes
import Synchronization
import Testing
import Wire

/// An operator's browser in the console, without scripts. It stores cookies, and sends forms with the token of their
/// pages.
final class ConsoleBrowser: Sendable {
  /// A page, or another response.
  struct Page: Sendable {
    let status: Int
    /// The unparsed body.
    let html: String
    let headers: HTTPFields

    /// Where the browser is sent. Nil for a page.
    var location: String? { headers[.location] }

    /// The words of the page, without tags.
    var text: String {
      let inline = /<\/?(a|b|strong|time|code|em)(\s[^>]*)?>/
      let words = html.replacing(inline, with: "").replacing(/<[^>]*>/, with: " ")
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
      return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  static let home = "https://latchkey.example"
  private let world: World
  private let jar = Mutex<[String: String]>([:])
  private let formCount = Mutex(0)

  init(_ world: World) { self.world = world }

  var cookies: [String: String] { jar.withLock { $0 } }

  /// Puts a cookie into the browser, as a page of a sibling domain could.
  func plant(_ name: String, _ value: String) { jar.withLock { $0[name] = value } }

  /// Signs in, and returns the response.
  @discardableResult
  func signIn(with token: String, to back: String = "") async throws -> Page {
    try await send(.post, "/console/sign_in", form: ["token": token, "to": back])
  }

  /// Opens a page of the workspace, such as `people?filter=arriving`.
  func get(_ path: String) async throws -> Page { try await send(.get, address(path)) }

  /// Sends a form of the workspace with the token of the session, and follows the redirection.
  ///
  /// - Parameter repeated: fields that the form has several times.
  func post(_ path: String, _ form: [String: String], repeated: [(String, String)] = []) async throws -> Page {
    let token = try await formToken()
    let answer = try await send(
      .post, address(path), form: ["form_token": token].merging(form) { $1 }, repeated: repeated)
    guard answer.status == 303, let location = answer.location else { return answer }
    return try await send(.get, location)
  }

  /// The token of the session's forms.
  func formToken() async throws -> String {
    let page = try await send(.get, "/console/new_workspace")
    return page.html.components(after: "name=\"form_token\" value=\"", upTo: "\"")
  }

  /// A key that no other form of the browser has.
  func newFormKey() -> String {
    let number = formCount.withLock { count in
      count += 1
      return count
    }
    return "form-\(number)"
  }

  /// The address of a page of the workspace.
  func address(_ path: String) -> String { "/console/\(world.workspace)/\(path)" }

  /// Sends a request to any address of the server, and follows no redirection. A form has a key of its own, as those of
  /// pages, unless it names one.
  func send(
    _ method: World.Method, _ address: String, form: [String: String] = [:], repeated: [(String, String)] = [],
    headers: [String: String?] = [:]
  ) async throws -> Page {
    let cookies = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
    var fields: [String: String?] = ["cookie": cookies.isEmpty ? nil : cookies, "authorization": nil]
    fields["content-type"] = method == .post ? "application/x-www-form-urlencoded" : String?.none
    if method == .post { fields["origin"] = Self.home }
    var form = form
    if form["form_token"] != nil, form["form_key"] == nil { form["form_key"] = newFormKey() }
    let pairs = form.map { ($0, $1) } + repeated
    let body = pairs.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
    let reply = try await world.send(
      method, address, body: Array(body.utf8), headers: fields.merging(headers) { $1 })
    for line in reply.cookies {
      let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      jar.withLock { $0[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1]) }
    }
    return Page(status: reply.status, html: reply.text, headers: reply.headers)
  }
}

extension World {
  /// The browser of a new operator who is signed in to the console.
  func console(role: OperatorRole) async throws -> ConsoleBrowser {
    let browser = ConsoleBrowser(self)
    let answer = try await browser.signIn(with: try await accessToken(role))
    try #require(answer.status == 303, "\(answer.text)")
    return browser
  }
}

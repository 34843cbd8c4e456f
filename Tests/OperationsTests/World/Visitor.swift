import HTTPTypes
import Testing
import Wire

/// A visitor's browser on a connect page, without scripts. It stores cookies, and sends forms with the fields of their
/// page.
final class Visitor {
  private let world: World
  private let path: String
  private var cookies: [String: String] = [:]

  init(_ world: World, _ webview: Value) {
    self.world = world
    path = String(webview.url.text.dropFirst("https://latchkey.example".count))
  }

  func look() async throws -> World.Reply { try await send(.get, "") }

  /// Fills in and sends the form that the page shows.
  func submit(_ step: String, _ fields: (String, String)...) async throws -> World.Reply {
    let page = try await look().text
    let token = page.components(after: "name=\"form_token\" value=\"", upTo: "\"")
    let form = [("form_token", token), ("step", step)] + fields
    let body = form.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
    return try await send(.post, body)
  }

  /// Signs in and allows the connection of sites.
  func connect(_ username: String, to sites: [Value]) async throws -> World.Reply {
    _ = try await submit("proceed")
    _ = try await submit("sign_in", ("username", username), ("password", "1234"))
    return try await choose(sites)
  }

  private func choose(_ sites: [Value]) async throws -> World.Reply {
    let page = try await look().text
    let token = page.components(after: "name=\"form_token\" value=\"", upTo: "\"")
    let form = [("form_token", token), ("step", "select")] + sites.map { ("site", $0.text) }
    _ = try await send(.post, form.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&"))
    return try await submit("allow")
  }

  private func send(_ method: World.Method, _ body: String) async throws -> World.Reply {
    let headers: [String: String?] = [
      "cookie": cookies.isEmpty ? nil : cookies.map { "\($0)=\($1)" }.joined(separator: "; "), "authorization": nil,
      "content-type": method == .post ? "application/x-www-form-urlencoded" : nil,
    ]
    let reply = try await world.send(method, path, body: Array(body.utf8), headers: headers)
    for line in reply.cookies {
      let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { cookies[pair[0]] = pair[1] }
    }
    return reply.status == 303 ? try await look() : reply
  }
}

extension String {
  /// The text between two others.
  func components(after start: String, upTo end: String) -> String {
    guard let from = firstRange(of: start)?.upperBound else { return "" }
    let rest = self[from...]
    return String(rest.firstRange(of: end).map { rest[..<$0.lowerBound] } ?? rest)
  }
}

extension World {
  /// Connects an account of the sandbox's sites on its page, as a visitor does, and returns it.
  @discardableResult
  func connect(_ username: String = "jane@example.com", _ more: Value = [:]) async throws -> Value {
    let parameters: Value = ["accepted_providers": ["salto_ks"]]
    let webview = try await ok("/connect_webviews/create", parameters.with(more)).connect_webview
    _ = try await Visitor(self, webview).connect(username, to: virtual.get("state").sites.each("id"))
    let done = try await ok(
      "/connect_webviews/get", ["connect_webview_id": webview.connect_webview_id]
    ).connect_webview
    try #require(done.status == "authorized", "\(done)")
    return done.connected_account_id
  }
}

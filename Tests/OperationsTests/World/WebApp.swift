import Foundation
import Testing
import Wire

@testable import VirtualSaltoKS

/// The site's owner, who edits the site in Salto's own web app: by the Connect API, with the owner's own token.
struct WebApp: Sendable {
  static let siteUser: Value = "8f6081a3-80fb-11e8-a892-000d3a221c5b"
  /// The integration's user in the ledger.
  static let integration: Value = "ad000000-0000-4000-8000-000000000002"
  private let cloud: Cloud
  private let site: String

  init(_ world: World) async throws {
    cloud = world.virtual.cloud
    site = try await world.virtual.site().id.text
  }

  /// Fetches a new token each time, since the clock may have moved past the expiry of the last one.
  private func token() async throws -> String {
    let form = "grant_type=password&username=owner%40example.com&password=1234&scope=user_api.full_access"
    let basic = Data("latchkey-virtual:latchkey-virtual-secret".utf8).base64EncodedString()
    return try await send("POST", "/connect/token", Array(form.utf8), "Basic \(basic)").access_token.text
  }

  private func send(_ method: String, _ path: String, _ body: [UInt8], _ authorization: String) async throws -> Value {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let request = VirtualRequest(
      method: method, path: parts[0], query: parts.count == 2 ? parts[1] : "",
      headers: ["authorization": authorization, "content-type": "application/json"], body: Data(body),
      base: "http://127.0.0.1")
    guard case .answer(let status, _, let data) = await cloud.connect(request) else { throw CancellationError() }
    let answer = Value(try? JSON.parse(data))
    try #require(status < 300, "\(method) \(path) \(answer)")
    return answer
  }

  @discardableResult
  func call(
    _ method: String, _ path: String, _ body: Value = Value(nil), version: String = "v1.2"
  ) async throws -> Value {
    try await send(method, "/\(version)/sites/\(site)/\(path)", body.json?.bytes ?? [], "Bearer \(token())")
  }

  /// The user with a name, including administrators. Missing if there is none.
  func user(_ name: String) async throws -> Value {
    let users = try await call("GET", "users?$top=100")["items"]
    let found = users.items.first { "\($0.user.first_name.text) \($0.user.last_name.text)".hasPrefix(name) }
    return found ?? Value(nil)
  }

  func group(_ name: Value) async throws -> String {
    try await call("GET", "access_groups")["items"].first("customer_reference", name).id.text
  }

  func add(_ first: Value, _ last: Value, _ more: Value = [:]) async throws -> Value {
    let body: Value = ["first_name": first, "last_name": last, "role_ids": [Self.siteUser]]
    return try await call("POST", "users", body.with(more))
  }

  func edit(_ user: Value, _ changes: Value) async throws { try await call("PATCH", "users/\(user.id.text)", changes) }

  func subscribe(_ user: Value, _ state: Value) async throws {
    try await call("PATCH", "users/\(user.id.text)/subscription", ["state": state])
  }

  func delete(_ user: Value) async throws { try await call("DELETE", "users/\(user.id.text)") }

  func put(_ user: Value, into group: Value) async throws {
    try await call("POST", "access_groups/\(self.group(group))/users", ["user_id": user.user.id])
  }

  func take(_ user: Value, outOf group: Value) async throws {
    try await call("DELETE", "access_groups/\(self.group(group))/users/\(user.user.id.text)")
  }
}

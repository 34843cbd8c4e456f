import Testing
import Wire

@Suite("API keys in the console", .world)
struct ConsoleKeyTests {
  private let world = World.here

  private func keys() async throws -> Value { try await world.ok("/latchkey/v1/api_keys/list").api_keys }

  @Test("are shown once, work, and stop when they are revoked")
  func life() async throws {
    let browser = try await world.console(role: .administrator)
    let made = try await browser.post("keys", ["step": "create", "name": "Night audit", "kind": "secret"])
    #expect(made.status == 200)
    #expect(made.text.contains("The key “Night audit” is ready."))
    let key = made.html.components(after: "id=\"shown-secret\">", upTo: "<")
    #expect(try await world.ok("/webhooks/list", by: key).webhooks == [])
    let list = try await browser.get("keys")
    #expect(list.text.contains("Night audit") && !list.html.contains(key))
    let id = try await keys().first("name", "Night audit").api_key_id.text
    #expect(list.html.contains("id=\"revoke-\(id)\""))
    let revoked = try await browser.post("keys", ["step": "revoke", "key": id])
    #expect(revoked.text.contains("The key is revoked."))
    #expect(!revoked.html.contains("id=\"revoke-\(id)\""))
    #expect(try await world.call("/workspaces/get", by: key).status == 401)
  }

  @Test("need a name, in which marks do nothing")
  func names() async throws {
    let browser = try await world.console(role: .administrator)
    let before = try await keys().count
    let refused = try await browser.post("keys", ["step": "create", "name": " ", "kind": "publishable"])
    #expect(refused.status == 422)
    #expect(refused.html.contains("id=\"name-error\""))
    #expect(
      try await browser.post("keys", ["step": "create", "name": String(repeating: "x", count: 201)]).status == 422)
    #expect(try await keys().count == before)
    let app = try await browser.post(
      "keys", ["step": "create", "name": "<script>alert(1)</script>", "kind": "publishable"])
    #expect(!app.html.contains("<script>alert") && app.html.contains("&lt;script&gt;alert"))
    #expect(app.html.components(after: "id=\"shown-secret\">", upTo: "<").hasPrefix("seam_pk1"))
    #expect(app.text.contains("Publishable"))
  }

  @Test(
    "are for administrators only, as webhooks, operators and the audit", arguments: [OperatorRole.viewer, .frontDesk])
  func roles(role: OperatorRole) async throws {
    let browser = try await world.console(role: role)
    let person = try await world.ok("/latchkey/v1/operators/list").operators[0].operator_id.text
    let paths = ["keys", "webhooks", "webhooks/new", "operators", "operators/\(person)", "audit", "audit/export.csv"]
    for path in paths { #expect(try await browser.get(path).status == 403, "\(path)") }
    let before = try await keys().count
    let forms = [
      ("keys", ["step": "create", "name": "Mine"]), ("webhooks/new", ["step": "create", "url": "https://a.example/"]),
      ("operators", ["step": "invite", "name": "Bob", "role": "administrator"]),
      ("operators/\(person)", ["step": "role", "role": "administrator"]),
      ("operators/\(person)", ["step": "create_token", "token_name": "Mine"]), ("audit", ["step": "verify"]),
    ]
    for (path, form) in forms { #expect(try await browser.post(path, form).status == 403, "\(path)") }
    #expect(try await keys().count == before)
    #expect(try await world.ok("/webhooks/list").webhooks == [])
    #expect(try await world.ok("/latchkey/v1/operators/list").operators.each("role") == ["\(role.rawValue)"])
  }
}

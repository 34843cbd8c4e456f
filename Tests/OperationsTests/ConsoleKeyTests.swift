import HTTPTypes
import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

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
    #expect(list.html.contains("<td class=\"col-md\">Ann</td>"))
    #expect(list.text.contains("This server: scenario"))
    let id = try await keys().first("name", "Night audit").api_key_id.text
    #expect(list.html.contains("id=\"revoke-\(id)\""))
    let revoked = try await browser.post("keys", ["step": "revoke", "key": id])
    #expect(revoked.text.contains("The key is revoked."))
    #expect(!revoked.html.contains("id=\"revoke-\(id)\""))
    #expect(try await world.call("/workspaces/get", by: key).status == 401)
  }

  @Test("of earlier versions are listed without who made them")
  func earlier() async throws {
    try await world.premises.database.write(in: world.workspace, at: world.clock.now) {
      _ = try $0.run("UPDATE api_keys SET created_by_kind = NULL, created_by_reference = NULL")
    }
    let list = try await world.console(role: .administrator).get("keys")
    #expect(list.html.contains("<td class=\"col-md\">–</td>"))
    #expect(try await world.ok("/latchkey/v1/api_keys/list").api_keys.each("created_by") == [.null])
  }

  @Test("are made once by a form that is sent twice, which a reload shows again")
  func twice() async throws {
    let browser = try await world.console(role: .administrator)
    let before = try await keys().count
    let page = browser.address("keys")
    let shown = try await browser.get("keys").html.matches(of: /name="form_key" value="([^"]+)"/).map { $0.1 }
    // Each form of a page has a key of its own.
    #expect(Set(shown).count == shown.count && shown.count > 2)
    let form = [
      "form_token": try await browser.formToken(), "form_key": browser.newFormKey(), "step": "create",
      "name": "Night audit", "kind": "secret",
    ]
    async let first = browser.send(.post, page, form: form)
    async let second = browser.send(.post, page, form: form)
    let answers = try await [first, second, browser.send(.post, page, form: form)]
    let made = answers.map { $0.html.components(after: "id=\"shown-secret\">", upTo: "<") }
    #expect(answers.map(\.status) == [200, 200, 200])
    #expect(Set(made).count == 1 && made[0].hasPrefix("seam_"))
    #expect(try await keys().count == before + 1)
    for change in [["name": "Another"], ["form_key": ""]] {
      #expect(try await browser.send(.post, page, form: form.merging(change) { $1 }).status == 403, "\(change)")
    }
    // Another session has keys of its own.
    let other = try await world.console(role: .administrator)
    let own = form.merging(["form_token": try await other.formToken()]) { $1 }
    #expect(try await other.send(.post, page, form: own).status == 200)
    #expect(try await keys().count == before + 2)
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

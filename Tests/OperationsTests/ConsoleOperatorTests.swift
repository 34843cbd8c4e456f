import API
import Store
import TestKit
import Testing
import Wire

@testable import latchkey

@Suite("Operators in the console", .world)
struct ConsoleOperatorTests {
  private let world = World.here

  private func operators() async throws -> Value { try await world.ok("/latchkey/v1/operators/list").operators }

  /// The page of the only operator with a role.
  private func page(of role: Value) async throws -> String {
    "operators/\(try await operators().first("role", role).operator_id.text)"
  }

  private func sessions() async throws -> Value {
    try await world.ok("/latchkey/v1/operator_sessions/list").operator_sessions
  }

  @Test("have another role from their next page on")
  func role() async throws {
    let (browser, other) = (try await world.console(role: .administrator), try await world.console(role: .viewer))
    let path = try await page(of: "viewer")
    #expect(try await other.get("keys").status == 403)
    let form = ["step": "role", "seen_role": "viewer", "role": "administrator"]
    let changed = try await browser.post(path, form)
    #expect(changed.text.contains("The role is changed.") && changed.text.contains("Back to Viewer"))
    #expect(changed.html.contains("name=\"seen_role\" value=\"administrator\""))
    #expect(try await !browser.get("\(path)?done=role&before=x.viewer%20front_desk").text.contains("Back to Viewer"))
    #expect(try await other.get("keys").status == 200)
    let late = try await browser.post(path, form.merging(["role": "front_desk"]) { $1 })
    #expect(late.status == 422)
    #expect(late.text.contains("You changed the role of Ann to Administrator meanwhile."))
    #expect(try await operators().each("role") == ["administrator", "administrator"])
  }

  @Test("are not renamed by a form that was shown before somebody else renamed them")
  func outdated() async throws {
    let browser = try await world.console(role: .administrator)
    let bob = try await world.ok("/latchkey/v1/operators/create", ["name": "Bob", "role": "viewer"]).operator
      .operator_id
    let form = ["step": "rename", "seen_name": "Bob", "seen_email_address": "", "name": "Rob", "email_address": ""]
    let path = "operators/\(bob.text)"
    let changes: [Value] = [["email_address": "bob@example.com"], ["name": "Bo", "email_address": .null]]
    for change in changes {
      try await world.ok("/latchkey/v1/operators/update", change.with(["operator_id": bob]))
      let refused = try await browser.post(path, form)
      #expect(refused.status == 422 && refused.text.contains("Nothing was changed now. Look again."))
    }
    #expect(try await operators().first("operator_id", bob).name == "Bo")
    let fresh = try await browser.post(path, form.merging(["seen_name": "Bo"]) { $1 })
    #expect(fresh.status == 200)
    #expect(try await operators().first("operator_id", bob).name == "Rob")
  }

  @Test("keep their last administrator")
  func lastAdministrator() async throws {
    let browser = try await world.console(role: .administrator)
    let path = try await page(of: "administrator")
    let forms = [["step": "role", "seen_role": "administrator", "role": "viewer"], ["step": "remove"]]
    for form in forms {
      let refused = try await browser.post(path, form)
      #expect(refused.status == 422)
      #expect(refused.text.contains("Ann is the last administrator. Make another operator an administrator first."))
    }
    #expect(try await operators().each("role") == ["administrator"])
  }

  @Test("are added, sign in by a token that is shown once, and cannot come back once they are removed")
  func life() async throws {
    let browser = try await world.console(role: .administrator)
    let wrong = try await browser.post("operators", ["step": "invite", "name": "", "role": "front_desk"])
    #expect(wrong.status == 422 && wrong.html.contains("id=\"name-error\""))
    let form = [
      "step": "invite", "name": "Bo <b>Berg", "email_address": "bo@example.com", "role": "front_desk",
    ]
    let added = try await browser.post("operators", form)
    #expect(added.text.contains("sign in with the company account of that address"))
    #expect(added.text.contains("The operator is added.") && added.html.contains("Bo &lt;b&gt;Berg"))
    let again = try await browser.post("operators", form)
    #expect(again.status == 422 && again.text.contains("Another operator has this e-mail address."))
    let path = try await page(of: "front_desk")
    let made = try await browser.post(path, ["step": "create_token", "token_name": "Desk"])
    let token = made.html.components(after: "id=\"shown-secret\">", upTo: "<")
    #expect(try await !browser.get(path).html.contains(token))
    let (desk, second) = (ConsoleBrowser(world), ConsoleBrowser(world))
    for one in [desk, second] { #expect(try await one.signIn(with: token).status == 303) }
    #expect(try await desk.get("operators/me").text.contains("You are Bo <b>Berg, with the role Front desk."))
    #expect(try await browser.get("operators").text.contains("2 browsers"))
    let listed = try await world.ok(
      "/latchkey/v1/operators/list_access_tokens", ["operator_id": operators().first("role", "front_desk").operator_id])
    let id = listed.access_tokens[0].access_token_id.text
    let revoked = try await browser.post(path, ["step": "revoke_token", "token": id])
    #expect(revoked.text.contains("The token is revoked."))
    #expect(try await desk.get("operators/me").status == 303)
    #expect(try await browser.post(path, ["step": "remove"]).text.contains("The operator is removed."))
    #expect(try await operators().each("name") == ["Ann"])
  }

  @Test("see and end their own sessions, whatever their role")
  func ownSessions() async throws {
    let token = try await world.accessToken(.viewer)
    let (here, there) = (ConsoleBrowser(world), ConsoleBrowser(world))
    try await here.signIn(with: token)
    world.pass(seconds: 60)
    try await there.signIn(with: token)
    world.pass(seconds: 60)
    let administrator = try await world.console(role: .administrator)
    let all = try await sessions().each("operator_session_id").map(\.text)
    #expect(all.count == 3)
    let page = try await here.get("operators/me")
    #expect(page.html.contains(all[0]) && page.html.contains(all[1]) && !page.html.contains(all[2]))
    #expect(page.text.contains("This browser"))
    let overview = try await here.get("overview").html
    #expect(overview.contains("\(here.address("operators/me"))\""), "the menu of the account leads there")
    #expect(!overview.contains("\(here.address("operators"))\""), "a viewer has no entry for the list")
    _ = try await here.post("operators/me", ["step": "end_session", "session": all[2]])
    #expect(try await administrator.get("operators").status == 200)
    let ended = try await here.post("operators/me", ["step": "end_session", "session": all[1]])
    #expect(ended.text.contains("The session has ended."))
    #expect(try await there.get("operators/me").status == 303)
    #expect(try await here.post("operators/me", ["step": "end_session", "session": all[0]]).status == 303)
    #expect(try await sessions().count == 1)
  }

  @Test("who run other workspaces too get tokens and names only from who administers them all")
  func otherWorkspaces() async throws {
    let browser = try await world.console(role: .administrator)
    let bob = try await world.ok("/latchkey/v1/operators/create", ["name": "Bob", "role": "viewer"]).operator
      .operator_id
    let key = try await world.secondKey()
    let other = ID<Workspace>(try await world.ok("/workspaces/get", by: key).workspace.workspace_id.text)
    try await world.premises.database.writeOutsideWorkspaces(at: world.clock.now, by: .commandLine) {
      try $0.setRole(.viewer, of: ID<Operator>(bob.text), in: other)
    }
    let path = "operators/\(bob.text)"
    let forms = [["step": "create_token", "token_name": "Mine"], ["step": "rename", "name": "Rob"]]
    for form in forms {
      let refused = try await browser.post(path, form)
      #expect(refused.status == 422)
      #expect(refused.text.contains("Bob also runs workspaces that you do not administer."))
    }
    #expect(try await browser.post(path, ["step": "remove"]).text.contains("The operator is removed."))
    let away: Value = ["name": "Cleo", "role": "viewer", "email_address": "cleo@example.com"]
    try await world.ok("/latchkey/v1/operators/create", away, by: key)
    let invitation = ["step": "invite", "name": "Cleo", "email_address": "cleo@example.com", "role": "viewer"]
    let refused = try await browser.post("operators", invitation)
    #expect(refused.status == 422 && refused.html.contains("id=\"email_address-error\""))
    let names = try await operators().each("name")
    #expect(!names.contains("Cleo"))
  }
}

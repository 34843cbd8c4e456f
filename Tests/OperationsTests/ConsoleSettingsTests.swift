import API
import HTTPTypes
import Operations
import Testing
import Wire

@testable import latchkey

@Suite("The settings in the console", .world)
struct ConsoleSettingsTests {
  private let world = World.here

  private var site: Value {
    get async throws {
      try await world.ok("/acs/systems/list").acs_systems.items.first { $0.is_credential_manager == false } ?? .null
    }
  }

  @Test("change the workspace, and say so")
  func workspace() async throws {
    let browser = try await world.console(role: .administrator)
    let form = [
      "step": "workspace", "name": "Harbor", "connect_partner_name": "Harbor Hotels",
      "is_publishable_key_auth_enabled": "on",
    ]
    let page = try await browser.post("settings", form)
    #expect(page.status == 200 && page.text.contains("The workspace is changed."))
    let workspace = try await world.ok("/workspaces/get").workspace
    #expect(workspace.name == "Harbor" && workspace.connect_partner_name == "Harbor Hotels")
    #expect(workspace.is_publishable_key_auth_enabled == true)
  }

  @Test("are not overwritten by a form that was shown before somebody else changed them")
  func outdated() async throws {
    let browser = try await world.console(role: .administrator)
    func seen(_ html: String) -> String { html.components(after: "name=\"seen\" value=\"", upTo: "\"") }
    let form = [
      "step": "workspace", "seen": seen(try await browser.get("settings").html), "name": "Old",
      "connect_partner_name": "Old",
    ]
    try await world.ok("/workspaces/update", ["name": "Harbor"])
    let refused = try await browser.post("settings", form)
    #expect(refused.status == 422 && refused.text.contains("changed these settings meanwhile."))
    #expect(refused.html.contains("value=\"Harbor\""))
    #expect(try await world.ok("/workspaces/get").workspace.name == "Harbor")
    let fresh = form.merging(["seen": seen(refused.html)]) { $1 }
    #expect(try await browser.post("settings", fresh).text.contains("The workspace is changed."))
  }

  @Test("can be set back after a change, unless somebody else changed them meanwhile")
  func undoing() async throws {
    let browser = try await world.console(role: .administrator)
    let former = try await world.ok("/workspaces/get").workspace
    let form = ["step": "workspace", "name": "Harbor", "connect_partner_name": "Harbor"]
    let page = try await browser.post("settings", form)
    #expect(page.text.contains("Back to the former settings"))
    let undo = page.html.components(after: "class=\"notice", upTo: "</form>")
    func value(_ name: String) -> String { undo.components(after: "name=\"\(name)\" value=\"", upTo: "\"") }
    let back = ["step": "workspace", "name": value("name"), "connect_partner_name": value("connect_partner_name")]
    #expect(back["name"] == former.name.text && !value("seen").isEmpty)
    let undone = try await browser.post("settings", back.merging(["seen": value("seen")]) { $1 })
    #expect(undone.text.contains("The workspace is changed."))
    #expect(try await world.ok("/workspaces/get").workspace.name == former.name)
    let late = try await browser.post("settings", back.merging(["seen": value("seen"), "name": "Late"]) { $1 })
    #expect(late.status == 422 && late.text.contains("changed these settings meanwhile."))
    let foreign = try await browser.get("settings?done=workspace&before=x.name%3DEvil")
    #expect(foreign.status == 200 && !foreign.text.contains("Back to the former settings"))
  }

  @Test("have no way back once somebody else changed them again")
  func lateUndoing() async throws {
    let browser = try await world.console(role: .administrator)
    let form = [
      "form_token": try await browser.formToken(), "step": "workspace", "name": "Harbor",
      "connect_partner_name": "Harbor",
    ]
    let address = browser.address("settings")
    let changed = try #require(try await browser.send(.post, address, form: form).location)
    #expect(try await browser.send(.get, changed).text.contains("Back to the former settings"))
    try await world.ok("/workspaces/update", ["name": "Annex"])
    let page = try await browser.send(.get, changed)
    #expect(page.status == 200 && !page.text.contains("Back to the former settings"))
  }

  @Test("keep what was typed in a refused form, and change nothing")
  func refused() async throws {
    let browser = try await world.console(role: .administrator)
    let form = ["step": "looks", "primary_button_color": "red\"", "success_message": "Welcome"]
    let page = try await browser.post("settings", form)
    #expect(page.status == 422 && page.html.contains("value=\"Welcome\""))
    #expect(page.html.contains("id=\"primary_button_color-error\"") && page.html.contains("value=\"red&quot;\""))
    #expect(try await world.ok("/workspaces/get").workspace.connect_webview_customization.success_message.isMissing)
  }

  @Test("change how a site prepares stays")
  func grants() async throws {
    let browser = try await world.console(role: .administrator)
    let id = try await site.acs_system_id
    let wrong = try await browser.post("settings", ["step": "grants", "site": id.text, "lead_hours": "soon"])
    #expect(wrong.status == 422 && wrong.text.contains("Enter a whole number of hours."))
    let form = [
      "step": "grants", "site": id.text, "lead_hours": "72", "pins_before_start": "on",
      "support_phone": "+31 20 1234567",
      "support_email": "",
    ]
    #expect(try await browser.post("settings", form).status == 200)
    let settings = try await world.ok("/latchkey/v1/grant_settings/get", ["acs_system_id": id]).grant_settings
    #expect(settings.lead_hours == 72 && settings.pins_before_start == true)
    #expect(settings.support_phone == "+31 20 1234567" && settings.support_email == .null)
  }

  @Test("suspend a workspace, and end the suspension")
  func suspension() async throws {
    let browser = try await world.console(role: .administrator)
    let viewer = try await world.console(role: .viewer)
    let suspended = try await browser.post("settings", ["step": "suspend"])
    #expect(suspended.status == 200 && suspended.text.contains("The workspace is suspended."))
    #expect(try await world.call("/devices/list").refusal == .init(403, "workspace_suspended"))
    let page = try await browser.get("overview")
    #expect(page.status == 403 && page.text.contains("This workspace is suspended"))
    #expect(page.html.contains("btn-primary\" href=\"\(browser.address("settings"))\""))
    let other = try await viewer.get("overview")
    #expect(other.status == 403 && !other.html.contains("btn-primary"))
    let resumed = try await browser.post("settings", ["step": "resume"])
    #expect(resumed.text.contains("The suspension has ended."))
    #expect(try await world.call("/devices/list").status == 200)
  }

  @Test("note the operator's session in the audit")
  func audit() async throws {
    let browser = try await world.console(role: .administrator)
    _ = try await browser.post("settings", ["step": "workspace", "name": "Harbor", "connect_partner_name": "H"])
    let entries = try await world.ok("/latchkey/v1/audit/list").audit_entries
    #expect(entries.contains("/workspaces/update") && entries.contains("operator_session"))
  }

  @Test("let an operator create a workspace")
  func creation() async throws {
    let browser = try await world.console(role: .administrator)
    let token = try await browser.formToken()
    let empty = try await browser.send(
      .post, "/console/new_workspace", form: ["form_token": token, "step": "create", "name": "", "kind": "sandbox"])
    #expect(empty.status == 422 && empty.html.contains("id=\"name-error\""))
    let made = try await browser.send(
      .post, "/console/new_workspace",
      form: ["form_token": token, "step": "create", "name": "Annex", "kind": "sandbox"])
    let address = try #require(made.location)
    let page = try await browser.send(.get, "\(address)/settings")
    #expect(page.status == 200 && page.text.contains("Annex") && page.text.contains("Sandbox"))
  }
}

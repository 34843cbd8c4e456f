import API
import HTTPTypes
import Operations
import Testing
import Wire

@testable import latchkey

@Suite("The console", .world)
struct ConsoleTests {
  private let world = World.here
  private let cookie = "__Host-latchkey_console"

  private var workspaceName: String {
    get async throws { try await world.ok("/workspaces/get").workspace.name.text }
  }

  private func rename(_ name: String) -> [String: String] {
    ["step": "workspace", "name": name, "connect_partner_name": "Partner"]
  }

  @Test("lets an operator sign in by a personal access token, and leads back to the page")
  func signingIn() async throws {
    let browser = ConsoleBrowser(world)
    let page = browser.address("settings?site=x")
    let asked = try await browser.send(.get, page)
    #expect(asked.status == 303)
    let form = try await browser.send(.get, try #require(asked.location))
    #expect(form.html.contains("name=\"to\" value=\"\(page)\""))
    let answer = try await browser.signIn(with: " \(try await world.accessToken())\n", to: page)
    #expect(answer.location == page)
    let set = try #require(answer.headers[.setCookie])
    #expect(set.contains("; HttpOnly; SameSite=Lax; Secure") && set.hasPrefix(cookie))
    #expect(try await browser.send(.get, page).status == 200)
  }

  @Test("refuses a wrong token, and senders who guess")
  func wrongToken() async throws {
    let browser = ConsoleBrowser(world)
    for number in 0..<20 {
      let answer = try await browser.signIn(with: "seam_at1wrong\(number)_secret")
      #expect(answer.status == 422 && answer.text.contains("This token is unknown"))
    }
    #expect(try await browser.signIn(with: "seam_at1another_secret").status == 429)
    #expect(browser.cookies.isEmpty)
    // Who has a token is not locked out.
    #expect(try await browser.signIn(with: try await world.accessToken()).status == 303)
    #expect(try await ConsoleBrowser(world).signIn(with: world.key).status != 303)
  }

  @Test("opens a new session at each sign-in, and ends the former one")
  func fixation() async throws {
    let browser = ConsoleBrowser(world)
    browser.plant(cookie, "known")
    let token = try await world.accessToken()
    try await browser.signIn(with: token)
    let first = try #require(browser.cookies[cookie])
    #expect(first != "known")
    try await browser.signIn(with: token)
    #expect(browser.cookies[cookie] != first)
    let other = ConsoleBrowser(world)
    other.plant(cookie, first)
    #expect(try await other.get("settings").status == 303)
  }

  @Test("does nothing that a form of another page asks for")
  func foreignForms() async throws {
    let (browser, other) = (
      try await world.console(role: .administrator), try await world.console(role: .administrator)
    )
    let name = try await workspaceName
    let token = try await browser.formToken()
    let address = browser.address("settings")
    for wrong in ["", "x", try await other.formToken()] {
      let form = rename("Stolen").merging(["form_token": wrong]) { $1 }
      #expect(try await browser.send(.post, address, form: form).status == 403)
    }
    let form = rename("Stolen").merging(["form_token": token]) { $1 }
    let origins: [[String: String?]] = [
      ["origin": "https://evil.example"], ["origin": "null"], ["sec-fetch-site": "cross-site"],
      ["origin": "https://latchkey.example.evil.example"],
    ]
    for headers in origins {
      #expect(try await browser.send(.post, address, form: form, headers: headers).status == 403)
      let signIn = ["token": try await world.accessToken()]
      #expect(try await browser.send(.post, "/console/sign_in", form: signIn, headers: headers).status == 403)
      #expect(try await browser.send(.post, "/console/sign_out", form: form, headers: headers).status == 403)
    }
    #expect(try await workspaceName == name)
    #expect(try await browser.send(.post, address, form: form).status == 303)
    #expect(try await workspaceName == "Stolen")
  }

  @Test("never leads out of the console after signing in")
  func redirects() async throws {
    let token = try await world.accessToken()
    let addresses = [
      "//evil.example", "https://evil.example", "/console/../x", "/console/%2e%2e/x", "/console//evil.example",
      "/console/\\evil.example", "/\\evil.example", "/console/x\r\nset-cookie: a=b", "/console/%", "/consolex/y",
      "javascript:alert(1)", "/console/sign_in?to=x", "",
    ]
    for address in addresses {
      let answer = try await ConsoleBrowser(world).signIn(with: token, to: address)
      #expect(answer.location == "/console", "\(address)")
      let form = try await ConsoleBrowser(world).send(.get, "/console/sign_in?to=\(percentEncoded(address))")
      #expect(form.html.contains("name=\"to\" value=\"\""), "\(address)")
    }
  }

  @Test("is never stored, and never shown in a frame")
  func headers() async throws {
    let browser = try await world.console(role: .administrator)
    for address in [browser.address("settings"), browser.address("nothing"), "/console/sign_in"] {
      let headers = try await browser.send(.get, address, headers: ["origin": "https://evil.example"]).headers
      let policy = try #require(headers[.contentSecurityPolicy])
      for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
        #expect(policy.contains(part))
      }
      #expect(headers[.cacheControl] == "no-store" && headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.accessControlAllowOrigin] == nil)
    }
  }

  @Test("loads its style sheet and script by the hash of their content")
  func assets() async throws {
    let browser = try await world.console(role: .administrator)
    let html = try await browser.get("settings").html
    #expect(!html.contains("<style") && !html.contains(" style=\"") && !html.contains("onclick"))
    let address = html.components(after: "<link rel=\"stylesheet\" href=\"", upTo: "\"")
    let sheet = try await ConsoleBrowser(world).send(.get, address)
    #expect(sheet.status == 200 && sheet.html.contains("--accent"))
    #expect(sheet.headers[.cacheControl] == "public, max-age=31536000, immutable")
    let old = try await browser.send(.get, "/console/live.js?v=old")
    #expect(old.status == 200 && old.headers[.cacheControl] == "no-cache")
  }

  @Test("shows the sections of administrators to administrators only")
  func roles() async throws {
    try await world.ok("/latchkey/v1/operators/create", ["name": "Olga", "role": "administrator"])
    for role in [OperatorRole.viewer, .frontDesk] {
      let browser = try await world.console(role: role)
      let page = try await browser.get("settings")
      #expect(page.status == 403 && page.text.contains("Your role does not allow this"))
      #expect(page.text.contains("Olga can change your role."))
      #expect(!page.html.contains("href=\"\(browser.address("settings"))\""))
      #expect(try await browser.post("settings", rename("Mine")).status == 403)
    }
    #expect(try await workspaceName != "Mine")
    let missing = try await world.console(role: .administrator).get("people/nobody")
    #expect(missing.status == 404 && missing.html.contains("audit?subject=nobody\""))
    #expect(try await !world.console(role: .viewer).get("people/nobody").text.contains("audit log"))
  }

  @Test("ends the session of an operator who is deleted, at once")
  func deletedOperator() async throws {
    let browser = try await world.console(role: .administrator)
    let operators = try await world.ok("/latchkey/v1/operators/list").operators
    let own = operators.items.first { $0.name == "Ann" } ?? .null
    let token = try await browser.formToken()
    _ = try await world.console(role: .administrator)
    try await world.ok("/latchkey/v1/operators/delete", ["operator_id": own.operator_id])
    let asked = try await browser.get("settings")
    #expect(asked.location?.hasPrefix("/console/sign_in?to=") ?? false)
    let form = rename("Late").merging(["form_token": token]) { $1 }
    let sent = try await browser.send(.post, browser.address("settings"), form: form)
    #expect(sent.status == 403 && sent.text.contains("the form was not sent"))
    #expect(sent.html.contains("name=\"to\" value=\"\(browser.address("settings"))\""))
    #expect(try await workspaceName != "Late")
  }

  @Test("refuses workspaces that the operator does not run")
  func otherWorkspaces() async throws {
    let browser = try await world.console(role: .administrator)
    let stranger = try await world.secondKey()
    let other = try await world.ok("/workspaces/get", by: stranger).workspace.workspace_id.text
    for path in ["", "/settings"] {
      let page = try await browser.send(.get, "/console/\(other)\(path)")
      #expect(page.status == 404)
    }
    let form = rename("Stolen").merging(["form_token": try await browser.formToken()]) { $1 }
    #expect(try await browser.send(.post, "/console/\(other)/settings", form: form).status == 404)
    #expect(try await world.ok("/workspaces/get", by: stranger).workspace.name != "Stolen")
  }

  @Test("escapes hostile names")
  func hostileNames() async throws {
    // A mark that combines with a quotation mark makes it another character, which ends the value of an attribute too.
    let hostile = "\"><script>alert(1)</script>{{title}}\"\u{301} onfocus=x"
    try await world.ok("/workspaces/update", ["name": "\(hostile)"])
    let browser = try await world.console(role: .administrator)
    for path in ["settings", "nothing"] {
      let page = try await browser.get(path)
      #expect(page.status == (path == "settings" ? 200 : 404))
      #expect(!page.html.contains("<script>alert") && page.html.contains("&lt;script&gt;alert(1)"))
      #expect(page.html.contains("{{title}}&quot;\u{301} onfocus=x"))
    }
  }

  @Test("reports nothing that a link of somebody else says")
  func forgedReports() async throws {
    let (browser, other) = (
      try await world.console(role: .administrator), try await world.console(role: .administrator)
    )
    let forged = [
      ("spaces?done=deleted", "The space was deleted."), ("stays?done=deleted", "The stay is deleted."),
      ("keys?done=revoked", "The key is revoked."), ("connections?done=disconnect", "The account is disconnected."),
    ]
    for (address, sentence) in forged {
      let page = try await browser.get(address)
      #expect(page.status == 200 && !page.text.contains(sentence), "\(address)")
    }
    let form = ["form_token": try await browser.formToken(), "step": "create", "name": "Garden"]
    let made = try #require(try await browser.send(.post, browser.address("spaces"), form: form).location)
    #expect(try await browser.send(.get, made).text.contains("The space was created."))
    #expect(try await !other.send(.get, made).text.contains("The space was created."))
    let elsewhere = made.replacing("/spaces/", with: "/stays/")
    #expect(try await !browser.send(.get, elsewhere).text.contains("The space was created."))
    // A report of the session itself offers to put back only the door that was taken out.
    let space = made.prefix { $0 != "?" }
    let door = try await world.door().text
    #expect(try await !browser.send(.get, "\(space)?done=removed&door=\(door)").text.contains("Put it back"))
  }

  @Test("ends the session when the operator signs out")
  func signingOut() async throws {
    let browser = try await world.console(role: .administrator)
    let secret = try #require(browser.cookies[cookie])
    let answer = try await browser.send(
      .post, "/console/sign_out", form: ["form_token": try await browser.formToken()])
    #expect(answer.location == "/console/sign_in" && browser.cookies[cookie] == nil)
    browser.plant(cookie, secret)
    #expect(try await browser.get("settings").status == 303)
  }

  @Test("keeps the appearance that the operator chose")
  func appearance() async throws {
    let browser = try await world.console(role: .administrator)
    #expect(try await !browser.get("settings").html.contains("data-theme"))
    let form = ["form_token": try await browser.formToken(), "theme": "dark", "back": browser.address("settings")]
    let answer = try await browser.send(.post, "/console/theme", form: form)
    #expect(answer.location == browser.address("settings"))
    #expect(try await browser.get("settings").html.contains("<html lang=\"en\" data-theme=\"dark\">"))
  }
}

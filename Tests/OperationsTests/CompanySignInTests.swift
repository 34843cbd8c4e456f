import API
import Core
import HTTPTypes
import OpenID
import Operations
import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

@Suite("Signing in with a company account", .world)
struct CompanySignInTests {
  private let world = World.here
  private let path = "/latchkey/v1/operators/"
  private let session = "__Host-latchkey_console"
  private let attempt = "__Host-latchkey_company_sign_in"

  @discardableResult
  private func invite(_ address: Value = "Ann@Example.com") async throws -> Value {
    world.pass(seconds: 1)
    return try await world.ok(
      path + "create", ["name": "Ann", "role": "front_desk", "email_address": address]
    ).operator.operator_id
  }

  /// Begins a sign-in, and returns the address of the provider's page.
  private func begin(_ browser: ConsoleBrowser, to back: String = "") async throws -> String {
    let answer = try await browser.send(.get, "/console/oidc/start?to=\(percentEncoded(back))")
    try #require(answer.status == 303, "\(answer.text)")
    return try #require(answer.location)
  }

  private func comeBack(_ browser: ConsoleBrowser, _ address: String) async throws -> ConsoleBrowser.Page {
    try await browser.send(.get, String(address.dropFirst(ConsoleBrowser.home.count)))
  }

  /// Signs in at the provider, and returns the response to the browser that comes back.
  private func signIn(_ browser: ConsoleBrowser, to back: String = "") async throws -> ConsoleBrowser.Page {
    try await comeBack(browser, try world.company.signIn(at: try await begin(browser, to: back)))
  }

  private func isSignedIn(_ browser: ConsoleBrowser) async throws -> Bool {
    try await browser.send(.get, "/console").location == "/console/\(world.workspace)"
  }

  /// Expects a page that says why nobody was signed in.
  private func expectRefusal(
    _ page: ConsoleBrowser.Page, _ status: Int, _ words: String, _ browser: ConsoleBrowser,
    at place: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(page.status == status && page.text.contains(words), "\(page.text)", sourceLocation: place)
    #expect(page.html.contains("role=\"alert\"") && browser.cookies[attempt] == nil, sourceLocation: place)
    #expect(try await !isSignedIn(browser), sourceLocation: place)
  }

  private func issuer(of person: Value) async throws -> Value {
    try await world.ok(path + "list").operators.first("operator_id", person).openid_issuer
  }

  @Test("finds an invited operator by the e-mail address the first time, and by the account from then on")
  func invited() async throws {
    let ann = try await invite()
    #expect(try await issuer(of: ann) == .null)
    let browser = ConsoleBrowser(world)
    let page = browser.address("people?q=a")
    let answer = try await signIn(browser, to: page)
    #expect(answer.status == 303 && answer.location == page)
    let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix(session) })
    #expect(cookie.contains("; HttpOnly; SameSite=Lax; Secure"))
    #expect(browser.cookies[attempt] == nil)
    #expect(try await isSignedIn(browser))
    #expect(try await issuer(of: ann).text == CompanyProvider.issuer)
    let sessions = try await world.ok("/latchkey/v1/operator_sessions/list").operator_sessions
    #expect(sessions.each("operator_id") == [ann] && sessions[0].access_token_id == .null)

    world.company.change { $0.person["email"] = .string("anna@elsewhere.example") }
    let other = ConsoleBrowser(world)
    #expect(try await signIn(other).location == "/console")
    #expect(try await isSignedIn(other))
    let entries = try await world.premises.database.read {
      try $0.auditEntries(after: 0, limit: 1000, in: Transaction.noWorkspace)
    }
    #expect(entries.last?.operation == "pages/operator_sign_in")
    #expect(entries.last?.author.operatorID == ann.text)
  }

  @Test("sends the browser to the provider with PKCE, and keeps no secret in an address")
  func beginning() async throws {
    let page = try await ConsoleBrowser(world).send(.get, "/console/sign_in?to=/console/x/people")
    #expect(page.text.contains("Sign in with your company account"))
    #expect(page.html.contains("href=\"/console/oidc/start?to=%2Fconsole%2Fx%2Fpeople\""))
    let browser = ConsoleBrowser(world)
    let answer = try await browser.send(.get, "/console/oidc/start")
    let set = try #require(answer.headers[.setCookie])
    #expect(set.contains("; HttpOnly; SameSite=Lax; Max-Age=600; Secure") && set.hasPrefix(attempt))
    let url = try #require(answer.location)
    #expect(url.hasPrefix(CompanyProvider.issuer + "/authorize?"))
    #expect(url.contains("code_challenge_method=S256") && url.contains("scope=openid%20email%20profile"))
    #expect(url.contains("redirect_uri=https%3A%2F%2Flatchkey.example%2Fconsole%2Foidc%2Freturn&"))
    #expect(try await begin(browser) != url)
    #expect(try await browser.send(.post, "/console/oidc/start").status == 404)
    #expect(try await browser.send(.get, "/console/oidc/other").status == 404)
  }

  @Test("refuses people who were not invited")
  func strangers() async throws {
    try await invite("bob@example.com")
    let browser = ConsoleBrowser(world)
    try await expectRefusal(try await signIn(browser), 403, "to invite ann@example.com", browser)
    world.company.change { $0.person["email"] = .string("<b>@example.com") }
    let page = try await signIn(browser)
    #expect(!page.html.contains("<b>@") && page.text.contains("to invite <b>@example.com"))
    // The sign for Kelvin becomes a k in lower case.
    try await invite("kelvin@example.com")
    world.company.change { $0.person["email"] = .string("\u{212A}elvin@example.com") }
    try await expectRefusal(try await signIn(browser), 403, "does not confirm", browser)
  }

  @Test("refuses an e-mail address that the provider has not verified")
  func unverified() async throws {
    let ann = try await invite()
    let browser = ConsoleBrowser(world)
    for wrong in [JSON.bool(false), .string("true"), .null] {
      world.company.change { $0.person["email_verified"] = wrong }
      try await expectRefusal(try await signIn(browser), 403, "does not confirm your e-mail address", browser)
    }
    world.company.change { $0.claims = ["email": .null] }
    try await expectRefusal(try await signIn(browser), 403, "does not confirm your e-mail address", browser)
    #expect(try await issuer(of: ann) == .null)
  }

  @Test("refuses another account with the address of an operator")
  func otherAccount() async throws {
    let ann = try await invite()
    _ = try await signIn(ConsoleBrowser(world))
    world.company.change { $0.person["sub"] = .string("249") }
    let browser = ConsoleBrowser(world)
    try await expectRefusal(try await signIn(browser), 403, "signs in with another account", browser)
    // Until an administrator unlinks the first one.
    try await world.ok(path + "unlink_account", ["operator_id": ann])
    #expect(try await signIn(browser).status == 303)
    #expect(try await isSignedIn(browser))
    world.company.change { $0.person["sub"] = .string("248") }
    let former = ConsoleBrowser(world)
    try await expectRefusal(try await signIn(former), 403, "signs in with another account", former)
  }

  @Test("accepts only the browser that began it, once, within ten minutes")
  func attempts() async throws {
    try await invite()
    let (browser, other) = (ConsoleBrowser(world), ConsoleBrowser(world))
    let back = try world.company.signIn(at: try await begin(browser))
    try await expectRefusal(try await comeBack(other, back), 400, "This sign-in is not valid", other)
    _ = try await begin(other)
    try await expectRefusal(try await comeBack(other, back), 400, "This sign-in is not valid", other)
    #expect(world.company.count("/token") == 0)
    let kept = try #require(browser.cookies[attempt])
    #expect(try await comeBack(browser, back).status == 303)
    let again = ConsoleBrowser(world)
    again.plant(attempt, kept)
    try await expectRefusal(try await comeBack(again, back), 400, "This sign-in is not valid", again)
    #expect(world.company.count("/token") == 1)

    let late = try world.company.signIn(at: try await begin(other))
    world.pass(seconds: 600)
    try await expectRefusal(try await comeBack(other, late), 400, "This sign-in is not valid", other)
    for query in ["", "?code=x", "?state=x", "?code=x&state=", "?code=&state=x"] {
      _ = try await begin(other)
      let page = try await other.send(.get, "/console/oidc/return\(query)")
      try await expectRefusal(page, 400, "This sign-in is not valid", other)
    }
    let mixed = try world.company.signIn(at: try await begin(other)) + "&iss=https%3A%2F%2Fevil.example"
    try await expectRefusal(try await comeBack(other, mixed), 400, "This sign-in is not valid", other)
    other.plant(attempt, "AAAA")
    try await expectRefusal(try await comeBack(other, mixed), 400, "This sign-in is not valid", other)
    #expect(world.company.count("/token") == 1)
  }

  @Test("ends once if an attempt comes back twice at the same moment")
  func twice() async throws {
    try await invite()
    let (browser, other) = (ConsoleBrowser(world), ConsoleBrowser(world))
    let back = try world.company.signIn(at: try await begin(browser))
    let kept = try #require(browser.cookies[attempt])
    other.plant(attempt, kept)
    async let first = comeBack(browser, back)
    async let second = comeBack(other, back)
    let answers = try await [first, second]
    #expect(Set(answers.map(\.status)) == [303, 400])
    #expect(world.company.count("/token") == 1)
  }

  @Test("asks the provider about twenty wrong codes a minute from one address, and no more")
  func guessing() async throws {
    try await invite()
    let browser = ConsoleBrowser(world)
    func guess() async throws -> ConsoleBrowser.Page {
      let state = try await begin(browser).components(after: "state=", upTo: "&")
      return try await browser.send(.get, "/console/oidc/return?code=wrong&state=\(state)")
    }
    for _ in 0..<20 { #expect(try await guess().status == 400) }
    try await expectRefusal(try await guess(), 429, "Wait a minute", browser)
    #expect(world.company.count("/token") == 20)
    world.pass(seconds: 60)
    #expect(try await signIn(browser).status == 303)
  }

  @Test("says that the provider refused, or does not work")
  func failures() async throws {
    try await invite()
    let browser = ConsoleBrowser(world)
    for (error, status, words) in [
      ("access_denied", 403, "did not sign you in"), ("server_error", 502, "does not work at the moment"),
      ("%3Cb%3E", 502, "does not work at the moment"),
    ] {
      _ = try await begin(browser)
      let page = try await browser.send(.get, "/console/oidc/return?error=\(error)&state=x")
      try await expectRefusal(page, status, words, browser)
    }
    world.company.change { $0.claims = ["nonce": .string("other")] }
    try await expectRefusal(try await signIn(browser), 502, "was not accepted", browser)
    let back = try world.company.signIn(at: try await begin(browser))
    world.company.change { $0.isDown = true }
    try await expectRefusal(try await comeBack(browser, back), 502, "does not work at the moment", browser)
    world.pass(seconds: 3600)
    let start = try await browser.send(.get, "/console/oidc/start")
    try await expectRefusal(start, 502, "does not work at the moment", browser)
  }

  @Test("does not wait again for a provider that did not respond a moment ago")
  func resting() async throws {
    try await invite()
    let browser = ConsoleBrowser(world)
    world.company.change { $0.isDown = true }
    let start = "/console/oidc/start"
    try await expectRefusal(try await browser.send(.get, start), 502, "does not work at the moment", browser)
    let asked = world.company.requests.count
    world.pass(seconds: 12)
    try await expectRefusal(try await browser.send(.get, start), 503, "It is asked again in 18 s.", browser)
    #expect(world.company.requests.count == asked)
    world.company.change { $0.isDown = false }
    world.pass(seconds: 18)
    #expect(try await signIn(browser).status == 303)
  }

  @Test("never leads out of the console")
  func redirects() async throws {
    try await invite()
    for address in [
      "//evil.example", "https://evil.example", "/console/../x", "/console/oidc/start", "/console/sign_in",
    ] {
      #expect(try await signIn(ConsoleBrowser(world), to: address).location == "/console", "\(address)")
    }
  }

  @Test("opens a new session, and ends the former one")
  func fixation() async throws {
    try await invite()
    let browser = try await world.console(role: .administrator)
    let former = try #require(browser.cookies[session])
    _ = try await signIn(browser)
    #expect(browser.cookies[session] != former)
    let other = ConsoleBrowser(world)
    other.plant(session, former)
    #expect(try await !isSignedIn(other))
  }

  @Test("ends when the account is unlinked, or the operator is deleted")
  func ending() async throws {
    let ann = try await invite()
    let which: Value = ["operator_id": ann]
    let token = try await world.ok(path + "create_access_token", which).access_token.token.text
    let (company, byToken) = (ConsoleBrowser(world), ConsoleBrowser(world))
    _ = try await signIn(company)
    try await byToken.signIn(with: token)
    let desk = try await world.accessToken(.frontDesk)
    #expect(try await world.call(path + "unlink_account", which, asOperator: desk).refusal.type == "role_required")
    let unlinked = try await world.ok(path + "unlink_account", which).operator
    #expect(unlinked.openid_issuer == .null && unlinked.email_address == "Ann@Example.com")
    #expect(try await !isSignedIn(company))
    #expect(try await isSignedIn(byToken))
    #expect(try await world.ok(path + "unlink_account", which).operator == unlinked)

    _ = try await signIn(company)
    #expect(try await isSignedIn(company))
    try await world.ok(path + "delete", which)
    #expect(try await !isSignedIn(company))
    try await world.refused(path + "unlink_account", 404, "operator_not_found", which)
    try await expectRefusal(try await signIn(company), 403, "to invite ann@example.com", company)
  }

  @Test("is shown to administrators in the console, who can unlink the account there")
  func unlinking() async throws {
    let ann = try await invite()
    _ = try await signIn(ConsoleBrowser(world))
    let browser = try await world.console(role: .administrator)
    let page = "operators/\(ann.text)"
    #expect(try await browser.get(page).text.contains("Company account \(CompanyProvider.issuer)"))
    let done = try await browser.post(page, ["step": "unlink"])
    #expect(done.text.contains("The company account is unlinked.") && !done.html.contains("operator-unlink"))
    #expect(try await issuer(of: ann) == .null)
  }

  @Test("of an operator of several workspaces is unlinked only by who administers them all")
  func otherWorkspaces() async throws {
    let ann = try await invite()
    let other = try await world.secondKey()
    let workspace = ID<Workspace>(try await world.ok("/workspaces/get", by: other).workspace.workspace_id.text)
    try await world.premises.database.writeOutsideWorkspaces(at: world.clock.now, by: .commandLine) {
      try $0.setRole(.viewer, of: ID<Operator>(ann.text), in: workspace)
    }
    let browser = ConsoleBrowser(world)
    _ = try await signIn(browser)
    let type = "operator_of_other_workspaces"
    try await world.refused(path + "unlink_account", 403, type, ["operator_id": ann], by: other)
    #expect(try await issuer(of: ann) != .null)
  }
}

import Testing
import Wire

@Suite("A connect webview", .world("sandbox"))
struct ConnectWebviewTests {
  private let world = World.here
  private let path = "/connect_webviews/create"

  private func create(_ more: Value = [:]) async throws -> Value {
    let wish: Value = ["accepted_providers": ["salto_ks"]]
    return try await world.ok(path, wish.with(more)).connect_webview
  }

  private func get(_ webview: Value) async throws -> Value {
    try await world.ok("/connect_webviews/get", ["connect_webview_id": webview.connect_webview_id]).connect_webview
  }

  @Test("is made, listed and deleted")
  func life() async throws {
    let made = try await create(["customer_key": "one", "custom_metadata": ["n": "1"]])
    #expect(made.status == "pending")
    #expect(made.login_successful == false)
    #expect(made.accepted_providers == ["salto_ks"])
    let other = try await create()
    #expect(try await get(made) == made)
    #expect(try await world.ok("/connect_webviews/list").connect_webviews.count == 2)
    #expect(try await world.ok("/connect_webviews/list", ["customer_key": "one"]).connect_webviews == [made])
    #expect(
      try await world.ok("/connect_webviews/list", ["custom_metadata_has": ["n": "1"]]).connect_webviews == [made])
    let page = try await world.ok("/connect_webviews/list", ["limit": 1])
    #expect(page.pagination.has_next_page == true)
    #expect(page.connect_webviews.count == 1)
    let which: Value = ["connect_webview_id": other.connect_webview_id]
    try await world.ok("/connect_webviews/delete", which)
    for path in ["/connect_webviews/get", "/connect_webviews/delete"] {
      try await world.refused(path, 404, "connect_webview_not_found", which)
    }
    #expect(try await world.events("connect_webview.login_failed") == [])
  }

  @Test(
    "with a wish that cannot be granted is refused",
    arguments: [
      ["accepted_providers": ["yale"]], ["custom_redirect_url": "javascript:alert(1)"],
      ["custom_redirect_url": "https://app.example@evil.example/"],
      ["custom_redirect_url": "https://evil.example\\\\@app.example/"], ["custom_metadata": ["a": 1]],
      ["custom_metadata": ["a.b": "x"]], ["customer_key": ""], ["accepted_providers": ["unheard"]],
    ] as [Value])
  func refusals(wrong: Value) async throws {
    try await world.refused(path, 400, "invalid_input", wrong)
    try await world.refused("/connect_webviews/get", 404, "connect_webview_not_found", ["connect_webview_id": "none"])
    #expect(try await world.ok("/connect_webviews/list").connect_webviews == [])
  }

  @Test("makes an account with its notes and its customer, and the systems of its sites")
  func connection() async throws {
    let account = try await world.connect(
      "jane@example.com", ["custom_metadata": ["building": "7"], "customer_key": "hotel"])
    let webview = try await world.ok("/connect_webviews/list").connect_webviews[0]
    #expect(webview.status == "authorized")
    #expect(webview.login_successful == true)
    #expect(webview.selected_provider == "salto_ks")
    #expect(webview.connected_account_id == account)
    let made = try await world.account()
    #expect(made.connected_account_id == account)
    #expect(made.custom_metadata == ["building": "7"])
    #expect(made.customer_key == "hotel")
    let systems = try await world.ok("/acs/systems/list").acs_systems.items
    #expect(Set(systems.filter { $0.external_type == "salto_ks_site" }.map(\.name)) == ["Main Site", "Annex"])
    for type: Value in [
      "connect_webview.login_succeeded", "connected_account.created", "connected_account.connected",
    ] { #expect(try await world.events(type).count == 1, "\(type)") }
    #expect(try await world.virtual.site().administrators.count == 2)
    // The same person connects again, and all resources keep their IDs.
    #expect(try await world.connect() == account)
    let again = try await world.ok("/acs/systems/list").acs_systems
    #expect(again.each("acs_system_id") == systems.map(\.acs_system_id))
    #expect(try await world.virtual.site().administrators.count == 2)
  }

  @Test("whose visitor gives up leads on with the reason, and has failed")
  func cancellation() async throws {
    let webview = try await create([
      "custom_redirect_url": "https://app.example/done", "custom_redirect_failure_url": "https://app.example/oops?x=1",
    ])
    let visitor = Visitor(world, webview)
    #expect(try await visitor.submit("cancel").status == 200)
    for somebody in [visitor, Visitor(world, webview)] {
      let page = try await somebody.look().text
      #expect(page.contains("https://app.example/oops?x&#x3D;1") || page.contains("https://app.example/oops?x=1"))
      #expect(page.contains("error_code"))
      // The page shows the target, and does not redirect automatically.
      #expect(
        page.contains("Continue to <strong>https:&#x2F;&#x2F;app.example")
          || page.contains("Continue to <strong>https://app.example<"))
      #expect(!page.contains("refresh"))
    }
    let found = try await get(webview)
    #expect(found.status == "failed")
    #expect(found.login_successful == false)
  }

  @Test("refuses a wrong password, and gets too old after a day")
  func passwords() async throws {
    let webview = try await create()
    let visitor = Visitor(world, webview)
    _ = try await visitor.submit("proceed")
    let wrong = try await visitor.submit("sign_in", ("username", "jane@example.com"), ("password", "wrong"))
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("is wrong"))
    #expect(try await get(webview).status == "pending")
    try await world.advance(86_400)
    #expect(try await visitor.look().text.contains("has expired"))
  }
}

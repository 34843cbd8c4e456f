import Testing
import Wire

@Suite("Connections in the console", .world)
struct ConsoleConnectionTests {
  private let world = World.here

  private var site: String { "connections/\(buildingA.text)" }

  private func administrator() async throws -> ConsoleBrowser { try await world.console(role: .administrator) }

  @Test("show each account with its sites, and a page for each site")
  func pages() async throws {
    try await world.sync()
    let browser = try await administrator()
    let list = try await browser.get("connections")
    #expect(list.status == 200 && list.text.contains("Building A") && list.text.contains("In sync"))
    let page = try await browser.get(site)
    #expect(page.status == 200 && page.text.contains("Europe/Amsterdam") && page.text.contains("Nothing. The site has"))
    #expect(page.text.contains("IQ 1") && page.text.contains("Online"))
    #expect(try await browser.get("connections/nothing").status == 404)
    #expect(try await browser.get("connections/\(world.manager().text)").status == 404)
  }

  @Test("count the seats of each site, by its last reading")
  func seats() async throws {
    try await world.sync()
    let browser = try await administrator()
    let before = try #require(try await world.virtual.site().seats_used.number)
    #expect(try await browser.get("connections").text.contains("\(before) of 20"))
    #expect(try await browser.get(site).text.contains("\(before) of 20"))
    try await world.virtual.post("site", ["seats": 1200])
    try await world.sync()
    #expect(try await browser.get("connections").text.contains("\(before) of 1,200"))
  }

  @Test("are for administrators only")
  func roles() async throws {
    for role in [OperatorRole.viewer, .frontDesk] {
      let browser = try await world.console(role: role)
      #expect(try await browser.get("connections").status == 403)
      let account = try await world.account().connected_account_id
      let form = ["step": "disconnect", "account": account.text]
      #expect(try await browser.post("connections", form).status == 403)
    }
    #expect(try await world.ok("/connected_accounts/list").connected_accounts.count == 1)
  }

  @Test("read the sites when asked")
  func reading() async throws {
    let people = try await WebApp(world)
    _ = try await people.add("Carla", "Cleaner")
    try await world.advance(60)
    let browser = try await administrator()
    await world.revoke()
    let form = ["step": "sync", "account": try await world.account().connected_account_id.text]
    let page = try await browser.post("connections", form)
    #expect(page.status == 200 && page.text.contains("The sites were read."))
    try await world.advance(1)
    let found = try await world.ok("/acs/users/unmanaged/list").acs_users.first("full_name", "Carla Cleaner")
    #expect(!found.isMissing)
  }

  @Test("say what waits for a site that cannot be reached, and for whom")
  func outage() async throws {
    try await world.advance(60)
    try await world.virtual.faults(["kind": "unreachable"])
    _ = try await world.staff("Jane <b>Doe</b>")
    await world.settle()
    try await world.sync()
    let browser = try await administrator()
    #expect(try await browser.get("connections").text.contains("Not reachable"))
    let page = try await browser.get(site)
    #expect(page.html.contains("Jane &lt;b&gt;Doe&lt;/b&gt; is not known at the site yet"))
    #expect(page.text.contains("cannot be reached"))
    try await world.virtual.faults()
    try await world.advance(600)
    try await world.sync()
    let later = try await browser.get(site).text
    #expect(later.contains("Nothing. The site has confirmed"))
    #expect(!later.contains("cannot be reached"))
  }

  @Test("name an IQ that is offline, by its doors")
  func iqs() async throws {
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/\(iq)", ["state": "no_internet"])
    try await world.advance(600)
    let page = try await administrator().get(site)
    #expect(page.text.contains("Offline since") && page.text.contains("get no changes until it is back"))
  }

  @Test("activate one-time codes of an IQ")
  func activation() async throws {
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/\(iq)", ["otp_enabled": true])
    let browser = try await administrator()
    let begun = try await browser.post(site, ["step": "begin_activation", "iq": iq])
    #expect(begun.status == 200 && begun.text.contains("Send another PIN"))
    let wrong = try await browser.post(site, ["step": "activate", "iq": iq, "pin": "12"])
    #expect(wrong.status == 422 && wrong.text.contains("Nothing was changed."))
    let pin = try await world.virtual.get("mailbox").iq_pins[0].pin.text
    #expect(
      try await browser.post(site, ["step": "activate", "iq": iq, "pin": pin]).text.contains("The IQ is active."))
    let iqs = try await world.ok("/latchkey/v1/iqs/list", ["acs_system_id": buildingA]).iqs
    #expect(iqs[0].is_activated == true)
  }

  @Test("delete what a site lost only once that is accepted")
  func disappearance() async throws {
    let people = try await WebApp(world)
    var crowd: [Value] = []
    for number in 0..<12 { crowd.append(try await people.add("Person", "\(number)")) }
    try await world.advance(60)
    try await world.sync()
    try await world.advance(1)
    for person in crowd.prefix(6) { try await people.delete(person) }
    try await world.advance(60)
    try await world.sync()
    let browser = try await administrator()
    let page = try await browser.get(site)
    #expect(
      page.text.contains("Much is missing") && page.text.contains("6 users") && page.text.contains("accept it below"))
    #expect(!page.text.contains("/latchkey/v1/"))
    let seen = page.html.components(after: "name=\"seen\" value=\"", upTo: "\"")
    #expect(seen.contains("6 users"))
    let other = ["step": "accept", "seen": seen.replacing("6 users", with: "2 users")]
    let outdated = try await browser.post(site, other)
    #expect(outdated.status == 422 && outdated.text.contains("has changed meanwhile"))
    #expect(outdated.text.contains("Much is missing"))
    await world.revoke()
    let accepted = try await browser.post(site, ["step": "accept", "seen": seen])
    #expect(accepted.status == 200 && !accepted.text.contains("Much is missing"))
    let left = try await world.ok("/acs/users/unmanaged/list").acs_users.items
    #expect(left.count { $0.full_name.text.hasPrefix("Person") } == 6)
  }

  @Test("lead to the page on which another account is connected, and back")
  func connecting() async throws {
    let browser = try await administrator()
    let page = try await browser.post("connections", ["step": "connect"])
    let url = page.html.components(after: "<a class=\"btn btn-primary\" href=\"", upTo: "\"")
    #expect(url.contains("/connect_webviews/view"))
    #expect(try await !browser.get("connections").html.contains("/connect_webviews/view"))
    let back = "https://latchkey.example\(browser.address("connections"))"
    let webviews = try await world.ok("/connect_webviews/list").connect_webviews
    let made = webviews.first("custom_redirect_failure_url", "\(back)")
    let after = made.custom_redirect_url.text
    #expect(after.hasPrefix("\(back)?done="))
    let done = "connections\(after.dropFirst(back.count))"
    #expect(try await browser.get(done).text.contains("The account is connected."))
    #expect(try await !browser.get("connections?done=connect").text.contains("The account is connected."))
  }

  @Test("are ended by the name of the account, and the site keeps its people")
  func disconnecting() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.advance(120)
    let account = try await world.account()
    let id = account.connected_account_id.text
    let browser = try await administrator()
    let form = ["step": "disconnect", "account": id]
    let wrong = try await browser.post("connections", form.merging(["name-\(id)": "another"]) { $1 })
    #expect(wrong.status == 422 && wrong.html.contains("id=\"name-\(id)-error\""))
    #expect(try await world.ok("/connected_accounts/list").connected_accounts.count == 1)
    let done = try await browser.post("connections", form.merging(["name-\(id)": account.display_name.text]) { $1 })
    #expect(done.status == 200 && done.text.contains("The account is disconnected."))
    #expect(try await world.ok("/connected_accounts/list").connected_accounts == [])
    #expect(try await !world.virtual.user("Jane Doe").isMissing)
  }
}

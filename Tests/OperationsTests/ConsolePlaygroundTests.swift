import HTTPTypes
import Testing
import Wire

@Suite("The playground in the console", .world)
struct ConsolePlaygroundTests {
  private let world = World.here

  private func administrator() async throws -> ConsoleBrowser { try await world.console(role: .administrator) }

  private func entrance(_ name: Value) async throws -> String {
    try await world.ok("/acs/entrances/list").acs_entrances.first("display_name", name).acs_entrance_id.text
  }

  @Test("moves the clock to the start of a stay, and the stay starts")
  func moving() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.setClock("2024-11-01T14:00:00.000Z")
    let browser = try await administrator()
    #expect(try await browser.get("playground").text.contains("Stay starts: Jane Doe"))
    #expect(try await world.virtual.user("Jane Doe").subscription_state != "subscribed")
    let page = try await browser.post("playground", ["step": "next"])
    #expect(page.status == 200 && page.text.contains("The clock is moved."))
    #expect(try await world.virtual.user("Jane Doe").subscription_state == "subscribed")
    _ = try await browser.post("playground", ["step": "hour"])
    #expect(try await world.ok("/latchkey/v1/clock/get").clock.now.text.hasPrefix("2024-11-01T16:00:"))
    _ = try await browser.post("playground", ["step": "set", "moment": "2024-11-04T12:30"])
    #expect(try await world.ok("/latchkey/v1/clock/get").clock.now.text.hasPrefix("2024-11-04T11:30:"))
    #expect(try await world.virtual.user("Jane Doe").subscription_state != "subscribed")
    let wrong = try await browser.post("playground", ["step": "set", "moment": "2025-03-30T02:30"])
    #expect(wrong.status == 422 && wrong.html.contains("id=\"moment-error\""))
  }

  @Test("tries a PIN, and says what the lock and the explanation say")
  func pins() async throws {
    let user = try await world.guest("Jane Doe")
    let world = world
    let code = try await world.working {
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"]).acs_credential.code
    }
    let browser = try await administrator()
    let form = [
      "step": "attempt", "door": try await entrance("Apartment 4B"), "means": "code", "code": code.text,
      "person": user.text,
    ]
    let early = try await browser.post("playground", form)
    #expect(
      early.text.contains("It stays shut.") && early.text.contains("no seat") && early.html.contains("class=\"chain\""))
    try await world.setClock(checkIn)
    try await world.advance(300)
    #expect(try await browser.post("playground", form).text.contains("It opens."))
    let unknown = form.merging(["code": code == "000000" ? "000001" : "000000", "person": ""]) { $1 }
    let refused = try await browser.post("playground", unknown)
    #expect(refused.text.contains("The lock does not know this PIN.") && !refused.text.contains("What Latchkey says"))
    let empty = try await browser.post("playground", form.merging(["code": ""]) { $1 })
    #expect(empty.status == 422 && empty.html.contains("id=\"code-error\""))
  }

  @Test("asks for a person’s phone, which holds no key yet")
  func phones() async throws {
    let user = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let browser = try await administrator()
    let form = ["step": "attempt", "door": try await entrance("Apartment 4B"), "means": "mobile_key", "code": ""]
    #expect(try await browser.post("playground", form).html.contains("id=\"person-error\""))
    let page = try await browser.post("playground", form.merging(["person": user.text]) { $1 })
    #expect(page.text.contains("No phone of the person holds a key.") && page.text.contains("What Latchkey says"))
  }

  @Test("lists who opens doors by phone, and chooses one for a door")
  func phoneList() async throws {
    let browser = try await administrator()
    #expect(try await browser.get("playground").text.contains("Nobody opens doors by phone yet."))
    let user = try await world.guest("Jane Doe")
    try await world.advance(60)
    let waiting = try await browser.get("playground").text
    #expect(waiting.contains("Jane Doe No phone has fetched the key yet. Stay, from 1 Nov, 16:00"))
    let token = try await world.session(["user_identity_id": try await world.user(user).user_identity_id])
    let installed: Value = ["custom_sdk_installation_id": "app-1", "phone_os": "ios"]
    try await world.ok("/seam/mobile_sdk/v1/phone_sessions/get_or_create", installed, by: token)
    try await world.ok(
      "/latchkey/v1/phones/report_key",
      [
        "custom_sdk_installation_id": "app-1", "provider_device_id": "device", "provider_key_id": "key",
        "key_expires_at": "2025-01-01T00:00:00Z",
      ], by: token)
    let page = try await browser.get("playground")
    let name = try await world.ok("/phones/list").phones[0].display_name.text
    #expect(page.text.contains("Jane Doe \(name) The key is fetched.") && page.text.contains("Use this phone"))
    let chosen = try await browser.get("playground?person=\(user.text)&means=mobile_key")
    #expect(chosen.text.contains("Chosen") && !chosen.text.contains("Use this phone"))
    #expect(chosen.html.contains("value=\"mobile_key\" selected"))
    let viewer = try await world.console(role: .viewer)
    #expect(try await !viewer.get("playground").html.contains("id=\"phones\""))
  }

  @Test("reads in a card, which no door opens to")
  func cards() async throws {
    let browser = try await administrator()
    let wrong = try await browser.post("playground", ["step": "card", "tag_number": "12"])
    #expect(wrong.status == 422 && wrong.html.contains("id=\"tag_number-error\""))
    #expect(try await browser.post("playground", ["step": "card", "tag_number": "00004711"]).text.contains("read in"))
    let form = ["step": "attempt", "door": try await entrance("Apartment 4B"), "means": "card", "code": "00004711"]
    #expect(try await browser.post("playground", form).text.contains("It stays shut."))
  }

  @Test("switches a fault, which the connections and the attention list show")
  func faults() async throws {
    try await world.virtual.faults(["kind": "latency", "match": "GET /nothing", "latency_ms": 1])
    let browser = try await administrator()
    _ = try await browser.post("playground", ["step": "fault", "fault": "unreachable", "on": "yes"])
    #expect(try await world.virtual.get("building").faults.each("kind") == ["latency", "unreachable"])
    try await world.sync()
    #expect(try await browser.get("connections").text.contains("Not reachable"))
    let kinds = try await world.ok("/latchkey/v1/attention/list").attention.each("kind")
    #expect(kinds.contains("account") || kinds.contains("site"))
    _ = try await browser.post("playground", ["step": "fault", "fault": "unreachable", "on": "no"])
    #expect(try await world.virtual.get("building").faults.each("kind") == ["latency"])
    try await world.sync()
    #expect(try await !browser.get("connections").text.contains("Not reachable"))
  }

  @Test("fills the seats, so that a new guest goes without, and frees them again")
  func seats() async throws {
    let browser = try await administrator()
    let page = try await browser.post("playground", ["step": "seats", "on": "yes"])
    #expect(page.html.contains("aria-checked=\"true\""))
    #expect(try await world.virtual.get("building").sites.each("seats_taken") == [true])
    try await world.sync()
    #expect(try await browser.get("connections").text.contains("20 of 20"))
    _ = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    #expect(try await world.virtual.user("Jane Doe").subscription_state != "subscribed")
    let freed = try await browser.post("playground", ["step": "seats", "on": "no"])
    #expect(!freed.html.contains("aria-checked=\"true\""))
    try await world.sync()
    try await world.advance(1000)
    #expect(try await world.virtual.user("Jane Doe").subscription_state == "subscribed")
  }

  @Test("takes an IQ offline, and brings it back")
  func iqs() async throws {
    let browser = try await administrator()
    let iq = try await world.virtual.site().iqs[0].id.text
    let page = try await browser.post("playground", ["step": "iq", "iq": iq, "state": "off"])
    #expect(page.text.contains("Off: its locks use their own lists"))
    #expect(try await world.virtual.site().iqs[0].state == "off")
    _ = try await browser.post("playground", ["step": "iq", "iq": iq, "state": "online"])
    #expect(try await world.virtual.site().iqs[0].state == "online")
    #expect(try await browser.post("playground", ["step": "iq", "iq": "none", "state": "off"]).status == 400)
  }

  @Test("starts the sandbox over")
  func reset() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.advance(120)
    #expect(try await !world.virtual.user("Jane Doe").isMissing)
    world.pass(seconds: 1)
    let page = try await administrator().post("playground", ["step": "reset"])
    #expect(page.status == 200)
    try await world.until { try await world.call("/acs/users/list").body.acs_users == [] }
    #expect(try await world.virtual.user("Jane Doe").isMissing)
  }

  @Test("shows others the clock and the doors, without a form")
  func roles() async throws {
    for role in [OperatorRole.viewer, .frontDesk] {
      let browser = try await world.console(role: role)
      let page = try await browser.get("playground")
      #expect(page.status == 200 && page.text.contains("Apartment 4B"))
      #expect(!page.html.contains("name=\"step\""))
      let before = try await world.ok("/latchkey/v1/clock/get").clock.now
      for step in ["day", "reset", "fault", "attempt"] {
        let form = [
          "step": step, "fault": "unreachable", "on": "yes", "door": try await entrance("Apartment 4B"),
          "means": "code", "code": "123456",
        ]
        #expect(try await browser.post("playground", form).status == 403)
      }
      #expect(try await world.ok("/latchkey/v1/clock/get").clock.now == before)
      #expect(try await world.virtual.get("building").faults == [])
    }
  }

  @Test("is not there in production")
  func production() async throws {
    let browser = try await administrator()
    let form = ["form_token": try await browser.formToken(), "step": "create", "name": "Hotel", "kind": "production"]
    let address = try #require(try await browser.send(.post, "/console/new_workspace", form: form).location)
    #expect(try await browser.send(.get, "\(address)/playground").status == 404)
  }
}

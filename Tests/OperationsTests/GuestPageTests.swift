import HTTPTypes
import Testing
import Wire

@Suite("The page of a guest", .world)
struct GuestPageTests {
  private let world = World.here

  /// A grant with a link, and the door that it opens.
  private func grant(_ more: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane <Doe>", "user_identity_key": "jane"], "starts_at": checkIn,
      "ends_at": checkOut, "device_ids": Value([try await world.door()]),
      "requested_access_methods": [["mode": "mobile_key"], ["mode": "code"], ["mode": "cloud_key"]],
    ]
    return try await world.ok("/access_grants/create", standard.with(more)).access_grant
  }

  private func browser(_ grant: Value) -> Visitor { Visitor(world, ["url": grant.instant_key_url]) }

  /// What the page says that the first door opens with.
  private func means(_ page: World.Reply) -> String { page.text.components(after: "Opens with: ", upTo: "<") }

  private func heading(_ reply: World.Reply) -> String { reply.text.components(after: "<h1>", upTo: "</h1>") }

  /// Loads the page without cookies.
  private func load(_ grant: Value, _ headers: [String: String?] = [:]) async throws -> World.Reply {
    let path = String(grant.instant_key_url.text.dropFirst("https://latchkey.example".count))
    let standard: [String: String?] = ["authorization": nil, "content-type": nil]
    return try await world.send(.get, path, headers: standard.merging(headers) { $1 })
  }

  private func pin(_ grant: Value) async throws -> String {
    let methods = try await world.ok("/access_methods/list", ["access_grant_id": grant.access_grant_id]).access_methods
    return methods.first("mode", "code").code.text
  }

  @Test("counts a browser that pressed Start, once, and nothing else")
  func uses() async throws {
    let grant = try await grant()
    try await world.ok(
      "/latchkey/v1/grant_settings/update", ["acs_system_id": buildingA, "support_phone": "+31 20 555 0100"])
    for _ in 0..<5 { #expect(try await load(grant).text.contains("value=\"start\"")) }
    let (first, second) = (browser(grant), browser(grant))
    #expect(try await second.look().status == 200)
    for _ in 0..<3 { #expect(try await first.submit("start").text.contains("Apartment 4B")) }
    let refused = try await second.look()
    #expect(heading(refused) == "This link is in use elsewhere")
    #expect(refused.text.contains("tel:+31205550100"))
    #expect(!refused.text.contains("Apartment 4B"))
    #expect(try await first.submit("leave").text.contains("value=\"start\""))
    #expect(try await second.submit("start").text.contains("Apartment 4B"))
    #expect(heading(try await first.look()) == "This link is in use elsewhere")
  }

  @Test("has room for as many browsers as the link allows")
  func families() async throws {
    let grant = try await grant([
      "requested_access_methods": [["mode": "mobile_key", "instant_key_max_use_count": 2]]
    ])
    for _ in 0..<2 { #expect(try await browser(grant).submit("start").text.contains("Apartment 4B")) }
    #expect(heading(try await browser(grant).look()) == "This link is in use elsewhere")
  }

  @Test("counts down before the stay, in the site's local time, and opens nothing")
  func before() async throws {
    let grant = try await grant()
    try await world.setClock("2024-11-01T14:12:00.000Z")
    let jane = browser(grant)
    let page = try await jane.submit("start").text
    #expect(page.contains("Hello, Jane"))
    #expect(page.contains("Your doors open today at 16:00, in 48 minutes."))
    #expect(page.contains("Mon 4 Nov"))
    #expect(page.contains("aria-disabled=\"true\""))
    #expect(!page.contains("value=\"open\""))
    let door = try await world.door().text
    let refused = try await jane.submit("open", ("door", door))
    #expect(refused.status == 422)
    #expect(heading(refused) == "Apartment 4B stays shut")
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
  }

  @Test("shows the PIN on request only, and then until it is hidden")
  func pins() async throws {
    let grant = try await grant()
    try await world.advance(120)
    let digits = try await pin(grant)
    #expect(digits.count == 6)
    let jane = browser(grant)
    #expect(try await jane.submit("start").text.contains(digits) == false)
    #expect(try await jane.submit("show_pin").text.contains(digits))
    #expect(try await jane.look().text.contains(digits))
    #expect(try await jane.submit("hide_pin").text.contains(digits) == false)
    #expect(try await load(grant).text.contains(digits) == false)
  }

  @Test("opens a door by the cloud key while the stay lasts")
  func opening() async throws {
    let grant = try await grant()
    let jane = browser(grant)
    _ = try await jane.submit("start")
    try await world.setClock(checkIn)
    #expect(try await jane.look().text.contains("value=\"open\""))
    let door = try await world.door()
    _ = try await jane.submit("open", ("door", door.text))
    try await world.until { try await world.virtual.count("lock_opened_remotely") == 1 }
    let attempts = try await world.ok("/action_attempts/list", ["device_id": door]).action_attempts
    #expect(attempts.count == 1)
    // A door of nobody's stay, and a browser that did not press Start, open nothing.
    let storage = try await world.door("Bicycle Storage")
    _ = try await jane.submit("open", ("door", storage.text))
    _ = try await browser(grant).submit("open", ("door", door.text))
    #expect(try await world.ok("/action_attempts/list").action_attempts.count == 1)
    try await world.setClock(checkOut)
    _ = try await jane.submit("open", ("door", door.text))
    #expect(try await world.ok("/action_attempts/list").action_attempts.count == 1)
  }

  @Test("says when the stay is over, and works again when it is extended")
  func after() async throws {
    let grant = try await grant()
    let jane = browser(grant)
    _ = try await jane.submit("start")
    try await world.setClock(checkOut)
    let page = try await jane.look()
    #expect(page.status == 200)
    #expect(heading(page) == "Your stay is over")
    #expect(page.text.contains("Your stay ended on Mon 4 Nov at 12:00"))
    #expect(page.header("latchkey-keep-until") == nil)
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "ends_at": "2024-11-05T11:00:00.000Z"])
    #expect(try await jane.look().text.contains("Apartment 4B"))
    try await world.ok("/access_grants/delete", ["access_grant_id": grant.access_grant_id])
    #expect(try await jane.look().status == 404)
  }

  @Test(
    "speaks the language of the browser",
    arguments: [
      ("nl-NL,nl;q=0.9,en;q=0.8", "nl", "Beginnen"), ("de-AT", "de", "Starten"),
      ("fr;q=0.5, en;q=0.4", "fr", "Commencer"),
      ("es", "es", "Empezar"), ("pt-BR", "pt", "Começar"), ("it", "it", "Inizia"), ("el-GR,en;q=0.9", "el", "Έναρξη"),
      ("pl", "pl", "Rozpocznij"), ("ru,en", "ru", "Начать"), ("ja,en;q=0.1", "en", "Start"), ("", "en", "Start"),
      ("en;q=0,de;q=x", "en", "Start"),
    ])
  func languages(header: String, code: String, start: String) async throws {
    let page = try await load(grant(), ["accept-language": header])
    #expect(page.text.contains("<html lang=\"\(code)\">"))
    #expect(page.text.contains("autofocus>\(start)</button>"))
    #expect(page.header("content-language") == code)
  }

  @Test("says that the guest has nothing that opens the door of a grant without access methods")
  func meansless() async throws {
    let linked = try await grant()
    let storage = Value([try await world.door("Bicycle Storage")])
    _ = try await grant(["device_ids": storage, "requested_access_methods": []])
    let jane = browser(linked)
    let note = "You have no key or PIN for this door."
    #expect(try await jane.submit("start").text.contains(note))
    try await world.setClock(checkIn)
    #expect(try await jane.look().text.contains(note))
    #expect(try await load(linked).text.contains(note) == false)
  }

  @Test("names the PIN as a means of a running stay only once the locks can have it")
  func rollingOut() async throws {
    let grant = try await grant([
      "starts_at": "2024-10-01T00:00:00.000Z", "requested_access_methods": [["mode": "mobile_key"], ["mode": "code"]],
    ])
    try await world.advance(60)
    let jane = browser(grant)
    #expect(!means(try await jane.submit("start")).contains("PIN"))
    try await world.advance(300)
    #expect(means(try await jane.look()).contains("PIN"))
  }

  @Test("names the PIN as a means of a running stay while it is extended")
  func extending() async throws {
    let grant = try await grant(["requested_access_methods": [["mode": "mobile_key"], ["mode": "code"]]])
    let jane = browser(grant)
    _ = try await jane.submit("start")
    try await world.setClock(checkIn)
    try await world.advance(600)
    let later: Value = ["access_grant_id": grant.access_grant_id, "ends_at": "2024-11-05T11:00:00.000Z"]
    try await world.ok("/access_grants/update", later)
    #expect(means(try await jane.look()).contains("PIN"))
    try await world.advance(30)
    #expect(means(try await jane.look()).contains("PIN"))
  }

  @Test("says that the doors are ready only if they are")
  func readiness() async throws {
    let space = try await world.ok("/spaces/create", ["name": "Room", "device_ids": Value([try await world.door()])])
      .space.space_id
    let jane = browser(try await grant(["device_ids": [], "space_ids": Value([space])]))
    _ = try await jane.submit("start")
    try await world.setClock(checkIn)
    try await world.advance(120)
    let ready = "Your doors are ready."
    #expect(try await jane.look().text.contains(ready))
    try await world.ok("/spaces/delete", ["space_id": space])
    let page = try await jane.look().text
    #expect(page.contains("No doors yet."))
    #expect(!page.contains(ready))
  }

  @Test("says that a mobile key opens no door for a guest without an e-mail address")
  func missingAddress() async throws {
    let mobile: Value = ["requested_access_methods": [["mode": "mobile_key"]]]
    let jane = browser(try await grant(mobile))
    #expect(try await jane.submit("start").text.contains("You have no key or PIN for this door."))
  }

  @Test("is safe from other sites, and gives nothing away")
  func safety() async throws {
    let grant = try await grant()
    let page = try await load(grant)
    #expect(page.text.contains("Hello, Jane") && !page.text.contains("<Doe>"))
    let policy = page.header("content-security-policy") ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(page.header("referrer-policy") == "no-referrer")
    #expect(page.header("cache-control") == "no-store")
    #expect(page.cookies.allSatisfy { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") && $0.contains("Secure") })
    #expect(!page.text.contains("seam_cst"))
    let path = String(grant.instant_key_url.text.dropFirst("https://latchkey.example".count))
    let form = Array("step=start&form_token=wrong".utf8)
    let foreign = try await world.send(.post, path, body: form, headers: ["origin": "https://evil.example"])
    #expect(foreign.status == 403)
    let forgotten = try await world.send(.post, path, body: form)
    #expect(heading(forgotten) == "Cookies are required")
    let cookie = page.cookies[0].prefix { $0 != ";" }
    let forged = try await world.send(.post, path, body: form, headers: ["cookie": String(cookie)])
    #expect(heading(forged) == "This form came from another site")
    #expect(try await browser(grant).submit("start").text.contains("Apartment 4B"), "none of these counted")
    #expect(try await world.send(.get, "/k?c=none").status == 404)
    let worker = try await world.send(.get, "/k.js")
    #expect(worker.header("content-type") == "text/javascript; charset=utf-8")
  }
}

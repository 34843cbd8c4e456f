import Testing
import Wire

/// The keys and the access grants of a person on the person's page.
@Suite("The keys of a person in the console", .world)
struct ConsolePersonKeyTests {
  private let world = World.here

  private func space(_ door: Value) async throws -> Value {
    let device = try await world.door(door)
    return try await world.ok("/spaces/create", ["name": door, "device_ids": Value([device])]).space.space_id
  }

  /// A stay of an access grant that has begun.
  private func grant(_ space: Value) async throws -> Value {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Gwen Bos"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([space]), "requested_access_methods": [["mode": "code"], ["mode": "mobile_key"]],
      ]
    ).access_grant
    try await world.setClock(checkIn)
    try await world.advance(300)
    return grant
  }

  private func gwen() async throws -> Value {
    try await world.ok("/latchkey/v1/people/list", ["search": "Gwen"]).people[0].acs_user_id
  }

  private func pin(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/list", ["access_grant_id": grant.access_grant_id]).access_methods
      .first("mode", "code").code
  }

  private func typing(_ digits: Value, at door: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": digits]).opened
  }

  @Test("are shown on request only, to the front desk, and the audit notes it")
  func secrets() async throws {
    let grant = try await grant(space("Apartment 4B"))
    let path = "people/\(try await gwen().text)"
    let digits = try await pin(grant).text
    let halves = "\(digits.prefix(3)) \(digits.suffix(3))"
    let (desk, viewer) = (try await world.console(role: .frontDesk), try await world.console(role: .viewer))
    for address in [path, "\(path)?step=show_pin", "\(path)/\(grant.access_grant_id.text)"] {
      let page = try await desk.get(address)
      #expect(page.status == 200)
      #expect(!page.html.contains(digits) && !page.html.contains(halves))
      #expect(!page.html.contains("/k?c="))
    }
    let noted: Value = ["operation": "/latchkey/v1/people/show_pin"]
    #expect(try await world.ok("/latchkey/v1/audit/list", noted).audit_entries == [])
    let page = try await desk.post(path, ["step": "show_pin"])
    #expect(page.text.contains(halves))
    #expect(page.html.contains("data-hide-after=\"30\""))
    #expect(try await world.ok("/latchkey/v1/audit/list", noted).audit_entries.count == 1)
    #expect(try await desk.get(path).html.contains(halves) == false)
    #expect(try await desk.post(path, ["step": "make_link"]).html.contains("https://latchkey.example/k?c="))
    #expect(try await viewer.post(path, ["step": "show_pin"]).status == 403)
    #expect(try await world.ok("/latchkey/v1/audit/list", noted).audit_entries.count == 1)
  }

  @Test("and buttons are not for viewers")
  func viewers() async throws {
    let grant = try await grant(space("Apartment 4B"))
    let path = "people/\(try await gwen().text)"
    let viewer = try await world.console(role: .viewer)
    let page = try await viewer.get(path)
    #expect(page.status == 200 && page.text.contains("Gwen Bos"))
    for words in ["Show PIN", "Make a link", "Suspend", "Extend", "Move", "Delete", "Erase"] {
      #expect(!page.text.contains(words), "\(words)")
    }
    #expect(try await world.console(role: .frontDesk).get(path).text.contains("Erase") == false)
    for step in ["suspend", "delete_person", "erase", "make_link", "change_pin", "stop_phone", "delete_stay"] {
      #expect(try await viewer.post(path, ["step": step, "sure": "on", "sure_erase": "on"]).status == 403, "\(step)")
    }
    #expect(try await typing(try await pin(grant), at: "Apartment 4B") == true)
  }

  @Test("open the doors of the space to which the stay is moved, and nothing is left of a deleted stay")
  func moving() async throws {
    let groups = try await world.virtual.site().access_groups.count
    let (own, other) = (try await space("Apartment 4B"), try await space("Main Entrance"))
    let grant = try await grant(own)
    let path = "people/\(try await gwen().text)/\(grant.access_grant_id.text)"
    let digits = try await pin(grant)
    #expect(try await typing(digits, at: "Apartment 4B") == true)
    let browser = try await world.console(role: .frontDesk)
    func form(_ step: String, _ more: [String: String] = [:]) async throws -> [String: String] {
      let seen = try await browser.get(path).html.components(after: "name=\"seen\" value=\"", upTo: "\"")
      let fields = ["step": step, "seen": seen, "access_grant_id": grant.access_grant_id.text]
      return fields.merging(more) { $1 }
    }
    let outdated = try await form("delete_stay")
    _ = try await browser.post(path, try await form("move_stay", ["space": other.text]))
    try await world.advance(300)
    #expect(try await typing(digits, at: "Apartment 4B") == false)
    #expect(try await typing(digits, at: "Main Entrance") == true)
    _ = try await browser.post(path, outdated)
    try await world.advance(60)
    #expect(try await typing(digits, at: "Main Entrance") == true, "the form had seen another space")
    _ = try await browser.post(path, try await form("delete_stay"))
    try await world.advance(3600)
    #expect(try await typing(digits, at: "Main Entrance") == false)
    #expect(try await world.virtual.site().access_groups.count == groups)
    #expect(try await browser.get(path).status == 404)
  }

  @Test("are a card too, once one with the typed number is assigned")
  func card() async throws {
    try await world.virtual.post("tags", ["tag_number": "12345678"])
    try await world.sync()
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Gwen Bos"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([try await space("Apartment 4B")]), "requested_access_methods": [["mode": "card"]],
      ])
    let path = "people/\(try await gwen().text)"
    let desk = try await world.console(role: .frontDesk)
    let page = try await desk.get(path).html
    #expect(page.contains("popovertarget=\"stay-card\""))
    #expect(try await !world.console(role: .viewer).get(path).html.contains("stay-card"))
    let seen = page.components(after: "name=\"seen\" value=\"", upTo: "\"")
    let wrong = try await desk.post(path, ["step": "assign_card", "seen": seen, "card_number": "1"])
    #expect(wrong.status == 422 && wrong.text.contains("The site has no card with this number."))
    let done = try await desk.post(path, ["step": "assign_card", "seen": seen, "card_number": "12345678"])
    #expect(done.text.contains("The card is assigned.") && !done.html.contains("popovertarget=\"stay-card\""))
    try await world.setClock(checkIn)
    try await world.advance(300)
    let lock = try await world.virtual.lock("Apartment 4B")
    #expect(try await world.virtual.post("locks/\(lock)/try", ["tag": "12345678"]).reason == "opened")
  }

  @Test("are gone with an erased person, whom the audit names no longer")
  func erasure() async throws {
    let grant = try await grant(space("Apartment 4B"))
    let digits = try await pin(grant)
    let path = "people/\(try await gwen().text)"
    let browser = try await world.console(role: .administrator)
    let form = ["step": "erase", "identity": grant.user_identity_id.text]
    #expect(try await browser.post(path, form).status == 422)
    #expect(try await typing(digits, at: "Apartment 4B") == true)
    let done = try await browser.post(path, form.merging(["sure_erase": "on"]) { $1 })
    #expect(done.text.contains("The person was erased."))
    try await world.advance(600)
    #expect(try await typing(digits, at: "Apartment 4B") == false)
    let about: Value = ["subject_id": grant.user_identity_id]
    #expect(try await world.ok("/latchkey/v1/audit/list", about).audit_entries.contains("Gwen") == false)
  }

  @Test("are stopped on one phone, once")
  func phones() async throws {
    let user = try await world.guest("Jane Doe")
    let owner: Value = ["user_identity_id": try await world.user(user).user_identity_id]
    let phone = try await world.ok("/phones/simulate/create_sandbox_phone", owner).phone
    let browser = try await world.console(role: .frontDesk)
    let path = "people/\(user.text)"
    #expect(try await browser.get(path).text.contains(phone.display_name.text))
    let form = ["step": "stop_phone", "phone": phone.device_id.text]
    let page = try await browser.post(path, form)
    #expect(page.text.contains("The phone is stopped."))
    #expect(try await world.ok("/phones/list").phones == [])
    #expect(try await browser.post(path, form).status == 409)
  }
}

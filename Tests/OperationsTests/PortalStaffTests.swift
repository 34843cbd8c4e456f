import Testing
import Wire

@Suite("The staff of a customer", .world)
struct PortalStaffTests: PortalVisitor {
  let world = World.here
  private let creation = "/latchkey/v1/customers/create_staff_member"
  private let update = "/latchkey/v1/customers/update_staff_member"

  private func grantStaff() async throws {
    try await world.ok(
      "/latchkey/v1/customers/update_rules", ["customer_key": "hotel", "staff_member_created": true])
  }

  private func pushMax() async throws {
    try await world.ok(
      "/customers/push_data",
      ["customer_key": "hotel", "staff_members": [["staff_member_key": "max", "name": "Max Berg"]]])
  }

  /// The grants of the staff.
  private func accesses() async throws -> [Value] {
    try await world.ok("/access_grants/list", ["customer_key": "hotel"]).access_grants.items.filter {
      $0.access_grant_key.text.hasPrefix("staff_member:")
    }
  }

  @Test("is added on the page of a portal once, however often the form is sent, and opens the chosen spaces")
  func addition() async throws {
    try await hotel()
    try await grantStaff()
    let form = link("show=new_staff_member", in: try await open(portal()))
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id.text
    let page = try await open(form).text
    let fields = [
      "form_token": token(of: form), "step": "add_member", "name": "Max Berg", "email_address": "", "phone_number": "",
      "space": space, "key": page.components(after: "name=\"key\" value=\"", upTo: "\""),
    ]
    let wrong = try await send(fields.merging(["name": " "]) { $1 }, to: form)
    #expect(wrong.status == 422 && wrong.text.contains("Give the name."))
    for _ in 0..<2 {
      #expect(try await send(fields, to: form).text.contains("The member of the staff is added."))
    }
    #expect(try await !open(portal()).text.contains("portal:"))
    let made = try await accesses()
    #expect(made.count == 1 && made[0].ends_at == .null && made[0].space_ids == [Value(.string(space))])
    // A member with the key of a later one would be taken for them.
    #expect(try await send(fields.merging(["key": "max"]) { $1 }, to: form).status == 403)
    try await world.advance(300)
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Max Berg")) == true)
    let entries = try await world.ok("/latchkey/v1/audit/list", ["operation": Value(.string(creation))]).audit_entries
    #expect(entries.count == 1 && entries[0].author.kind == "client_session")
  }

  @Test("is changed and removed on the page of a portal, and its access follows")
  func changes() async throws {
    try await hotel()
    try await grantStaff()
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    try await world.ok(
      creation, ["customer_key": "hotel", "staff_member_key": "max", "name": "Max Berg", "space_ids": Value([space])])
    try await world.advance(300)
    let user = try await world.virtual.user("Max Berg")
    #expect(try await world.virtual.opens("Apartment 4B", user) == true)
    let address = link("show=staff_member", in: try await open(portal()))
    let page = try await open(address).text
    #expect(page.contains("value=\"Max Berg\"") && page.contains(" checked"))
    let fields = ["name": "Max Bergman", "email_address": "max@example.com", "phone_number": ""]
    let late = try await submit("save_member", at: address, fields.merging(["was": "before"]) { $1 })
    #expect(late.status == 422 && late.text.contains("were changed meanwhile"))
    let saved = try await submit("save_member", at: address, fields)
    #expect(saved.text.contains("The details are saved.") && saved.text.contains("value=\"max@example.com\""))
    #expect(!saved.text.contains(" checked"))
    try await world.advance(300)
    #expect(try await world.virtual.opens("Apartment 4B", user) == false)
    let form = ["was": try await open(address).text.components(after: "name=\"was\" value=\"", upTo: "\"")]
    let removed = try await submit("remove_member", at: address)
    #expect(removed.text.contains("The member of the staff is removed.") && !removed.text.contains("Max Bergman"))
    #expect(try await open(address).status == 404)
    // A second click, or somebody else's page.
    let again = form.merging(["form_token": token(of: address)]) { $1 }
    for step in ["remove_member", "save_member"] {
      let repeated = try await submit(step, at: address, again)
      #expect(repeated.status == 404 && repeated.text.contains("It may have ended"))
    }
    #expect(try await world.ok("/access_grants/list", ["reservation_key": "r1"]).access_grants.count == 1)
  }

  @Test("keeps its access to spaces that the page of a portal does not show")
  func hiddenSpaces() async throws {
    try await hotel()
    try await grantStaff()
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    try await world.ok(
      creation, ["customer_key": "hotel", "staff_member_key": "max", "name": "Max Berg", "space_ids": Value([space])])
    let address = link(
      "show=staff_member", in: try await open(portal(["features": ["organize": ["exclude": true]]])))
    #expect(try await !open(address).text.contains("Room 4B"))
    let saved = try await submit("save_member", at: address, ["name": "Max Bergman"])
    #expect(saved.text.contains("The details are saved."))
    #expect(try await accesses().map(\.space_ids) == [Value([space])])
  }

  @Test("keeps its access to a space of no customer when other spaces are chosen on the page of a portal")
  func sharedSpaces() async throws {
    try await hotel()
    try await grantStaff()
    let garage = try await world.ok("/spaces/create", ["name": "Garage", "space_key": "garage"]).space.space_id
    try await world.ok(
      "/customers/push_data",
      [
        "customer_key": "hotel",
        "staff_members": [["staff_member_key": "max", "name": "Max Berg", "space_keys": ["garage"]]],
      ])
    #expect(try await accesses().map(\.space_ids) == [Value([garage])])
    let room = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    let address = link("show=staff_member", in: try await open(portal()))
    let saved = try await submit("save_member", at: address, ["name": "Max Berg", "space": room.text])
    #expect(saved.text.contains("The details are saved."))
    let spaces = try await accesses().flatMap { $0.space_ids.items }.map(\.text)
    #expect(Set(spaces) == [garage.text, room.text])
  }

  @Test("is only listed by a link that changes nothing or omits the staff, and gets no spaces without the rule")
  func limits() async throws {
    try await hotel()
    try await pushMax()
    let address = link("show=staff_member", in: try await open(portal()))
    #expect(try await !open(address).text.contains("type=\"checkbox\""))
    let reading = try await portal(["read_only": true])
    let page = try await open(reading)
    #expect(page.text.contains("Max Berg") && link("staff_member", in: page).isEmpty)
    let other = try await portal(["features": ["manage": ["exclude_staff_management": true]]])
    #expect(try await !open(other).text.contains("Max Berg"))
    let part = address.components(after: "show=staff_member", upTo: "#")
    for whole in [reading, other] {
      let member = "\(whole)&show=staff_member\(part)"
      #expect(try await open(member).status == 404)
      let form = ["form_token": token(of: member), "step": "remove_member"]
      #expect(try await send(form, to: member).status == 403)
    }
    #expect(try await open(portal()).text.contains("Max Berg"))
  }

  @Test("is that of the own customer for a client session, and names only members of the staff")
  func operations() async throws {
    try await hotel()
    let session = try await world.ok("/client_sessions/create", ["customer_key": "hotel"]).client_session.token.text
    let max: Value = ["customer_key": "hotel", "staff_member_key": "max", "name": "Max Berg"]
    try await world.refused(creation, 400, "invalid_input", max.with(["customer_key": "neighbor"]), by: session)
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    try await world.refused(creation, 400, "invalid_input", max.with(["space_ids": Value([space])]), by: session)
    try await world.ok(creation, max, by: session)
    try await world.ok(update, max.with(["phone_number": "+31612345678"]), by: session)
    let person = try await world.ok("/user_identities/get", ["user_identity_key": "max"]).user_identity
    #expect(person.full_name == "Max Berg" && person.phone_number == "+31612345678")
    for key in ["jane", "nobody"] as [Value] {
      try await world.refused(update, 404, "user_identity_not_found", max.with(["staff_member_key": key]))
    }
    try await grantStaff()
    let suite = try await world.ok("/spaces/create", ["name": "Suite", "customer_key": "neighbor"]).space.space_id
    let foreign = max.with(["space_ids": Value([suite])])
    try await world.refused(update, 400, "invalid_input", foreign)
    try await world.refused(update, 404, "space_not_found", foreign, by: session)
    #expect(try await accesses().isEmpty)
  }
}

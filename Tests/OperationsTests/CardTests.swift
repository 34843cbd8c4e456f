import Testing
import Wire

@Suite("A card", .world)
struct CardTests {
  private let world = World.here
  private let number: Value = "12345678"
  private let other: Value = "87654321"

  private func readIn(_ numbers: Value...) async throws {
    for number in numbers { try await world.virtual.post("tags", ["tag_number": number]) }
    try await sync()
  }

  private func sync() async throws {
    try await world.sync()
    try await world.advance(1)
  }

  private func cards() async throws -> [Value] {
    try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials.items
      .filter { $0.access_method == "card" }
  }

  private func card(_ number: Value) async throws -> Value {
    try await cards().first { $0.card_number == number } ?? Value(nil)
  }

  private func guest(_ name: Value = "Jane Doe") async throws -> Value {
    let user = try await world.staff(
      name,
      ["acs_access_group_ids": [common, apartment], "access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    try await world.advance(120)
    return user
  }

  private func move(_ verb: String, _ number: Value, _ user: Value) async throws {
    try await world.ok(
      "/acs/credentials/\(verb)", ["acs_credential_id": card(number).acs_credential_id, "acs_user_id": user])
  }

  private func held(_ number: Value, at door: Value = "Apartment 4B") async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["tag": number]).reason
  }

  private func explain(_ user: Value) async throws -> Value {
    try await world.ok(
      "/latchkey/v1/access/explain", ["acs_entrance_id": world.door(), "acs_user_id": user, "means": "card"]
    ).explanation
  }

  @Test("of the site opens doors for the user that it is assigned to, and for nobody once it is unassigned")
  func life() async throws {
    try await readIn(number, other)
    let found = try await card(number)
    #expect(found.external_type == "salto_ks_tag")
    #expect(found.display_name == "Card 12345678")
    #expect(found.is_issued == false)
    #expect(found.warnings == [])
    #expect(found.acs_user_id.isMissing)
    let user = try await guest()
    #expect(["no_credential", "before_schedule"].contains(try await explain(user).reason))
    try await move("assign", number, user)
    try await world.advance(60)
    let given = try await card(number)
    #expect(given.acs_user_id == user)
    #expect(given.is_issued == true)
    let id = given.acs_credential_id
    #expect(try await world.events("acs_credential.issued").map(\.acs_credential_id) == [id])
    #expect(try await held(number) == "suspended")
    #expect(try await held(other) == "unknown_user")
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await held(number) == "opened")
    #expect(try await explain(user).access == "allowed")
    #expect(try await held(number, at: "Bicycle Storage") == "no_access")
    try await world.advance(120)
    let entry = try await world.events("lock.unlocked").last ?? Value(nil)
    #expect(entry.method == "card")
    #expect(entry.acs_user_id == user)
    try await move("unassign", number, user)
    try await world.advance(60)
    #expect(try await held(number) == "unknown_user")
    #expect(try await explain(user).access == "denied")
    #expect(try await explain(user).reason == "no_credential")
    #expect(try await world.events("acs_credential.invalidated").map(\.acs_credential_id) == [id])
    let next = try await guest("Next Guest")
    try await move("assign", number, next)
    try await world.advance(60)
    #expect(try await held(number) == "opened")
    // A deleted user loses the card, which stays at the site.
    try await world.ok("/acs/users/delete", ["acs_user_id": next])
    try await world.advance(60)
    #expect(try await card(number).acs_user_id.isMissing)
    #expect(try await card(number).is_issued == false)
    #expect(try await held(number) == "deleted")
  }

  @Test("has one user, and a user one card")
  func oneEach() async throws {
    try await readIn(number, other)
    let user = try await guest()
    try await move("assign", number, user)
    try await world.advance(60)
    let path = "/acs/credentials/assign"
    try await world.refused(
      path, 400, "invalid_input", ["acs_credential_id": card(other).acs_credential_id, "acs_user_id": user])
    let another = try await guest("Another")
    try await world.refused(
      path, 400, "invalid_input", ["acs_credential_id": card(number).acs_credential_id, "acs_user_id": another])
    #expect(try await card(number).acs_user_id == user)
    #expect(try await card(other).acs_user_id.isMissing)
  }

  @Test(
    "is given once, whatever is lost on the way",
    arguments: [
      "lost_answer", "error_after", "error_before", "unreachable",
    ] as [Value])
  func faults(kind: Value) async throws {
    try await readIn(number)
    let user = try await guest()
    try await world.virtual.faults(["kind": kind, "match": "PATCH", "times": 1])
    try await move("assign", number, user)
    try await world.advance(600)
    #expect(try await card(number).is_issued == true)
    try await world.virtual.faults(["kind": kind, "match": "PATCH", "times": 1])
    try await move("unassign", number, user)
    try await world.advance(600)
    #expect(try await world.user(user).errors == [])
    #expect(try await card(number).is_issued == false)
  }

  @Test("that changes hands in the web app is left so")
  func webApp() async throws {
    try await readIn(number, other)
    let user = try await guest()
    let people = try await WebApp(world)
    let shown = try await people.user("Jane Doe")
    let tags = try await people.call("GET", "tags")["items"]
    try await people.edit(shown, ["tag_id": tags.first("tag_number", number).id])
    try await sync()
    #expect(try await card(number).acs_user_id == user)
    #expect(try await card(number).is_issued == true)
    try await people.edit(shown, ["tag_id": tags.first("tag_number", other).id])
    try await sync()
    #expect(try await card(number).acs_user_id.isMissing)
    #expect(try await card(other).acs_user_id == user)
    try await people.edit(shown, ["tag_id": ""])
    try await sync()
    try await world.advance(600)
    #expect(try await people.user("Jane Doe").user.tag_number == .null, "a card that was taken away is not given back")
    #expect(try await card(other).acs_user_id.isMissing)
    // A removed card is deleted, but one list without cards proves nothing.
    try await world.virtual.post("tags", ["tag_number": other, "removed": true])
    try await sync()
    #expect(try await cards().map(\.card_number) == [number])
    try await world.virtual.faults(["kind": "empty_list", "match": "/tags"])
    try await sync()
    try await world.virtual.faults()
    #expect(try await cards().map(\.card_number) == [number])
  }

  @Test("of a grant stays with the person to whom the web app gave it, also when the grant is deleted")
  func movedGrantCard() async throws {
    try await readIn(number)
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "card"]],
      ]
    ).access_grant
    try await world.ok(
      "/access_methods/assign_card", ["access_method_id": grant.access_method_ids[0], "card_number": number])
    let sam = try await guest("Sam Staff")
    let people = try await WebApp(world)
    try await people.edit(people.user("Jane Doe"), ["tag_id": ""])
    let tags = try await people.call("GET", "tags")["items"]
    try await people.edit(people.user("Sam Staff"), ["tag_id": tags.first("tag_number", number).id])
    try await sync()
    #expect(try await card(number).acs_user_id == sam)
    try await world.ok("/access_grants/delete", ["access_grant_id": grant.access_grant_id])
    try await world.advance(600)
    #expect(try await card(number).acs_user_id == sam)
    #expect(try await people.user("Sam Staff").user.tag_number == number)
  }

  @Test("cannot be created or deleted, and the error says why")
  func refusals() async throws {
    try await readIn(number)
    let user = try await guest()
    let made = try await world.refused(
      "/acs/credentials/create", 400, "not_supported", ["acs_user_id": user, "access_method": "card"])
    #expect(made.message.contains("enrolled at a lock"))
    let deleted = try await world.refused(
      "/acs/credentials/delete", 400, "not_supported", ["acs_credential_id": card(number).acs_credential_id])
    #expect(deleted.message.contains("Unassign"))
  }
}

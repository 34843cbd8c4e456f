import Testing
import Wire

@Suite("A site that its own people change", .world)
struct SiteTests {
  private let world = World.here

  private func settledGuest() async throws -> Value {
    let guest = try await world.guest()
    try await world.advance(120)
    try await world.setClock(checkIn)
    try await world.advance(60)
    return guest
  }

  private func read(_ seconds: Int = 1) async throws {
    try await world.sync()
    try await world.advance(seconds)
  }

  private func unmanaged(_ name: Value) async throws -> Value {
    try await world.ok("/acs/users/unmanaged/list").acs_users.first("full_name", name)
  }

  /// The effects of Latchkey's calls at the provider, after the first `mark` entries of the ledger.
  private func deeds(since mark: Int) async throws -> [String] {
    try await world.virtual.ledger().dropFirst(mark)
      .filter { $0.effect != .null && $0.caller_id == WebApp.integration }.map(\.effect.text).sorted()
  }

  @Test("shows people created by its staff, and does not change them")
  func others() async throws {
    let people = try await WebApp(world)
    let cleaner = try await people.add(
      "Carla", "Cleaner", ["email": "carla@example.com", "subscription_state": "subscribed"])
    try await world.advance(60)
    try await people.put(cleaner, into: "Common Areas")
    let mark = try await world.virtual.ledger().count
    try await read()
    let shown = try await unmanaged("Carla Cleaner")
    #expect(shown.is_managed == false)
    #expect(shown.salto_ks_metadata == ["is_subscribed": true])
    #expect(shown.email_address == "carla@example.com")
    #expect(shown.is_suspended == false)
    let which: Value = ["acs_user_id": shown.acs_user_id]
    #expect(try await world.ok("/acs/users/unmanaged/get", which).acs_user == shown)
    #expect(try await world.ok("/acs/users/list").acs_users == [])
    for (path, more): (String, Value) in [
      ("/acs/users/update", ["full_name": "Another Name"]), ("/acs/users/delete", [:]), ("/acs/users/suspend", [:]),
      ("/acs/users/unsuspend", [:]), ("/acs/users/add_to_access_group", ["acs_access_group_id": bicycles]),
      ("/acs/users/remove_from_access_group", ["acs_access_group_id": common]),
      ("/acs/users/revoke_access_to_all_entrances", [:]), ("/acs/credentials/create", ["access_method": "mobile_key"]),
      ("/acs/credentials/create", ["access_method": "code"]),
      ("/user_identities/add_acs_user", ["user_identity_key": "me"]),
      ("/acs/access_groups/add_user", ["acs_access_group_id": bicycles]),
    ] { try await world.refused(path, 404, "acs_user_not_found", which.with(more)) }
    try await people.edit(cleaner, ["blocked": true, "last_name": "Caretaker"])
    try await read()
    #expect(try await unmanaged("Carla Caretaker").is_suspended == true)
    #expect(try await unmanaged("Carla Caretaker").acs_user_id == shown.acs_user_id)
    try await people.delete(cleaner)
    try await world.advance(60)
    try await read()
    #expect(try await unmanaged("Carla Caretaker").isMissing)
    #expect(try await deeds(since: mark) == [])
  }

  @Test("is put right where Latchkey's own users were changed")
  func putRight() async throws {
    let guest = try await settledGuest()
    let people = try await WebApp(world)
    let shown = try await people.user("Jane Doe")
    try await people.subscribe(shown, "suspended")
    try await people.edit(shown, ["first_name": "Janet"])
    try await people.take(shown, outOf: "Apartment 4B")
    let mark = try await world.virtual.ledger().count
    try await read(60)
    #expect(try await people.user("Jane Doe").subscription_state == "subscribed")
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Jane Doe")) == true)
    #expect(try await deeds(since: mark) == ["member_added", "subscribed", "user_updated"], "each once")
    #expect(try await world.user(guest).pending_mutations == [])
  }

  @Test("may bar and give doors to Latchkey's users, which is respected")
  func bars() async throws {
    let guest = try await settledGuest()
    let people = try await WebApp(world)
    let shown = try await people.user("Jane Doe")
    try await people.put(shown, into: "Bicycle Storage")
    try await people.edit(shown, ["blocked": true])
    try await read(60)
    #expect(try await world.user(guest).is_suspended == true)
    #expect(try await people.user("Jane Doe").blocked == true, "nobody overrules a bar")
    let groups = try await world.ok("/acs/access_groups/list", ["acs_user_id": guest]).acs_access_groups
    #expect(Set(groups.each("name")) == ["Common Areas", "Apartment 4B", "Bicycle Storage"])
    try await world.ok("/acs/users/unsuspend", ["acs_user_id": guest])
    try await world.advance(60)
    #expect(try await people.user("Jane Doe").blocked == false)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == true)
    // The site's staff may remove memberships that they added.
    try await people.take(shown, outOf: "Bicycle Storage")
    try await read(60)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
  }

  @Test("from which a user was deleted is not given it again")
  func deletedThere() async throws {
    let guest = try await settledGuest()
    let people = try await WebApp(world)
    try await people.delete(people.user("Jane Doe"))
    try await world.advance(60)
    try await read(600)
    #expect(try await world.user(guest).errors.each("error_code") == ["deleted_externally"])
    #expect(try await world.user(guest).salto_ks_metadata == ["is_subscribed": false])
    #expect(try await people.user("Jane Doe").isMissing)
    try await world.ok("/acs/users/delete", ["acs_user_id": guest])
    try await world.advance(60)
    try await world.refused("/acs/users/get", 404, "acs_user_not_found", ["acs_user_id": guest])
  }

  @Test("where a user exists twice keeps the recorded one, and the other one is deleted")
  func double() async throws {
    let guest = try await settledGuest()
    let people = try await WebApp(world)
    let shown = try await people.user("Jane Doe")
    _ = try await people.add("Jane", "Double", ["alias": shown.alias, "subscription_state": "subscribed"])
    try await world.advance(60)
    let mark = try await world.virtual.ledger().count
    try await read(120)
    #expect(try await deeds(since: mark) == [], "its creation may not be settled yet")
    try await read(60)
    #expect(try await deeds(since: mark) == ["user_deleted"])
    #expect(try await people.user("Jane Double").isMissing)
    #expect(try await people.user("Jane Doe").id == shown.id)
    let ours = try await world.ok("/acs/users/list", ["acs_system_id": buildingA]).acs_users
    #expect(ours.each("acs_user_id") == [guest])
    try await read(600)
    #expect(try await deeds(since: mark) == ["user_deleted"])
    #expect(try await unmanaged("Jane Double").isMissing)
  }

  @Test(
    "that answers with an empty or a short list takes nothing away",
    arguments: ["empty_list", "short_list"] as [Value], ["users", "access_groups", "locks"])
  func shortAnswers(kind: Value, path: String) async throws {
    let guest = try await settledGuest()
    try await read()
    func known() async throws -> [Value] {
      [
        try await world.user(guest), try await world.ok("/acs/users/unmanaged/list").acs_users,
        try await world.ok("/acs/entrances/list").acs_entrances,
        try await world.ok("/acs/access_groups/list", ["acs_system_id": buildingA]).acs_access_groups,
      ]
    }
    let before = try await known()
    let mark = try await world.virtual.ledger().count
    let site = try await world.virtual.site().id.text
    try await world.virtual.faults(["kind": kind, "match": "/sites/\(site)/\(path)"])
    try await world.sync()
    try await world.virtual.faults()
    try await world.advance(30)
    #expect(try await known() == before)
    #expect(try await deeds(since: mark) == [])
    try await read()
    let system = try await world.ok("/acs/systems/get", ["acs_system_id": buildingA]).acs_system
    #expect(system.errors == [])
    #expect(system.warnings == [])
  }

  @Test("that loses many at once waits for a person to accept that")
  func massDisappearance() async throws {
    let people = try await WebApp(world)
    var crowd: [Value] = []
    for number in 0..<12 { crowd.append(try await people.add("Person", "\(number)")) }
    func count() async throws -> Int {
      try await world.ok("/acs/users/unmanaged/list").acs_users.items.count { $0.full_name.text.hasPrefix("Person") }
    }
    try await world.advance(60)
    try await read()
    #expect(try await count() == 12)
    for person in crowd.prefix(6) { try await people.delete(person) }
    try await world.advance(60)
    try await read()
    #expect(try await count() == 12)
    let system = { try await world.ok("/acs/systems/get", ["acs_system_id": buildingA]).acs_system }
    let problem = try await system().errors
    #expect(problem.each("error_code") == ["insufficient_permissions"])
    #expect(problem[0].message.contains("6 users"))
    #expect(problem[0].message.contains("accept_disappearance"))
    try await world.ok("/latchkey/v1/sites/accept_disappearance", ["acs_system_id": buildingA])
    #expect(try await count() == 6)
    #expect(try await system().errors == [])
  }
}

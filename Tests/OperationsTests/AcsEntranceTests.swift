import Testing
import Wire

@Suite("An entrance", .world)
struct AcsEntranceTests {
  private let world = World.here

  private func entrance(_ name: Value) async throws -> Value {
    try await world.ok("/acs/entrances/list").acs_entrances.first("display_name", name).acs_entrance_id
  }

  @Test("is listed with its system, by its IDs and by pages")
  func lists() async throws {
    let all = try await world.ok("/acs/entrances/list", ["acs_system_id": buildingA]).acs_entrances
    #expect(Set(all.each("display_name")) == ["Main Entrance", "Elevator Lobby", "Apartment 4B", "Bicycle Storage"])
    let first = all[0]
    #expect(
      try await world.ok("/acs/entrances/get", ["acs_entrance_id": first.acs_entrance_id]).acs_entrance == first)
    let ids: Value = [
      "one, two", all[0].acs_entrance_id, all[1].acs_entrance_id, all[2].acs_entrance_id, all[3].acs_entrance_id,
    ]
    let page = try await world.ok("/acs/entrances/list", ["limit": 3, "acs_entrance_ids": ids])
    #expect(page.acs_entrances.count == 3)
    let rest = try await world.follow(page.pagination.next_page_url)
    #expect(rest.status == 200)
    #expect(rest.body.acs_entrances.items == [all[3]])
    #expect(try await world.ok("/acs/entrances/list", ["customer_key": "hotel-1"]).acs_entrances == [])
    try await world.refused("/acs/entrances/get", 404, "acs_entrance_not_found", ["acs_entrance_id": "unknown"])
  }

  @Test("names the credentials that open it, and is named by them")
  func credentials() async throws {
    let user = try await world.guest()
    let credential = try await world.ok("/acs/credentials/list", ["acs_user_id": user]).acs_credentials[0]
      .acs_credential_id
    for (name, count): (Value, Int) in [("Apartment 4B", 1), ("Main Entrance", 1), ("Bicycle Storage", 0)] {
      let found = try await world.ok(
        "/acs/entrances/list_credentials_with_access", ["acs_entrance_id": entrance(name)]
      ).acs_credentials
      #expect(found.count == count, "\(name)")
    }
    for path in ["/acs/credentials/list_accessible_entrances", "/acs/entrances/list"] {
      let found = try await world.ok(path, ["acs_credential_id": credential]).acs_entrances
      #expect(Set(found.each("display_name")) == ["Main Entrance", "Elevator Lobby", "Apartment 4B"])
    }
  }

  @Test("is opened by a cloud key within the stay, and by no other credential")
  func cloudKeys() async throws {
    let user = try await world.guest()
    let key = try await world.ok(
      "/acs/credentials/create", ["acs_user_id": user, "access_method": "cloud_key"]
    ).acs_credential
    #expect(key.access_method == "cloud_key")
    #expect(key.is_issued == true)
    #expect(key.warnings == [])
    let other = try await world.ok("/acs/credentials/list", ["acs_user_id": user]).acs_credentials[0]
    let (home, storage) = (try await entrance("Apartment 4B"), try await entrance("Bicycle Storage"))
    let path = "/acs/entrances/unlock"
    let which: Value = ["acs_credential_id": key.acs_credential_id, "acs_entrance_id": home]
    try await world.refused(path, 403, "no_access", which)
    try await world.setClock(checkIn)
    #expect(try await world.ok(path, which).action_attempt.status == "success")
    try await world.refused(path, 403, "no_access", which.with(["acs_entrance_id": storage]))
    try await world.refused(path, 400, "invalid_input", which.with(["acs_credential_id": other.acs_credential_id]))
    try await world.refused(path, 404, "acs_credential_not_found", which.with(["acs_credential_id": "none"]))
    // The bicycle storage has its own group, and the main entrance has none.
    try await world.ok("/acs/entrances/grant_access", ["acs_user_id": user, "acs_entrance_id": storage])
    let groups = {
      Set(
        try await world.ok("/acs/access_groups/list", ["acs_user_id": user]).acs_access_groups.each(
          "acs_access_group_id"))
    }
    #expect(try await groups() == [common, apartment, bicycles])
    #expect(
      try await world.ok(path, which.with(["acs_entrance_id": storage])).action_attempt.status == "success")
    try await world.refused(
      "/acs/entrances/grant_access", 400, "not_supported",
      ["acs_user_id": user, "acs_entrance_id": entrance("Main Entrance")])
    try await world.ok("/acs/credentials/delete", ["acs_credential_id": key.acs_credential_id])
    try await world.refused(path, 404, "acs_credential_not_found", which)
    #expect(try await groups() == [common, apartment, bicycles])
    #expect(try await world.virtual.count("lock_opened_remotely") == 2)
  }
}

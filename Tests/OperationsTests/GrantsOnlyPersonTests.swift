import Testing
import Wire

@Suite("A person who has access by grants only", .world)
struct GrantsOnlyPersonTests {
  private let world = World.here

  @Test("is added to no access group before it has an access schedule, which the explanation says")
  func groups() async throws {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "ends_at": checkOut,
        "device_ids": [try await world.door()], "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    try await world.advance(300)
    let user = try await world.ok("/acs/users/list", ["user_identity_id": grant.user_identity_id]).acs_users[0]
      .acs_user_id
    let storage = try await world.door("Bicycle Storage")
    let explained = try await world.ok(
      "/latchkey/v1/access/explain", ["acs_entrance_id": storage, "acs_user_id": user, "means": "any"]
    ).explanation
    #expect(explained.reason == "no_access_group")
    #expect(explained.suggested_change.code == "change_access_schedule")
    #expect(explained.suggested_change.acs_access_group_id == bicycles)
    let group: Value = ["acs_access_group_id": bicycles]
    let (named, linked): (Value, Value) = (["acs_user_id": user], ["user_identity_id": grant.user_identity_id])
    let calls: [(String, Value)] = [
      ("/acs/users/add_to_access_group", group.with(named)), ("/acs/access_groups/add_user", group.with(linked)),
      ("/acs/entrances/grant_access", named.with(["acs_entrance_id": storage])),
    ]
    for (path, parameters) in calls {
      let error = try await world.refused(path, 400, "not_supported", parameters)
      #expect(error.message.contains("/acs/users/update"))
    }
    try await world.ok(
      "/acs/users/update",
      named.with(["access_schedule": ["starts_at": "2024-10-01T00:00:00.000Z", "ends_at": checkOut]]))
    for (path, parameters) in calls { try await world.ok(path, parameters) }
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == true)
  }

  @Test("made for an access code is added to no access group")
  func ofCode() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": try await world.door(), "name": "Cleaners"])
      .access_code
    try await world.advance(600)
    let code = try await world.ok("/access_codes/get", ["access_code_id": made.access_code_id]).access_code
    let pins = try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials
    let person = pins.first("code", code.code).acs_user_id
    let error = try await world.refused(
      "/acs/users/add_to_access_group", 400, "not_supported",
      ["acs_user_id": person, "acs_access_group_id": bicycles])
    #expect(error.message.contains(code.access_code_id.text))
  }
}

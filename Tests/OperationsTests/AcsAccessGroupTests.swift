import Testing
import Wire

@Suite("An access group", .world)
struct AcsAccessGroupTests {
  private let world = World.here

  private func groups(_ user: Value) async throws -> Set<Value> {
    let found = try await world.ok("/acs/access_groups/list", ["acs_user_id": user]).acs_access_groups
    return Set(found.each("acs_access_group_id"))
  }

  @Test("is listed with its site, and knows its entrances")
  func lists() async throws {
    let listed = try await world.ok("/acs/access_groups/list", ["acs_system_id": buildingA]).acs_access_groups
    #expect(Set(listed.each("acs_access_group_id")) == [common, apartment, bicycles])
    let group = try await world.ok("/acs/access_groups/get", ["acs_access_group_id": common]).acs_access_group
    #expect(group == listed.first("acs_access_group_id", common))
    let doors = try await world.ok(
      "/acs/access_groups/list_accessible_entrances", ["acs_access_group_id": common]
    ).acs_entrances
    #expect(Set(doors.each("display_name")) == ["Main Entrance", "Elevator Lobby"])
    try await world.refused(
      "/acs/access_groups/get", 404, "acs_access_group_not_found", ["acs_access_group_id": "unknown"])
  }

  @Test("adds and removes a user by ID or by identity, idempotently")
  func members() async throws {
    let identity = try await world.identity(["full_name": "Jane"])
    let user = try await world.staff("Jane", ["user_identity_id": identity])
    let both: Value = ["acs_user_id": user, "acs_access_group_id": apartment]
    for _ in 0..<2 { try await world.ok("/acs/users/add_to_access_group", both) }
    #expect(try await groups(user) == [apartment])
    let users = try await world.ok("/acs/access_groups/list_users", ["acs_access_group_id": apartment]).acs_users
    #expect(users.each("acs_user_id") == [user])
    try await world.ok("/acs/users/remove_from_access_group", both)
    #expect(try await groups(user) == [])
    let named: Value = ["user_identity_id": identity, "acs_access_group_id": apartment]
    try await world.ok("/acs/access_groups/add_user", named)
    #expect(try await groups(user) == [apartment])
    try await world.ok("/acs/access_groups/remove_user", named)
    #expect(try await groups(user) == [])
    try await world.ok("/acs/access_groups/add_user", both)
    #expect(try await groups(user) == [apartment])
  }

  @Test("is sent to the provider, whose door then opens")
  func membershipAtTheProvider() async throws {
    let user = try await world.staff("Jane", ["acs_access_group_ids": [common]])
    try await world.advance(120)
    let jane = try await world.virtual.user("Jane")
    #expect(try await world.virtual.opens("Main Entrance", jane) == true)
    #expect(try await world.virtual.opens("Apartment 4B", jane) == false)
    try await world.ok("/acs/users/add_to_access_group", ["acs_user_id": user, "acs_access_group_id": apartment])
    #expect(
      try await world.user(user).pending_mutations.each("mutation_code") == ["updating_group_membership"])
    try await world.advance(120)
    #expect(try await world.user(user).pending_mutations == [])
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    try await world.ok("/acs/users/remove_from_access_group", ["acs_user_id": user, "acs_access_group_id": apartment])
    try await world.advance(120)
    #expect(try await world.virtual.opens("Apartment 4B", jane) == false)
    #expect(try await world.virtual.opens("Main Entrance", jane) == true)
  }

  @Test("that is not there, or a user who is not, is refused")
  func refusals() async throws {
    let user = try await world.staff("Jane")
    for path in ["/acs/users/add_to_access_group", "/acs/access_groups/add_user"] {
      try await world.refused(
        path, 404, "acs_access_group_not_found", ["acs_user_id": user, "acs_access_group_id": "unknown"])
      try await world.refused(
        path, 404, "acs_user_not_found", ["acs_user_id": "unknown", "acs_access_group_id": common])
    }
    try await world.refused(
      "/acs/access_groups/remove_user", 400, "invalid_input", ["acs_access_group_id": common])
    #expect(try await groups(user) == [])
  }

  @Test("is of its workspace alone")
  func otherWorkspaces() async throws {
    let foreign = try await world.secondKey()
    #expect(try await world.ok("/acs/access_groups/list", by: foreign).acs_access_groups == [])
    try await world.refused(
      "/acs/access_groups/get", 404, "acs_access_group_not_found", ["acs_access_group_id": common], by: foreign)
  }
}

/// Two sites, so that a group can belong to another site.
@Suite("An access group of another system", .world("sandbox"))
struct ForeignGroupTests {
  private let world = World.here

  @Test("is refused")
  func refusal() async throws {
    try await world.connect()
    let systems = try await world.ok("/acs/systems/list").acs_systems
    let (main, annex) = (systems.first("name", "Main Site"), systems.first("name", "Annex"))
    let group = try await world.ok(
      "/acs/access_groups/list", ["acs_system_id": annex.acs_system_id]
    ).acs_access_groups[0].acs_access_group_id
    let user: Value = ["acs_system_id": main.acs_system_id, "full_name": "Jane"]
    try await world.refused(
      "/acs/users/create", 400, "invalid_input", user.with(["acs_access_group_ids": [group]]))
    let made = try await world.ok("/acs/users/create", user).acs_user.acs_user_id
    try await world.refused(
      "/acs/users/add_to_access_group", 400, "invalid_input", ["acs_user_id": made, "acs_access_group_id": group])
  }
}

import Testing
import Wire

@Suite("A customization profile", .world)
struct CustomizationProfileTests {
  private let world = World.here
  private let path = "/workspaces/customization_profiles/"

  @Test("keeps its looks, changes them one by one, and clears them by null")
  func looks() async throws {
    let texts: Value = ["en": ["title": "Welcome"]]
    let made = try await world.ok(
      path + "create",
      [
        "name": "Canal", "primary_color": "#112233", "customer_portal_theme": ["font_family": "Inter"],
        "message_overrides": texts,
      ]
    ).customization_profile
    let which: Value = ["customization_profile_id": made.customization_profile_id]
    #expect(made.message_overrides == texts)
    try await world.ok(path + "update", which.with(["name": "Sea", "message_overrides": .null]))
    let changed = try await world.ok(path + "get", which).customization_profile
    #expect(changed.name == "Sea")
    #expect(changed.primary_color == "#112233")
    #expect(changed.customer_portal_theme == ["font_family": "Inter"])
    #expect(changed.message_overrides.isMissing)
    #expect(try await world.ok(path + "list").customization_profiles == [changed])
    #expect(try await world.ok(path + "list", ["customer_key": "hotel"]).customization_profiles == [])
    let found = try await world.ok("/workspaces/find_anything", ["search": made.customization_profile_id]).batch
    #expect(found.customization_profiles == [changed])
    try await world.refused(path + "get", 404, "customization_profile_not_found", ["customization_profile_id": "none"])
    try await world.refused(path + "create", 400, "invalid_input", ["message_overrides": ["en": "Welcome"]])
  }
}

@Suite("Anything", .world)
struct SearchByIDTests {
  private let world = World.here

  @Test("is found by its ID, in the list of its kind")
  func kinds() async throws {
    let user = try await world.staff("Jane Doe")
    func found(_ id: Value) async throws -> Value {
      try await world.ok("/workspaces/find_anything", ["search": id]).batch
    }
    #expect(try await found(user).acs_users.each("acs_user_id") == [user])
    #expect(try await found(buildingA).acs_systems.each("acs_system_id") == [buildingA])
    let door = try await world.door()
    let both = try await found(door)
    #expect(both.devices.each("device_id") == [door])
    #expect(both.acs_entrances.each("acs_entrance_id") == [door])
    #expect(both.acs_encoders.each("acs_encoder_id") == [door])
    #expect(both.unmanaged_devices.isMissing)
    #expect(try await found("nothing") == [:])
  }
}

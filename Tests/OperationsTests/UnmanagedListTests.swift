import Testing
import Wire

@Suite("A list of what is unmanaged", .world)
struct UnmanagedListTests {
  private let world = World.here

  @Test(
    "answers a filter by something unknown as the list of what is managed does",
    arguments: [
      ("/access_methods", ["access_grant_id": "none"]), ("/access_grants", ["acs_system_id": "none"]),
      ("/access_grants", ["user_identity_id": "none"]), ("/acs/access_groups", ["acs_system_id": "none"]),
      ("/acs/access_groups", ["acs_user_id": "none"]), ("/acs/credentials", ["acs_system_id": "none"]),
      ("/acs/credentials", ["acs_user_id": "none"]), ("/acs/credentials", ["user_identity_id": "none"]),
      ("/acs/users", ["acs_system_id": "none"]), ("/acs/users", ["user_identity_id": "none"]),
      ("/devices", ["connected_account_id": "none"]), ("/devices", ["device_ids": ["none"]]),
    ] as [(String, Value)])
  func unknown(path: String, filter: Value) async throws {
    let managed = try await world.call("\(path)/list", filter)
    let unmanaged = try await world.call("\(path)/unmanaged/list", filter)
    #expect(unmanaged.refusal == managed.refusal)
  }

  @Test("of access codes or access methods needs a lock or a grant that exists")
  func required() async throws {
    try await world.refused("/access_codes/unmanaged/list", 404, "device_not_found", ["device_id": "none"])
    try await world.refused(
      "/access_methods/unmanaged/list", 404, "access_grant_not_found", ["access_grant_id": "none"])
  }
}

import Testing
import Wire

@Suite("A person whom somebody deleted at the site long before the stay", .world)
struct DeletedPersonTests {
  private let world = World.here

  private func method(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/list", ["access_grant_id": grant.access_grant_id]).access_methods[0]
  }

  @Test("has no PIN until a method is requested again, and the method says so at once")
  func warning() async throws {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": "2024-11-20T15:00:00.000Z",
        "ends_at": "2024-11-22T11:00:00.000Z", "device_ids": Value([try await world.door()]),
        "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    try await world.advance(600)
    #expect(try await method(grant).is_issued == true)
    let people = try await WebApp(world)
    try await people.delete(people.user("Jane Doe"))
    try await world.advance(60)
    try await world.sync()
    try await world.advance(900)
    let lost = try await method(grant)
    #expect(lost.is_issued == false)
    #expect(lost.warnings.each("warning_code") == ["delay_in_issuing"])
    #expect(lost.warnings[0].message.contains("request_access_methods"))
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": grant.access_grant_id, "requested_access_methods": [["mode": "code"]]])
    try await world.advance(600)
    let again = try await method(grant)
    #expect(again.is_issued == true)
    #expect(again.warnings == [])
  }
}

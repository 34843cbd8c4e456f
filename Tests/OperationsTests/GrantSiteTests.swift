import Testing
import Wire

/// Grants with doors of two sites.
@Suite("An access grant of two sites", .world("sandbox"))
struct TwoSiteGrantTests {
  private let world = World.here

  @Test("gets no method again at a site where it was deleted, unless it is requested again")
  func withdrawal() async throws {
    _ = try await world.connect()
    let doors = Value([try await world.door("FRONT DOOR"), try await world.door("GARDEN DOOR")])
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "device_ids": doors,
        "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    let which: Value = ["access_grant_id": grant.access_grant_id]
    #expect(grant.access_method_ids.items.count == 2)
    try await world.ok("/access_methods/delete", ["access_method_id": grant.access_method_ids[0]])
    try await world.ok("/access_grants/update", which.with(["ends_at": "2099-01-01T00:00:00.000Z"]))
    let left = try await world.ok("/access_grants/get", which).access_grant
    #expect(left.access_method_ids == [grant.access_method_ids[1]])
    #expect(left.requested_access_methods.items.count == 1)
    let again = try await world.ok(
      "/access_grants/request_access_methods", which.with(["requested_access_methods": [["mode": "code"]]])
    ).access_grant
    #expect(again.access_method_ids.items.count == 3)
    try await world.ok("/access_grants/delete", which)
    try await world.advance(600)
    try await world.refused("/access_grants/get", 404, "access_grant_not_found", which)
  }
  @Test("keeps what was requested when the account of its doors is deleted")
  func deletedAccount() async throws {
    let account = try await world.connect()
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "device_ids": [try await world.door("FRONT DOOR")],
        "requested_access_methods": [["mode": "code"], ["mode": "card"]],
      ]
    ).access_grant
    let which: Value = ["access_grant_id": grant.access_grant_id]
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let left = try await world.ok("/access_grants/get", which).access_grant
    #expect(left.access_method_ids == [])
    #expect(left.requested_access_methods.each("mode") == ["code", "card"])
    #expect(left.errors.each("error_code") == ["cannot_create_requested_access_methods"])
    #expect(left.warnings.each("warning_code") == ["underprovisioned_access"])
    #expect(left.warnings[0].message.contains("account was deleted, so the grant no longer opens: FRONT DOOR."))
    _ = try await world.connect()
    try await world.ok(
      "/access_grants/update", which.with(["device_ids": [try await world.door("FRONT DOOR")]]))
    let again = try await world.ok("/access_grants/get", which).access_grant
    #expect(again.access_method_ids.count == 2)
    #expect(!again.warnings.each("message").contains { $0.contains("account was deleted") })
  }
}

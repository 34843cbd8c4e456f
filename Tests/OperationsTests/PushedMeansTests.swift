import Testing
import Wire

@Suite("The means of access of a pushed stay", .world)
struct PushedMeansTests {
  private let world = World.here
  private let stay: Value = [
    "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Doe"]],
    "reservations": [
      ["reservation_key": "r1", "guest_key": "jane", "room_keys": ["4b"], "starts_at": checkIn, "ends_at": checkOut]
    ],
  ]

  /// A room with a door that takes PINs and one that does not.
  private func room() async throws {
    let doors = [try await world.door(), try await world.door("Bicycle Storage")]
    try await world.ok(
      "/spaces/create",
      ["name": "Room", "space_key": "4b", "customer_key": "hotel", "device_ids": Value(doors)])
  }

  private func push(_ more: Value = [:]) async throws -> Value {
    try await world.ok("/customers/push_data", stay.with(more))
    let runs = try await world.ok("/latchkey/v1/customers/list_runs").customer_runs.items
    return runs.last ?? .null
  }

  private func modes() async throws -> [Value] {
    try await world.ok("/access_grants/list").access_grants[0].requested_access_methods.each("mode")
  }

  private func delete(_ mode: Value) async throws {
    let grant = try await world.ok("/access_grants/list").access_grants[0].access_grant_id
    let methods = try await world.ok("/access_methods/list", ["access_grant_id": grant]).access_methods
    try await world.ok(
      "/access_methods/delete", ["access_method_id": methods.first("mode", mode).access_method_id])
  }

  @Test("stay deleted when the stay is pushed again, and only what rules add is requested")
  func deleted() async throws {
    try await room()
    _ = try await push()
    #expect(try await modes() == ["code", "mobile_key"])
    try await delete("mobile_key")
    #expect(try await push().changed_count == 0)
    #expect(try await modes() == ["code"])
    try await world.ok(
      "/latchkey/v1/customers/update_rules",
      ["access_methods": ["code", "mobile_key", "card"], "method_issuance_strategy": "all_available"])
    #expect(try await push().changed_count == 1)
    #expect(try await modes() == ["code", "card"])
    #expect(try await push().changed_count == 0)
  }

  @Test("stay deleted when the times of the stay change")
  func deletedBeforeExtension() async throws {
    try await room()
    _ = try await push()
    try await delete("code")
    let longer: Value = ["reservation_key": "r1", "ends_at": "2024-11-06T11:00:00.000Z"]
    #expect(try await push(["reservations": [longer]]).changed_count == 1)
    #expect(try await modes() == ["mobile_key"])
  }

  @Test("that somebody requested besides stay, and are not requested twice")
  func added() async throws {
    try await room()
    _ = try await push()
    let grant = try await world.ok("/access_grants/list").access_grants[0].access_grant_id
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": grant, "requested_access_methods": [["mode": "card"]]])
    try await world.ok(
      "/latchkey/v1/customers/update_rules", ["access_methods": ["code", "mobile_key", "card"]])
    try await world.ok(
      "/latchkey/v1/customers/update_rules", ["method_issuance_strategy": "all_available"])
    #expect(try await push().changed_count == 0)
    #expect(try await modes() == ["code", "mobile_key", "card"])
  }
}

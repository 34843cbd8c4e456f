import Testing
import Wire

/// What becomes of a grant when the clock of its sandbox is set back.
@Suite("An access grant whose sandbox clock is set back", .world)
struct GrantClockTests {
  private let world = World.here
  private let door: Value = "Apartment 4B"
  private let duringStay: Value = "2024-11-02T12:00:00.000Z"

  private func people() async throws -> [Value] {
    try await world.virtual.site().users.items.filter { $0.name == "Jane Doe" }
  }

  private func typing(_ digits: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": digits]).opened
  }

  @Test("opens its doors again, although its person was deleted at the site after the end")
  func setBack() async throws {
    let groups = try await world.virtual.site().access_groups.count
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    try await world.setClock(checkOut)
    try await world.advance(3600)
    #expect(try await people() == [])
    for _ in 0..<2 {
      _ = try await world.revoking { try await world.setClock(duringStay) }
      try await world.advance(1200)
      #expect(try await people().map { $0.subscription_state } == ["subscribed"])
      #expect(try await world.virtual.site().access_groups.count == groups + 1)
      let method = try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]])
        .access_method
      #expect(method.is_issued == true)
      #expect(try await typing(method.code) == true)
      let running = try await world.ok("/access_grants/get", ["access_grant_id": grant.access_grant_id]).access_grant
      #expect(running.display_status == "Active")
      try await world.setClock(checkOut)
      try await world.advance(3600)
      #expect(try await typing(method.code) == false)
      #expect(try await people() == [])
      #expect(try await world.virtual.site().access_groups.count == groups)
    }
  }
}

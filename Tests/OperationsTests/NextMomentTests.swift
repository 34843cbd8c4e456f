import Testing
import Wire

@Suite("What comes next", .world)
struct NextMomentTests {
  private let world = World.here

  private func moments(_ parameters: Value = [:]) async throws -> Value {
    try await world.ok("/latchkey/v1/clock/list_next_moments", parameters)
  }

  private func waiting() async throws -> Value {
    try await world.ok("/latchkey/v1/sites/get_waiting", ["acs_system_id": buildingA]).site_waiting
  }

  @Test("are the starts and ends of stays in order, with the people's names")
  func stays() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    _ = try await world.staff("Nadia")
    _ = try await world.staff("Jane", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    _ = try await world.staff(
      "Bo", ["access_schedule": ["starts_at": checkOut, "ends_at": "2024-11-08T11:00:00.000Z"]])
    let all = try await moments().moments
    #expect(all.each("display_name") == ["Jane", "Jane", "Bo", "Bo"])
    #expect(all.each("kind") == ["stay_starts", "stay_ends", "stay_starts", "stay_ends"])
    #expect(all.each("at") == [checkIn, checkOut, checkOut, "2024-11-08T11:00:00.000Z"])
    let first = try await moments(["limit": 3])
    #expect(try await world.follow(first.pagination.next_page_url).body.moments.items == [all[3]])
    #expect(try await moments(["before": checkOut]).moments.items == [all[0]])
    try await world.setClock(checkIn)
    #expect(try await moments().moments.count == 3)
  }

  @Test("at a site that does not answer is what waits for it")
  func changes() async throws {
    try await world.advance(60)
    #expect(try await waiting().changes == [])
    try await world.virtual.faults(["kind": "unreachable"])
    let user = try await world.staff("Jane")
    await world.settle()
    let change = try await waiting().changes[0]
    #expect(change.acs_user_id == user)
    #expect(change.display_name == "Jane")
    #expect(change.mutation_code == "creating")
    try await world.virtual.faults()
    try await world.advance(600)
    #expect(try await waiting().changes == [])
    try await world.refused(
      "/latchkey/v1/sites/get_waiting", 400, "not_supported", ["acs_system_id": world.manager()])
  }
}

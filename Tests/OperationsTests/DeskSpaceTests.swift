import Testing
import Wire

@Suite("A space at the desk", .world)
struct DeskSpaceTests {
  private let world = World.here

  private func list(_ parameters: Value = [:]) async throws -> Value {
    try await world.ok("/latchkey/v1/occupancy/list", parameters)
  }

  private func names(_ filter: Value, _ more: Value = [:]) async throws -> [Value] {
    let parameters: Value = ["filter": filter]
    return try await list(parameters.with(more)).spaces.each("display_name")
  }

  private func space(_ name: Value, _ doors: [Value]) async throws -> Value {
    try await world.ok("/spaces/create", ["name": name, "device_ids": Value(doors), "acs_entrance_ids": Value(doors)])
      .space.space_id
  }

  private func stay(in space: Value) async throws {
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([space]), "requested_access_methods": [["mode": "code"]],
      ])
  }

  @Test("is free, awaits a guest, is occupied and is free again")
  func states() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    let room = try await space("Room", [try await world.door()])
    _ = try await space("Attic", [])
    _ = try await space("Hall", [try await world.door("Main Entrance")])
    try await stay(in: room)
    #expect(try await names("arriving") == ["Room"])
    #expect(try await names("occupied") == [])
    #expect(try await names("free") == ["Room", "Hall"])
    #expect(try await names("without_doors") == ["Attic"])
    let before = try await list(["space_ids": Value([room])]).spaces[0]
    #expect(before.door_count == 1)
    #expect(before.acs_system_ids == [buildingA])
    #expect(before.current_stays == [] && before.next_stay.person_name == "Jane Doe")
    // The state at a later moment, before it comes.
    #expect(try await names("occupied", ["moment": "2024-11-02T12:00:00.000Z"]) == ["Room"])
    try await world.setClock(checkIn)
    try await world.advance(120)
    let during = try await list(["filter": "occupied"])
    #expect(during.pagination.total_count == 1)
    #expect(during.spaces[0].current_stay_count == 1)
    #expect(during.spaces[0].current_stays.each("person_name") == ["Jane Doe"])
    #expect(during.spaces[0].next_stay.isMissing)
    #expect(try await names("free") == ["Hall"])
    try await world.setClock(checkOut)
    #expect(try await names("occupied") == [])
  }

  @Test("shows that its guest is suspended, and is found by name, page by page")
  func pages() async throws {
    let room = try await space("Room", [try await world.door()])
    _ = try await space("Roof", [])
    try await stay(in: room)
    try await world.setClock(checkIn)
    try await world.advance(120)
    let user = try await list().spaces[0].current_stays[0].acs_user_id
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    #expect(try await list(["search": "room"]).spaces[0].current_stays[0].is_suspended == true)
    let first = try await list(["search": "roo", "limit": 1])
    #expect(first.pagination.total_count == 2)
    let rest = try await world.follow(first.pagination.next_page_url)
    #expect(rest.body.spaces.each("display_name") == ["Roof"])
    #expect(rest.body.pagination.has_next_page == false)
  }
}

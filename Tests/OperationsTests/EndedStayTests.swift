import Testing
import Wire

@Suite("A pushed stay that is over", .world)
struct EndedStayTests {
  private let world = World.here

  private func push(_ reservation: Value) async throws -> Value {
    let standard: Value = ["reservation_key": "r1", "guest_key": "jane", "room_keys": ["4b"], "starts_at": checkIn]
    try await world.ok(
      "/customers/push_data",
      [
        "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Doe"]],
        "reservations": Value([standard.with(reservation)]),
      ])
    return try await world.ok("/latchkey/v1/customers/list_runs").customer_runs.items.last ?? .null
  }

  private func grant() async throws -> Value { try await world.ok("/access_grants/list").access_grants[0] }

  private func typing(_ digits: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": digits]).opened
  }

  @Test(
    "ends the access, even if the record names an unknown person or place",
    arguments: [["guest_key": "jim"], ["room_keys": ["unknown"]]] as [Value])
  func end(_ other: Value) async throws {
    try await world.ok(
      "/spaces/create",
      [
        "name": "Room", "space_key": "4b", "customer_key": "hotel",
        "acs_entrance_ids": Value([try await world.door("Apartment 4B")]),
      ])
    _ = try await push(["ends_at": checkOut])
    try await world.setClock("2024-11-02T12:00:00.000Z")
    try await world.advance(600)
    let running = try await grant()
    let which: Value = ["access_grant_id": running.access_grant_id]
    let pin = try await world.ok("/access_methods/list", which).access_methods[0].code
    #expect(try await typing(pin) == true)
    let run = try await push(other.with(["ends_at": "2024-11-02T11:00:00.000Z"]))
    #expect([run.changed_count, run.refused_count] == [1, 0])
    let ended = try await grant()
    #expect(ended.display_status == "Ended")
    #expect(ended.user_identity_id == running.user_identity_id)
    try await world.advance(600)
    #expect(try await typing(pin) == false)
    // What is over stays as it is, however often it is pushed.
    let again = try await push(other.with(["ends_at": "2024-11-02T11:00:00.000Z"]))
    #expect([again.changed_count, again.refused_count] == [0, 0])
  }
}

import Testing
import Wire

@Suite("The PIN of an access grant whose door takes none for a while", .world)
struct GrantMeansTests {
  private let world = World.here

  @Test("is revoked, and issued again once the site or the lock takes PINs again")
  func withdrawnKeypads() async throws {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    let which: Value = ["access_method_id": grant.access_method_ids[0]]
    try await world.setClock(checkIn)
    try await world.advance(600)
    let lock = try await world.virtual.lock("Apartment 4B")
    for (path, off, on) in [
      ("site", ["pin_enabled": false], ["pin_enabled": true]),
      ("locks/\(lock)", ["lock_type": "escutcheon"], ["lock_type": "wall_reader_pin"]),
    ] as [(String, Value, Value)] {
      try await world.virtual.post(path, off)
      try await world.advance(120)
      #expect(try await world.ok("/access_methods/get", which).access_method.is_issued == false)
      try await world.virtual.post(path, on)
      try await world.advance(120)
      #expect(try await world.ok("/access_methods/get", which).access_method.is_issued == true)
    }
    #expect(try await world.events("access_method.reissued").count == 2)
  }
}

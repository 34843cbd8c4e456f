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

@Suite("A means of access that a grant has", .world)
struct RepeatedMeansTests {
  private let world = World.here

  private func create(_ requests: Value) async throws -> Value {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": [try await world.door()], "requested_access_methods": requests,
      ])
    return grant.access_grant
  }

  private func request(_ requests: Value, of grant: Value) async throws -> Value {
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": grant.access_grant_id, "requested_access_methods": requests]
    ).access_grant
  }

  @Test("is not added again, but what was deleted, another wish and a link are")
  func repetition() async throws {
    let requests: Value = [["mode": "code"], ["mode": "card"], ["mode": "cloud_key"]]
    let grant = try await create(requests)
    let again = try await request(requests, of: grant)
    #expect(again.access_method_ids == grant.access_method_ids)
    #expect(again.requested_access_methods == grant.requested_access_methods)
    #expect(try await world.events("access_method.created").count == 3)
    try await world.ok("/access_methods/delete", ["access_method_id": grant.access_method_ids[1]])
    #expect(
      try await request(requests, of: grant).requested_access_methods.each("mode") == ["code", "cloud_key", "card"])
    for _ in 0..<2 {
      let wished = try await request([["mode": "code", "code": "4711"]], of: grant)
      #expect(wished.access_method_ids.count == 4)
    }
    for count in [5, 6] {
      #expect(try await request([["mode": "mobile_key"]], of: grant).access_method_ids.count == count)
    }
  }
}

import Testing
import Wire

/// Pushes that are repeated, come at once, or are not taken completely, and what a customer's session sees of them.
@Suite("A push of a customer's data", .world)
struct CustomerRunTests {
  private let world = World.here
  private let path = "/customers/push_data"

  private func stay(of customer: Value = "hotel") -> Value {
    [
      "customer_key": customer, "guests": [["guest_key": "jane", "name": "Jane Doe"]],
      "rooms": [["room_key": "4b", "name": "Room 4B"]],
      "reservations": [
        [
          "reservation_key": "r1", "guest_key": "jane", "room_keys": ["4b"], "starts_at": checkIn, "ends_at": checkOut,
        ]
      ],
    ]
  }

  private func room(of customer: Value = "hotel") async throws {
    try await world.ok(
      "/spaces/create",
      [
        "name": "Room", "space_key": "4b", "customer_key": customer, "device_ids": Value([try await world.door()]),
      ])
  }

  private func runs(_ filter: Value = [:]) async throws -> [Value] {
    try await world.ok("/latchkey/v1/customers/list_runs", filter).customer_runs.items
  }

  private func counts() async throws -> [Int] {
    [
      try await world.ok("/access_grants/list").access_grants.count,
      try await world.ok("/user_identities/list").user_identities.count,
      try await world.ok("/spaces/list").spaces.count,
    ]
  }

  @Test("can be repeated when its answer was lost, and makes nothing twice")
  func lostAnswer() async throws {
    try await room()
    try await world.ok(path, stay())
    try await world.advance(120)
    let (before, effects) = (try await counts(), try await world.virtual.effects())
    let grants = try await world.ok("/access_grants/list").access_grants.each("access_grant_id")
    try await world.ok(path, stay())
    try await world.advance(120)
    #expect(try await counts() == before)
    #expect(try await world.virtual.effects() == effects)
    #expect(try await world.ok("/access_grants/list").access_grants.each("access_grant_id") == grants)
    let last = try #require(try await runs().last)
    #expect(last.unchanged_count == 3)
    #expect(last.created_count == 0)
  }

  @Test("that comes twice at once makes nothing twice")
  func atOnce() async throws {
    try await room()
    async let one = world.ok(path, stay())
    async let other = world.ok(path, stay())
    _ = try await (one, other)
    #expect(try await counts() == [1, 1, 1])
    let runs = try await runs()
    #expect(runs.count == 2)
    #expect(runs.compactMap(\.refused_count.number).reduce(0, +) == 0)
    #expect(runs.compactMap(\.created_count.number).reduce(0, +) == 2)
  }

  @Test("is seen by the sessions of its customer, and by no others")
  func sessions() async throws {
    for customer: Value in ["hotel", "hostel"] {
      try await room(of: customer)
      try await world.ok(path, stay(of: customer))
    }
    for customer: Value in ["hotel", "hostel"] {
      let session = try await world.session(["customer_key": customer])
      let grants = try await world.ok("/access_grants/list", by: session).access_grants
      #expect(grants.count == 1)
      let shown = try await world.ok("/access_grants/get", ["access_grant_key": "r1"], by: session).access_grant
      #expect(shown.access_grant_id == grants[0].access_grant_id)
      let space = try await world.ok("/spaces/get", ["space_key": "4b"], by: session).space
      #expect(space.customer_key == customer)
      #expect(shown.space_ids == [space.space_id])
    }
    let stranger = try await world.session(["customer_key": "motel"])
    #expect(try await world.ok("/access_grants/list", by: stranger).access_grants == [])
    try await world.refused(
      "/access_grants/get", 404, "access_grant_not_found", ["access_grant_key": "r1"], by: stranger)
  }

  @Test("is listed among those that were not taken completely, also if nothing was refused")
  func notes() async throws {
    try await room()
    try await world.ok(path, stay())
    #expect(try await runs(["only_refused": true]) == [])
    try await world.ok("/latchkey/v1/customers/update_rules", ["reservation_time_updated": false])
    let later: Value = ["reservation_key": "r1", "ends_at": "2024-11-05T11:00:00.000Z"]
    try await world.ok(path, ["customer_key": "hotel", "reservations": [later]])
    let listed = try await runs(["only_refused": true])
    #expect(listed.count == 1)
    #expect(listed.first?.refused_count == 0)
    #expect(listed.first?.unchanged_count == 1)
  }
}

import Testing
import Wire

@Suite("The data of a customer", .world)
struct CustomerTests {
  private let world = World.here
  private let path = "/customers/push_data"

  /// A guest with a reservation of a room.
  private var stay: Value {
    [
      "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Doe", "phone_number": "+31612345678"]],
      "rooms": [["room_key": "4b", "name": "Room 4B"]],
      "reservations": [
        [
          "reservation_key": "r1", "guest_key": "jane", "room_keys": ["4b"], "starts_at": checkIn, "ends_at": checkOut,
          "name": "Stay of Jane",
        ]
      ],
    ]
  }

  /// Pushes data and returns its run.
  @discardableResult
  private func push(_ data: Value) async throws -> Value {
    try await world.ok(path, data)
    return try await lastRun()
  }

  private func lastRun() async throws -> Value {
    let runs = try await world.ok("/latchkey/v1/customers/list_runs").customer_runs.items
    let id = runs.last?.customer_run_id ?? .null
    return try await world.ok("/latchkey/v1/customers/get_run", ["customer_run_id": id]).customer_run
  }

  /// The room, with a door in it.
  @discardableResult
  private func room(_ key: Value = "4b", of customer: Value = "hotel") async throws -> Value {
    let space = try await world.ok(
      "/spaces/create",
      [
        "name": "Room", "space_key": key, "customer_key": customer,
        "device_ids": Value([try await world.door()]),
      ]
    ).space
    return space.space_id
  }

  private func grants(_ filter: Value = [:]) async throws -> Value {
    try await world.ok("/access_grants/list", filter).access_grants
  }

  @Test("becomes identities, spaces and access grants")
  func creation() async throws {
    try await room()
    let run = try await push(stay)
    #expect(run.created_count == 2)
    #expect(run.changed_count == 1)
    #expect(run.refused_count == 0)
    let grant = try await grants(["reservation_key": "r1"])[0]
    #expect(grant.access_grant_key == "r1")
    #expect(grant.reservation_key == "r1")
    #expect(grant.name == "Stay of Jane")
    #expect(grant.starts_at == checkIn)
    #expect(grant.requested_access_methods.each("mode") == ["code"])
    let person = try await world.ok("/user_identities/get", ["user_identity_key": "jane"]).user_identity
    #expect(person.full_name == "Jane Doe")
    #expect(grant.user_identity_id == person.user_identity_id)
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space
    #expect(space.name == "Room 4B")
    #expect(space.customer_key == "hotel")
    #expect(grant.space_ids == [space.space_id])
  }

  @Test("takes effect only where it differs")
  func repetition() async throws {
    try await room()
    try await push(stay)
    try await world.advance(120)
    let (effects, events) = (try await world.virtual.effects(), try await world.events().count)
    let again = try await push(stay)
    #expect(again.unchanged_count == 3)
    #expect(again.changed_count == 0)
    #expect(try await world.events().count == events)
    try await world.advance(120)
    #expect(try await world.virtual.effects() == effects)
    let later: Value = "2024-11-05T11:00:00.000Z"
    let moved = try await push([
      "customer_key": "hotel", "reservations": [["reservation_key": "r1", "ends_at": later]],
    ])
    #expect(moved.changed_count == 1)
    let grant = try await grants()[0]
    #expect(grant.ends_at == later)
    #expect(grant.starts_at == checkIn)
  }

  @Test("gives a stay with another person a new grant")
  func anotherPerson() async throws {
    try await room()
    try await push(stay)
    let first = try await grants()[0].access_grant_id
    try await push([
      "customer_key": "hotel", "guests": [["guest_key": "jim", "name": "Jim Doe"]],
      "reservations": [
        [
          "reservation_key": "r1", "guest_key": "jim", "room_keys": ["4b"], "starts_at": checkIn, "ends_at": checkOut,
        ]
      ],
    ])
    let grant = try await world.ok("/access_grants/get", ["access_grant_key": "r1"]).access_grant
    #expect(grant.access_grant_id != first)
    // What a record leaves out stays, for another person too.
    let run = try await push([
      "customer_key": "hotel", "reservations": [["reservation_key": "r1", "guest_key": "jane"]],
    ])
    #expect(run.changed_count == 1)
    let last = try await world.ok("/access_grants/get", ["access_grant_key": "r1"]).access_grant
    #expect(last.access_grant_id != grant.access_grant_id)
    #expect(last.user_identity_id != grant.user_identity_id)
    #expect([last.starts_at, last.ends_at, last.space_ids] == [checkIn, checkOut, grant.space_ids])
  }

  @Test("gives a stay the means that the doors of another room take")
  func otherMeans() async throws {
    try await room()
    let storage = try await world.door("Bicycle Storage")
    try await world.ok(
      "/spaces/create",
      ["name": "Studio", "space_key": "5c", "customer_key": "hotel", "device_ids": Value([storage])])
    try await push(stay)
    #expect(try await grants()[0].requested_access_methods.each("mode") == ["code"])
    let move: Value = ["customer_key": "hotel", "reservations": [["reservation_key": "r1", "room_keys": ["5c"]]]]
    #expect(try await push(move).changed_count == 1)
    #expect(try await grants()[0].requested_access_methods.each("mode") == ["code", "mobile_key"])
    #expect(try await push(move).unchanged_count == 1)
    // Who deletes all means ends the access, and a repeated push does not give it again.
    try await world.ok("/access_methods/delete", ["access_grant_id": try await grants()[0].access_grant_id])
    #expect(try await push(move).unchanged_count == 1)
    #expect(try await grants()[0].access_method_ids == [])
  }

  @Test("gives a stay the means that doors take which are put into its room later")
  func laterDoors() async throws {
    try await push(stay)
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    let storage = try await world.door("Bicycle Storage")
    try await world.ok("/spaces/add_devices", ["space_id": space, "device_ids": Value([storage])])
    #expect(try await grants()[0].access_method_ids == [])
    #expect(try await push(stay).changed_count == 1)
    let grant = try await grants()[0]
    #expect(grant.requested_access_methods.each("mode") == ["code", "mobile_key"])
    #expect(grant.access_method_ids.count == 1)
  }

  @Test("names what it does not follow, and why")
  func reasons() async throws {
    try await room()
    try await room("5c")
    try await push(stay)
    let rules = [
      "reservation_time_updated", "reservation_spaces_updated", "space_name_updated", "user_identity_name_updated",
    ]
    for rule in rules {
      try await world.ok("/latchkey/v1/customers/update_rules", Value(.object([rule: .bool(false)])))
    }
    let run = try await push([
      "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Roe"]],
      "rooms": [["room_key": "4b", "name": "Suite"]],
      "reservations": [
        ["reservation_key": "r1", "room_keys": ["5c"], "ends_at": "2024-11-05T11:00:00.000Z", "preferred_code": "4711"]
      ],
    ])
    #expect(run.unchanged_count == 3)
    #expect(Set(run.records.each("reason_code")) == ["rule_off"])
    #expect(run.records.count == 3)
    for rule in rules { #expect(run.records.contains(rule), "\(rule)") }
    let code = try await push([
      "customer_key": "hotel", "reservations": [["reservation_key": "r1", "preferred_code": "4711"]],
    ])
    #expect(code.records.each("reason_code") == ["preferred_code_unusable"])
    #expect(code.unchanged_count == 1)
  }

  @Test("names each record that it could not take, and why")
  func refusals() async throws {
    try await room()
    _ = try await world.identity(["email_address": "taken@example.com"])
    let run = try await push([
      "customer_key": "hotel",
      "guests": [
        ["guest_key": "jane", "name": "Jane Doe"],
        ["guest_key": "jim", "name": "Jim", "email_address": "taken@example.com"],
        ["guest_key": "jane", "name": "Another Jane"],
      ],
      "reservations": [
        ["reservation_key": "r1", "guest_key": "jane", "room_keys": ["5c"], "starts_at": checkIn, "ends_at": checkOut],
        ["reservation_key": "r2", "guest_key": "joe", "room_keys": ["4b"], "starts_at": checkIn, "ends_at": checkOut],
        ["reservation_key": "r3", "guest_key": "jane", "room_keys": ["4b"], "starts_at": checkIn],
        ["reservation_key": "r4", "guest_key": "jane", "starts_at": checkIn, "ends_at": checkOut],
        [
          "reservation_key": "r5", "guest_key": "jane", "room_keys": ["4b"], "starts_at": "2020-01-01T00:00:00.000Z",
          "ends_at": "2020-01-02T00:00:00.000Z",
        ],
      ],
    ])
    let reasons = Dictionary(
      run.records.items.map { ("\($0.family.text) \($0.record_key.text)", $0.reason_code.text) }
    ) { first, _ in first }
    #expect(
      reasons == [
        "guests jane": "duplicate_key", "guests jim": "user_identity_email_or_phone_conflict",
        "reservations r1": "place_not_found", "reservations r2": "person_not_found",
        "reservations r3": "ends_at_missing", "reservations r4": "places_missing", "reservations r5": "stay_is_over",
      ])
    #expect(run.created_count == 1)
    #expect(run.refused_count == 7)
    #expect(try await grants() == [])
  }

  @Test("is refused as a whole if a stay contradicts itself")
  func contradictions() async throws {
    let two: Value = ["reservation_key": "r1", "guest_key": "a", "tenant_key": "b"]
    try await world.refused(path, 400, "invalid_input", ["customer_key": "hotel", "reservations": [two]])
    let reversed: Value = ["booking_key": "b1", "starts_at": checkOut, "ends_at": checkIn]
    try await world.refused(path, 400, "invalid_input", ["customer_key": "hotel", "bookings": [reversed]])
    #expect(try await world.ok("/latchkey/v1/customers/list_runs").customer_runs == [])
  }

  @Test("has keys of its own for each customer")
  func keys() async throws {
    for customer: Value in ["hotel", "hostel"] {
      try await room("4b", of: customer)
      try await push(
        stay.with(["customer_key": customer, "guests": [["guest_key": "jane", "name": "Jane of \(customer.text)"]]]))
    }
    let found = try await grants()
    #expect(found.count == 2)
    let ambiguous = try await world.refused(
      "/access_grants/get", 409, "ambiguous_key", ["access_grant_key": "r1"])
    #expect(Set(ambiguous.data.access_grant_ids.items) == Set(found.each("access_grant_id")))
    let people = try await world.refused("/user_identities/get", 409, "ambiguous_key", ["user_identity_key": "jane"])
    #expect(people.data.user_identity_ids.count == 2)
    try await world.refused("/spaces/get", 409, "ambiguous_key", ["space_key": "4b"])
    let doomed: Value = ["reservation_keys": ["r1"], "guest_keys": ["jane"], "room_keys": ["4b"]]
    try await world.refused("/customers/delete_data", 409, "ambiguous_key", doomed)
    #expect(try await grants().count == 2)
    try await world.ok("/customers/delete_data", doomed.with(["customer_key": "hotel"]))
    try await world.advance(120)
    #expect(try await grants().each("access_grant_id") == [found[1].access_grant_id])
    #expect(try await world.ok("/spaces/list").spaces.each("customer_key") == ["hostel"])
    try await world.ok("/customers/delete_data", ["customer_keys": ["hostel"], "guest_keys": ["nobody"]])
    try await world.advance(120)
    #expect(try await grants() == [])
    #expect(try await world.ok("/spaces/list").spaces == [])
  }

  @Test("can be deleted by a session of the customer, and no other")
  func sessions() async throws {
    try await room()
    try await push(stay)
    let own = try await world.session(["customer_key": "hotel"])
    let other = try await world.session(["customer_key": "hostel"])
    try await world.ok("/customers/delete_data", ["reservation_keys": ["r1"]], by: other)
    #expect(try await grants().count == 1)
    try await world.refused(
      "/customers/delete_data", 400, "invalid_input", ["customer_keys": ["hotel"]], by: other)
    try await world.ok("/customers/delete_data", ["reservation_keys": ["r1"]], by: own)
    try await world.advance(120)
    #expect(try await grants() == [])
  }

  @Test("follows the rules of the customer, or else of the workspace")
  func rules() async throws {
    let update = "/latchkey/v1/customers/update_rules"
    let standard = try await world.ok("/latchkey/v1/customers/get_rules").customer_rules
    #expect(standard.access_methods == ["code", "mobile_key"])
    #expect(standard.own_rules == [])
    try await world.ok(update, ["method_issuance_strategy": "all_available", "access_methods": ["card", "code"]])
    let changed = try await world.ok(
      update, ["customer_key": "hotel", "prefer_guest_phone_last4_as_code": true]
    ).customer_rules
    #expect(changed.own_rules == ["prefer_guest_phone_last4_as_code"])
    #expect(changed.access_methods == ["card", "code"])
    try await room()
    try await push(stay)
    let requested = try await grants()[0].requested_access_methods
    #expect(requested.each("mode") == ["card", "code"])
    #expect(requested[1].code == "5678")
    try await world.ok(update, ["customer_key": "hotel", "reservation_created": false])
    let another: Value = ["reservation_key": "r2", "guest_key": "jane", "room_keys": ["4b"], "ends_at": checkOut]
    let run = try await push(["customer_key": "hotel", "reservations": [another]])
    #expect(run.records.each("reason_code") == ["rule_off"])
    try await world.ok(update, ["customer_key": "hotel", "reservation_created": .null])
    #expect(try await push(["customer_key": "hotel", "reservations": [another]]).created_count == 1)
    try await world.refused(update, 400, "invalid_input", ["access_methods": ["code", "code"]])
  }

  @Test("is shown on the page of a portal, and nothing of other customers")
  func portal() async throws {
    try await room()
    try await push(stay.with(["staff_members": [["staff_member_key": "max", "name": "Max the Porter"]]]))
    try await push(["customer_key": "hostel", "rooms": [["room_key": "dorm", "name": "Dormitory"]]])
    let answer = try await world.ok("/customers/create_portal", ["customer_data": ["customer_key": "hotel"]])
    #expect(answer.magic_link == answer.customer_portal)
    #expect(answer.customer_portal.customer_key == "hotel")
    let page = try await world.follow(answer.customer_portal.url)
    #expect(page.status == 200)
    #expect(page.text.contains("Room 4B") && page.text.contains("Stay of Jane"))
    #expect(!page.text.contains("Dormitory"))
    #expect(page.text.contains("Max the Porter") && !page.text.contains("Jane Doe"))
    #expect(page.header("referrer-policy") == "no-referrer")
    let link = try await world.ok(
      "/customers/reservations/create_deep_link", ["customer_key": "hotel", "reservation_key": "r1"]
    ).deep_link
    let single = try await world.follow(link.url)
    #expect(single.text.contains("Stay of Jane") && !single.text.contains("Room 4B"))
    let unknown = try await world.refused(
      "/customers/reservations/create_deep_link", 404, "reservation_not_found",
      ["customer_key": "hostel", "reservation_key": "r1"])
    #expect(unknown.data == ["reservation_key": "r1"])
    try await world.refused("/customers/create_portal", 400, "invalid_input")
    #expect(try await world.follow("\(answer.customer_portal.url.text)x").status == 404)
    try await world.advance(8 * 86_400)
    #expect(try await world.follow(answer.customer_portal.url).status == 404)
  }
}

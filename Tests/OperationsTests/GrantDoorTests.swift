import Testing
import Wire

/// What a grant does at the doors of the guide's site.
@Suite("The doors of an access grant", .world)
struct GrantDoorTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe", "user_identity_key": "jane"], "starts_at": checkIn,
      "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
    ]
    return try await world.ok("/access_grants/create", standard.with(parameters)).access_grant
  }

  private func get(_ id: Value) async throws -> Value {
    try await world.ok("/access_grants/get", ["access_grant_id": id]).access_grant
  }

  private func code(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]]).access_method.code
  }

  private func typing(_ digits: Value, at door: Value = "Apartment 4B") async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": digits]).opened
  }

  private func entrance(_ name: Value) async throws -> Value {
    try await world.ok("/acs/entrances/list").acs_entrances.first("display_name", name).acs_entrance_id
  }

  private func groups() async throws -> Int { try await world.virtual.site().access_groups.count }

  @Test("that do not take a method are why it fails, which no waiting mends")
  func unsuitableDoors() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(600)
    let storage = try await world.door("Bicycle Storage")
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "device_ids": Value([storage])])
    try await world.advance(900)
    let method = try await world.ok(
      "/access_methods/get", ["access_method_id": grant.access_method_ids[0]]
    ).access_method
    #expect(method.errors.each("error_code") == ["failed_to_issue"])
    #expect(method.errors[0].message.contains("The grant has no door that takes it."))
    #expect(!method.errors[0].message.contains("retries"))
  }

  @Test("that were just added may still open by the times from before")
  func addedDoors() async throws {
    // The first grant keeps the person's seat.
    _ = try await create()
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(600)
    let pin = try await code(grant)
    let doors: Value = [try await world.door(), try await world.door("Main Entrance")]
    try await world.ok(
      "/access_grants/update",
      ["access_grant_id": grant.access_grant_id, "starts_at": "2024-11-01T15:30:00.000Z", "device_ids": doors])
    try await world.advance(100)
    #expect(try await typing(pin, at: "Main Entrance") == true, "the lock has its users, but not the new times")
    let asked: Value = [
      "acs_entrance_id": try await entrance("Main Entrance"), "means": "code",
      "user_identity_id": grant.user_identity_id,
    ]
    let explanation = try await world.ok("/latchkey/v1/access/explain", asked).explanation
    #expect(explanation.access == "unknown")
    #expect(explanation.reason == "rolling_out")
    try await world.advance(200)
    #expect(try await typing(pin, at: "Main Entrance") == false)
    #expect(try await world.ok("/latchkey/v1/access/explain", asked).explanation.reason == "before_schedule")
  }

  @Test("open from the start to the end, and nothing is left behind")
  func stay() async throws {
    let (before, users) = (try await groups(), try await world.virtual.site().users.count)
    let grant = try await create()
    try await world.advance(600)
    let pin = try await code(grant)
    #expect(try await groups() == before + 1)
    #expect(try await typing(pin) == false)
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await typing(pin) == true)
    #expect(try await typing(pin, at: "Main Entrance") == false)
    let running = try await get(grant.access_grant_id)
    #expect(running.display_status == "Active")
    #expect(running.warnings == [])
    try await world.setClock(checkOut)
    #expect(try await typing(pin) == false)
    try await world.advance(3600)
    #expect(try await groups() == before)
    #expect(try await world.virtual.site().users.count == users)
    let events = try await world.ok(
      "/events/list", ["access_grant_id": grant.access_grant_id, "since": longAgo]
    ).events.each("event_type")
    #expect(
      events == [
        "access_grant.created", "access_grant.access_granted_to_door", "access_grant.access_granted_to_all_doors",
      ])
  }

  @Test("change in place, and the PIN stays")
  func moves() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(120)
    let pin = try await code(grant)
    #expect(try await typing(pin) == true)
    try await world.ok(
      "/access_grants/update",
      ["access_grant_id": grant.access_grant_id, "device_ids": Value([try await world.door("Main Entrance")])])
    try await world.advance(120)
    #expect(try await code(grant) == pin)
    #expect(try await typing(pin) == false)
    #expect(try await typing(pin, at: "Main Entrance") == true)
    let warnings = try await get(grant.access_grant_id).warnings
    #expect(warnings == [])
  }

  @Test("that open although they should not are named, while they leave and by the PIN of another grant")
  func surplus() async throws {
    let (home, main) = (try await world.door(), try await world.door("Main Entrance"))
    let grant = try await create(["device_ids": [home, main]])
    try await world.setClock(checkIn)
    try await world.advance(600)
    try await world.ok("/access_grants/update", ["access_grant_id": grant.access_grant_id, "device_ids": [home]])
    let leaving = try await get(grant.access_grant_id).warnings.first("warning_code", "overprovisioned_access")
    #expect(leaving.message.contains("Main Entrance"))
    #expect(!leaving.message.contains("Apartment 4B"))
    try await world.advance(600)
    #expect(try await get(grant.access_grant_id).warnings == [])
    let other = try await create(["device_ids": [main], "requested_access_methods": [["mode": "card"]]])
    #expect(other.warnings.first("warning_code", "overprovisioned_access").message.contains("Main Entrance"))
  }

  @Test("do not count as open if no means of the grant opens them")
  func movedToNoKeypad() async throws {
    let storage = try await world.door("Bicycle Storage")
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(120)
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "device_ids": Value([storage])])
    try await world.advance(120)
    let moved = try await get(grant.access_grant_id)
    #expect(moved.display_status == "Needs attention")
    #expect(moved.errors.each("error_code") == ["cannot_create_requested_access_methods"])
    #expect(moved.errors[0].missing_device_ids == [storage])
    let method = try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]])
    #expect(method.access_method.is_issued == false)
    let events = try await world.ok(
      "/events/list", ["access_grant_id": grant.access_grant_id, "since": longAgo]
    ).events.each("event_type")
    #expect(events.filter { $0 == "access_grant.access_granted_to_door" }.count == 1)
    #expect(events.contains("access_grant.access_to_door_lost"))
    try await world.ok("/access_grants/update", ["access_grant_id": grant.access_grant_id, "device_ids": []])
    let failures = try await world.events("access_grant.could_not_create_requested_access_methods")
    #expect(failures.last?.error_message.contains("has no doors") == true)
    #expect(events.contains("access_grant.could_not_create_requested_access_methods"))
  }

  @Test("that their site removed are named until the doors of the grant or its space are chosen again")
  func removedLock() async throws {
    let made = try await world.virtual.post("locks", ["name": "Desk"]).id.text
    try await world.sync()
    let (home, desk, main) = (
      try await world.door(), try await world.door("Desk"), try await world.door("Main Entrance")
    )
    let named = try await create(["device_ids": [home, desk]])
    let space = try await world.ok("/spaces/create", ["name": "Room 4B", "device_ids": [home, desk]]).space.space_id
    let spaced = try await create(["device_ids": [], "space_ids": [space]])
    try await world.setClock(checkIn)
    try await world.advance(600)
    for grant in [named, spaced] { #expect(try await get(grant.access_grant_id).warnings == []) }
    try await world.virtual.post("locks/" + made, ["removed": true])
    for _ in 0..<2 { try await world.sync() }
    try await world.advance(600)
    for grant in [named, spaced] {
      let running = try await get(grant.access_grant_id)
      #expect(running.display_status == "Active")
      #expect(running.warnings.each("warning_code") == ["underprovisioned_access"])
      #expect(running.warnings[0].message.contains("no longer has the lock"))
      #expect(running.warnings[0].message.contains("opens: Desk."))
    }
    try await world.ok("/access_grants/update", ["access_grant_id": named.access_grant_id, "device_ids": [home]])
    try await world.ok("/spaces/add_devices", ["space_id": space, "device_ids": [main]])
    try await world.advance(600)
    for grant in [named, spaced] { #expect(try await get(grant.access_grant_id).warnings == []) }
  }

  @Test("keep their times until the site has the new ones, and both are told")
  func newTimes() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(120)
    try await world.virtual.post("faults", ["faults": [["kind": "unreachable"]]])
    let later: Value = "2024-11-05T11:00:00.000Z"
    try await world.ok("/access_grants/update", ["access_grant_id": grant.access_grant_id, "ends_at": later])
    let method = try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]])
    for mutations in [try await get(grant.access_grant_id).pending_mutations, method.access_method.pending_mutations] {
      let change = mutations.first("mutation_code", "updating_access_times")
      #expect(change.from == ["starts_at": checkIn, "ends_at": checkOut])
      #expect(change.to == ["starts_at": checkIn, "ends_at": later])
    }
  }

  @Test("are listed with a change of the clocks, with the times of the grant")
  func preview() async throws {
    let (startsAt, endsAt): (Value, Value) = ("2025-03-29T14:00:00.000Z", "2025-03-30T10:00:00.000Z")
    _ = try await create(["starts_at": startsAt, "ends_at": endsAt])
    let switches = try await world.ok("/latchkey/v1/schedules/preview", ["acs_system_id": buildingA, "days": 366])
      .preview.switches
    #expect(switches[0].stays.each("starts_at") == [startsAt])
    #expect(switches[0].stays.each("ends_at") == [endsAt])
  }

  @Test("are shut to others, who are not sent to the group of the grant")
  func others() async throws {
    _ = try await create(["device_ids": Value([try await world.door("Bicycle Storage")])])
    try await world.setClock(checkIn)
    try await world.advance(120)
    let other = try await world.staff("Kim", ["acs_access_group_ids": [common]])
    try await world.advance(120)
    let explanation = try await world.ok(
      "/latchkey/v1/access/explain",
      ["acs_entrance_id": try await world.door("Bicycle Storage"), "acs_user_id": other, "means": "any"]
    ).explanation
    #expect(explanation.reason == "no_access_group")
    #expect(explanation.suggested_change.code == "add_to_access_group")
    #expect(explanation.suggested_change.acs_access_group_id == "777777-7777")
  }

  @Test("close at once when the grant is deleted")
  func deletion() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(120)
    let pin = try await code(grant)
    try await world.ok("/access_grants/delete", ["access_grant_id": grant.access_grant_id])
    await world.settle()
    #expect(try await typing(pin) == false)
    try await world.refused(
      "/access_grants/get", 404, "access_grant_not_found", ["access_grant_id": grant.access_grant_id])
  }

  @Test("of two grants keep their own times")
  func overlapping() async throws {
    let first = try await create()
    _ = try await create([
      "device_ids": Value([try await world.door("Main Entrance")]), "starts_at": "2024-11-02T15:00:00.000Z",
      "ends_at": "2024-11-06T11:00:00.000Z",
    ])
    try await world.setClock(checkIn)
    try await world.advance(120)
    let pin = try await code(first)
    #expect(try await typing(pin) == true)
    #expect(try await typing(pin, at: "Main Entrance") == false)
    try await world.setClock("2024-11-05T00:00:00.000Z")
    try await world.advance(120)
    #expect(try await typing(pin) == false)
    #expect(try await typing(pin, at: "Main Entrance") == true)
  }

  @Test("come to the site a lead time before the start")
  func lead() async throws {
    let before = try await groups()
    _ = try await create([
      "starts_at": "2024-11-20T15:00:00.000Z", "ends_at": "2024-11-22T11:00:00.000Z",
      "requested_access_methods": [["mode": "card"]],
    ])
    try await world.advance(600)
    #expect(try await groups() == before)
    #expect(try await world.virtual.user("Jane Doe").isMissing)
    try await world.setClock("2024-11-18T16:00:00.000Z")
    try await world.advance(600)
    #expect(try await groups() == before + 1)
    #expect(try await world.virtual.user("Jane Doe").isMissing == false)
  }

  @Test("come to the site earlier if its lead time is made longer")
  func longerLead() async throws {
    let before = try await groups()
    _ = try await create([
      "starts_at": "2024-11-20T15:00:00.000Z", "ends_at": "2024-11-22T11:00:00.000Z",
      "requested_access_methods": [["mode": "card"]],
    ])
    try await world.advance(600)
    #expect(try await groups() == before)
    try await world.ok("/latchkey/v1/grant_settings/update", ["acs_system_id": buildingA, "lead_hours": 600])
    try await world.advance(600)
    #expect(try await groups() == before + 1)
    #expect(try await world.virtual.user("Jane Doe").isMissing == false)
  }
}

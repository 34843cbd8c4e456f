import Testing
import Wire

@Suite("The end of an access grant", .world)
struct GrantTimeTests {
  private let world = World.here

  private func create(_ more: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
    ]
    return try await world.ok("/access_grants/create", standard.with(more)).access_grant.access_grant_id
  }

  private func update(_ grant: Value, _ times: Value) async throws -> Value {
    try await world.ok("/access_grants/update", times.with(["access_grant_id": grant]))
    return try await world.ok("/access_grants/get", ["access_grant_id": grant]).access_grant
  }

  @Test(
    "is now if it lies in the past, however long ago",
    arguments: ["2024-11-01T16:00:00.000Z", "2024-10-31T10:00:00Z"] as [Value])
  func past(end: Value) async throws {
    let grant = try await create()
    try await world.setClock("2024-11-03T10:00:00.000Z")
    try await world.advance(60)
    let ended = try await update(grant, ["ends_at": end])
    #expect(ended.display_status == "Ended")
    #expect(ended.ends_at.text.hasPrefix("2024-11-03T10:0"))
    try await world.advance(600)
    #expect(try await update(grant, ["ends_at": end]).ends_at == ended.ends_at)
    let extended = try await update(grant, ["ends_at": checkOut])
    #expect(extended.ends_at == checkOut)
    #expect(extended.display_status != "Ended")
  }

  @Test("in an hour that clocks repeat makes no error of a PIN that a door refuses before it")
  func repeatedHour() async throws {
    let grant = try await create(["starts_at": "2025-10-25T10:00:00.000Z", "ends_at": "2025-10-26T00:30:00.000Z"])
    try await world.setClock("2025-10-26T00:10:00.000Z")
    let issued = try await world.ok("/access_methods/list", ["access_grant_id": grant]).access_methods[0]
    let lock = try await world.virtual.lock("Apartment 4B")
    #expect(try await world.virtual.post("locks/\(lock)/try", ["pin": issued.code]).opened == false)
    try await world.advance(300)
    let method = try await world.ok("/access_methods/list", ["access_grant_id": grant]).access_methods[0]
    #expect(method.is_issued == true)
    #expect(method.errors == [])
  }

  @Test("can move while the site is unreachable: its doors open by the former times, as long as those last")
  func outage() async throws {
    let grant = try await create(["ends_at": "2024-11-01T16:00:00.000Z"])
    try await world.setClock(checkIn)
    try await world.advance(600)
    try await world.virtual.faults(["kind": "unreachable"])
    let extended = try await update(grant, ["ends_at": checkOut])
    #expect(extended.display_status == "Active")
    #expect(extended.warnings.each("warning_code") == ["updating_access_times"])
    try await world.advance(1200)
    let method = try await world.ok("/access_methods/get", ["access_method_id": extended.access_method_ids[0]])
      .access_method
    #expect(method.is_issued == true)
    #expect(method.display_status == "Active")
    #expect(method.errors == [])
    #expect(try await world.events("access_grant.access_to_door_lost").isEmpty)
    try await world.advance(2400)
    let shut = try await world.ok("/access_grants/get", ["access_grant_id": grant]).access_grant
    #expect(shut.warnings.first("warning_code", "underprovisioned_access").message.contains("Apartment 4B"))
    try await world.virtual.faults()
    try await world.advance(1800)
    let mended = try await world.ok("/access_grants/get", ["access_grant_id": grant]).access_grant
    #expect(mended.display_status == "Active")
    #expect(mended.warnings == [])
  }

  @Test("is refused if it lies before the start of the same request, or of a grant that has not started")
  func contradictions() async throws {
    let grant = try await create()
    let past: Value = ["access_grant_id": grant, "ends_at": "2020-01-01T00:00:00Z"]
    try await world.refused("/access_grants/update", 400, "invalid_input", past)
    try await world.setClock("2024-11-03T10:00:00.000Z")
    try await world.refused("/access_grants/update", 400, "invalid_input", past.with(["starts_at": checkIn]))
    #expect(try await world.ok("/access_grants/get", ["access_grant_id": grant]).access_grant.ends_at == checkOut)
    let startless: Value = ["user_identity": ["full_name": "Ann"], "requested_access_methods": []]
    let error = try await world.refused(
      "/access_grants/create", 400, "invalid_input", startless.with(["ends_at": "2020-01-01T00:00:00Z"]))
    #expect(error.message.contains("ends_at must be in the future"))
  }
}

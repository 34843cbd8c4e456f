import Testing
import Wire

/// Grants at a site whose IQs lie in two time zones.
@Suite("The doors of an access grant in two time zones", .world)
struct GrantZoneTests {
  private let world = World.here
  private let annex: Value = "Annex Door"

  /// Installs an IQ in New York and a lock that it connects, and returns the IQ's ID.
  private func buildAnnex() async throws -> String {
    let iq = try await world.virtual.post("iqs", ["name": "Annex", "time_zone": "America/New_York"]).id
    try await world.virtual.post("locks", ["name": annex, "iq_id": iq])
    try await world.sync()
    return iq.text
  }

  /// A stay in the apartment and in the annex.
  private func create() async throws -> Value {
    let doors = Value([try await world.door(), try await world.door(annex)])
    return try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe", "user_identity_key": "jane"], "starts_at": checkIn,
        "ends_at": checkOut, "device_ids": doors, "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
  }

  private func method(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]]).access_method
  }

  /// Which of the two doors a PIN opens.
  private func opened(by pin: Value) async throws -> [Value] {
    var opened: [Value] = []
    for door: Value in ["Apartment 4B", annex] {
      let answer = try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": pin])
      if answer.opened == true { opened.append(door) }
    }
    return opened
  }

  private func groups() async throws -> Int { try await world.virtual.site().access_groups.count }

  private func explained(_ grant: Value) async throws -> Value {
    try await world.ok(
      "/latchkey/v1/access/explain",
      [
        "acs_entrance_id": try await world.door(annex), "user_identity_id": grant.user_identity_id, "means": "code",
      ]
    ).explanation.access
  }

  @Test("open from the start to the end, each by the clock of its IQ")
  func clocks() async throws {
    let before = try await groups()
    _ = try await buildAnnex()
    let grant = try await create()
    try await world.advance(600)
    #expect(try await groups() == before + 2)
    let pin = try await method(grant).code
    try await world.setClock("2024-11-01T14:59:00.000Z")
    #expect(try await opened(by: pin) == [])
    #expect(try await explained(grant) == "denied")
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await opened(by: pin) == ["Apartment 4B", annex])
    #expect(try await explained(grant) == "allowed")
    let running = try await world.ok("/access_grants/get", ["access_grant_id": grant.access_grant_id]).access_grant
    #expect(running.display_status == "Active")
    #expect(running.warnings == [])
    try await world.setClock("2024-11-04T10:59:00.000Z")
    #expect(try await opened(by: pin) == ["Apartment 4B", annex])
    try await world.setClock(checkOut)
    #expect(try await opened(by: pin) == [])
    #expect(try await explained(grant) == "denied")
    try await world.advance(3600)
    #expect(try await groups() == before)
  }

  @Test("follow an IQ that gets another time zone, and a lock that gets another IQ", arguments: [true, false])
  func changes(ofIQ: Bool) async throws {
    let before = try await groups()
    let iq = try await buildAnnex()
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(300)
    let pin = try await method(grant).code
    if ofIQ {
      try await world.virtual.post("iqs/\(iq)", ["time_zone": "Europe/Amsterdam"])
    } else {
      let first = try await world.virtual.site().locks.first("name", "Apartment 4B").iq_id
      try await world.virtual.post("locks/\(world.virtual.lock(annex))", ["iq_id": first])
    }
    try await world.sync()
    try await world.advance(600)
    #expect(try await groups() == before + 1)
    #expect(try await opened(by: pin) == ["Apartment 4B", annex])
    #expect(try await explained(grant) == "allowed")
    #expect(try await method(grant).is_issued == true)
    let issued: Value = ["access_method_id": grant.access_method_ids[0]]
    #expect(try await world.events("access_method.issued", more: issued).count == 1)
    try await world.setClock(checkOut)
    #expect(try await opened(by: pin) == [])
  }
}

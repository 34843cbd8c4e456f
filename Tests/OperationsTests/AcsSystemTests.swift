import Testing
import Wire

@Suite("An ACS system", .world)
struct AcsSystemTests {
  private let world = World.here

  @Test("is the site, with the credential manager that goes with it")
  func lists() async throws {
    let found = try await world.ok("/acs/systems/list", ["search": "Building"]).acs_systems
    #expect(found.each("acs_system_id") == [buildingA])
    let system = try await world.ok("/acs/systems/get", ["acs_system_id": buildingA]).acs_system
    #expect(system == found[0])
    #expect(system.location.time_zone == "Europe/Amsterdam")
    #expect(system.external_type == "salto_ks_site")
    let manager = try await world.ok(
      "/acs/systems/list_compatible_credential_manager_acs_systems", ["acs_system_id": buildingA]
    ).acs_systems[0]
    #expect(manager.acs_system_id == system.default_credential_manager_acs_system_id)
    #expect(manager.external_type.isMissing)
    #expect(try await world.ok("/acs/systems/list").acs_systems.count == 2)
    try await world.refused("/acs/systems/get", 404, "acs_system_not_found", ["acs_system_id": "unknown"])
    let foreign = try await world.secondKey()
    try await world.refused("/acs/systems/get", 404, "acs_system_not_found", ["acs_system_id": buildingA], by: foreign)
    #expect(try await world.ok("/acs/systems/list", by: foreign).acs_systems == [])
  }

  @Test("says how far its reading is")
  func progress() async throws {
    let account: Value = ["connected_account_id": try await world.account().connected_account_id]
    try await world.ok("/connected_accounts/sync", account)
    let sync = try await world.ok("/latchkey/v1/sites/get_sync", account).sync
    #expect(sync.is_first == false)
    let site = sync.sites.first("acs_system_id", buildingA)
    let forecast = try await world.ok("/latchkey/v1/seats/forecast", ["acs_system_id": buildingA]).forecast
    #expect(site.seat_limit.number != nil && site.seat_limit == forecast["limit"])
    #expect(site.used_seat_count == forecast.used)
    let manager = try await world.manager()
    let path = "/latchkey/v1/sites/accept_disappearance"
    try await world.refused(path, 400, "not_supported", ["acs_system_id": manager])
    try await world.refused(path, 404, "acs_system_not_found", ["acs_system_id": "none"])
    try await world.ok(path, ["acs_system_id": buildingA])
  }

  @Test("foresees a change of clocks, and who stays across it")
  func clockChanges() async throws {
    let schedule: Value = ["starts_at": "2025-03-29T14:00:00.000Z", "ends_at": "2025-03-30T10:00:00.000Z"]
    let user = try await world.staff("Night", ["acs_access_group_ids": [common], "access_schedule": schedule])
    let switches = try await world.ok("/latchkey/v1/schedules/preview", ["acs_system_id": buildingA, "days": 366])
      .preview.switches
    #expect(switches.count == 2)
    let (spring, autumn) = (switches[0], switches[1])
    #expect(spring.at == "2025-03-30T01:00:00.000Z")
    #expect(spring.local_before == "2025-03-30T02:00:00")
    #expect(spring.local_after == "2025-03-30T03:00:00")
    #expect(spring.seconds == 3600)
    #expect(autumn.at == "2025-10-26T01:00:00.000Z")
    #expect(autumn.seconds == -3600)
    #expect(autumn.stays == [])
    #expect(
      spring.stays == [
        schedule.with([
          "acs_user_id": user, "local_starts_at": "2025-03-29T15:00:00", "local_ends_at": "2025-03-30T12:00:00",
        ])
      ])
    let isSubscribed = { try await world.user(user).salto_ks_metadata.is_subscribed }
    try await world.setClock("2025-03-30T09:59:00.000Z")
    #expect(try await isSubscribed() == true)
    try await world.setClock("2025-03-30T10:00:00.000Z")
    try await world.advance(1)
    #expect(try await isSubscribed() == false)
  }

  @Test("rejects bad parameters for its seats and schedules")
  func refusals() async throws {
    let manager = try await world.manager()
    for path in ["/latchkey/v1/seats/forecast", "/latchkey/v1/schedules/preview"] {
      try await world.refused(path, 404, "acs_system_not_found", ["acs_system_id": "none"])
      try await world.refused(path, 400, "not_supported", ["acs_system_id": manager])
      try await world.refused(path, 400, "invalid_input", ["acs_system_id": buildingA, "days": 0])
    }
    try await world.refused(
      "/latchkey/v1/seats/update", 400, "invalid_input", ["acs_system_id": buildingA, "reserved_for_staff": -1])
  }
}

@Suite("The seats of a site", .world("stays:2"))
struct SeatTests {
  private let world = World.here

  private func guest(_ name: Value, _ day: Int? = nil, nights: Int = 1) async throws -> Value {
    let groups: Value = ["acs_access_group_ids": [common]]
    guard let day else { return try await world.staff(name, groups) }
    let stay: Value = [
      "starts_at": "2024-11-\(day)T14:00:00.000Z", "ends_at": "2024-11-\(day + nights)T10:00:00.000Z",
    ]
    return try await world.staff(name, groups.with(["access_schedule": stay]))
  }

  private func forecast() async throws -> Value {
    try await world.ok("/latchkey/v1/seats/forecast", ["acs_system_id": buildingA, "days": 20]).forecast
  }

  private func subscribed(_ users: Value...) async throws -> [Value] {
    var found: [Value] = []
    for user in users { found.append(try await world.user(user).salto_ks_metadata.is_subscribed) }
    return found
  }

  @Test("are forecast, and the forecast guests without a seat get none")
  func foreseen() async throws {
    let early = try await guest("Early", 10, nights: 3)
    let (second, third) = (try await guest("Second", 11), try await guest("Third", 11))
    _ = try await guest("Later", 15)
    try await world.advance(120)
    let seen = try await forecast()
    #expect(seen.limit == 2)
    #expect(seen.used == 0)
    #expect(seen.time_zone == "Europe/Amsterdam")
    #expect(seen.first_day_short == "2024-11-11")
    let day = { (date: Value) in seen.days.first("date", date) }
    #expect(day("2024-11-10").demand == 1)
    #expect(day("2024-11-15").demand == 1)
    #expect(day("2024-11-11").demand == 3)
    #expect(day("2024-11-11").is_short == true)
    #expect(day("2024-11-11")["without"].each("acs_user_id") == [third])
    #expect(day("2024-11-12").starts_at == "2024-11-11T23:00:00.000Z", "a day begins by the site's clocks")
    #expect(day("2024-11-13").is_short == false)
    try await world.setClock("2024-11-11T15:00:00.000Z")
    try await world.advance(60)
    #expect(try await subscribed(early, second, third) == [true, true, false])
    let full: [Value] = ["salto_ks_subscription_limit_exceeded"]
    let site = try await world.ok("/acs/systems/get", ["acs_system_id": buildingA]).acs_system
    #expect(site.errors.each("error_code") == full)
    let lock = try await world.ok("/devices/get", ["device_id": world.door()]).device
    #expect(lock.errors.each("error_code") == full)
    // A free seat goes to the waiting guest.
    try await world.setClock("2024-11-12T09:00:00.000Z")
    try await world.ok("/acs/users/delete", ["acs_user_id": second])
    try await world.advance(60)
    #expect(try await subscribed(early, third) == [true, true])
  }

  @Test("are kept for staff, and taken from nobody who has one")
  func reserved() async throws {
    let reserve = { (count: Value) in
      try await world.ok("/latchkey/v1/seats/update", ["acs_system_id": buildingA, "reserved_for_staff": count])
    }
    _ = try await reserve(1)
    let (one, other) = (try await guest("One", 10), try await guest("Other", 10))
    try await world.advance(120)
    #expect(try await forecast().first_day_short == "2024-11-10")
    try await world.setClock("2024-11-10T15:00:00.000Z")
    try await world.advance(60)
    #expect(try await subscribed(one, other) == [true, false])
    let cleaner = try await guest("Cleaner")
    try await world.advance(120)
    #expect(try await subscribed(one, other, cleaner) == [true, false, true])
    // Seats that are no longer reserved go to waiting guests, and nobody loses a seat.
    try await world.ok("/acs/users/delete", ["acs_user_id": cleaner])
    for count: Value in [0, 2] {
      _ = try await reserve(count)
      try await world.advance(1000)
      #expect(try await subscribed(one, other) == [true, true])
    }
  }

  @Test("that are taken are the reason why a door stays shut")
  func explained() async throws {
    try await world.virtual.post("site", ["seats": 1])
    let guests = [try await world.guest("First"), try await world.guest("Second")]
    try await world.advance(120)
    try await world.setClock(checkIn)
    try await world.advance(1)
    let door = try await world.door()
    var told: [Value] = []
    for guest in guests {
      told.append(
        try await world.ok(
          "/latchkey/v1/access/explain", ["acs_entrance_id": door, "acs_user_id": guest, "means": "any"]
        ).explanation)
    }
    // The site had more seats when they were assigned, so either guest may have the last one.
    #expect(told.filter { $0.access == "allowed" }.count == 1)
    let refused = try #require(told.first { $0.access != "allowed" })
    #expect(refused.reason == "no_seat")
    #expect(refused.suggested_change.code == "free_seat")
  }
}

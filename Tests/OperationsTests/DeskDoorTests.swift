import Testing
import Wire

@Suite("A door at the desk", .world)
struct DeskDoorTests {
  private let world = World.here

  private func names(_ parameters: Value = [:]) async throws -> [Value] {
    try await world.ok("/latchkey/v1/doors/list", parameters).doors.each("display_name")
  }

  private func hours(_ parameters: Value) async throws -> Value {
    try await world.ok("/latchkey/v1/doors/entries_by_hour", parameters).entries_by_hour
  }

  @Test("is listed by name, battery and last entry")
  func lists() async throws {
    let all: [Value] = ["Apartment 4B", "Bicycle Storage", "Elevator Lobby", "Main Entrance"]
    #expect(try await names() == all)
    try await world.virtual.post("locks/\(world.virtual.lock("Main Entrance"))", ["battery_level": "critical"])
    try await world.virtual.post("locks/\(world.virtual.lock("Elevator Lobby"))", ["office_mode": true])
    try await world.sync()
    #expect(try await names(["sort": "battery"])[0] == "Main Entrance")
    #expect(try await names(["filter": "low_battery"]) == ["Main Entrance"])
    #expect(try await names(["filter": "with_problems"]) == ["Main Entrance"])
    #expect(try await names(["filter": "special_mode"]) == ["Elevator Lobby"])
    #expect(try await names(["filter": "offline"]) == [])
    #expect(try await names(["search": "bicy"]) == ["Bicycle Storage"])
    let room = try await world.ok(
      "/spaces/create",
      [
        "name": "Room", "device_ids": Value([try await world.door()]),
        "acs_entrance_ids": Value([try await world.door(), try await world.door("Main Entrance")]),
      ]
    ).space.space_id
    #expect(try await names(["space_id": room]) == ["Apartment 4B", "Main Entrance"])
    #expect(try await names(["space_id": "none"]) == [])
    #expect(try await names(["search": "room"]) == ["Apartment 4B", "Main Entrance"])
    #expect(try await names(["sort": "site"]) == all)
    let page = try await world.ok("/latchkey/v1/doors/list", ["limit": 3])
    #expect(page.pagination.total_count == 4)
    #expect(try await world.follow(page.pagination.next_page_url).body.doors.each("display_name") == [all[3]])
    let door = try await world.ok("/latchkey/v1/doors/get", ["acs_entrance_id": page.doors[0].acs_entrance_id]).door
    #expect(door == page.doors[0])
    #expect(door.is_online == true)
    #expect(door.is_battery_low == false)
    try await world.refused("/latchkey/v1/doors/get", 404, "acs_entrance_not_found", ["acs_entrance_id": "none"])
  }

  @Test("has access groups apart from those of grants, and a lock that was last online at some time")
  func details() async throws {
    let door = try await world.door("Bicycle Storage")
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([door]), "requested_access_methods": [["mode": "code"]],
      ])
    try await world.setClock(checkIn)
    try await world.advance(300)
    try await world.sync()
    let path = "/latchkey/v1/doors/get_details"
    let details = try await world.ok(path, ["acs_entrance_id": door]).details
    #expect(details.group_names.count == 1)
    #expect(!details.last_online_at.isMissing)
    try await world.refused(path, 404, "acs_entrance_not_found", ["acs_entrance_id": "none"])
    let page = try await world.console(role: .viewer).get("doors/\(door.text)").text
    #expect(page.contains("Last contact 1 Nov, 16:") && page.contains("Access groups \(details.group_names[0].text)"))
  }

  @Test("shows the last entry, and counts entries by the hours of the site")
  func entries() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    try await world.advance(300)
    let last = try await world.ok("/latchkey/v1/doors/list", ["sort": "last_entry"]).doors[0]
    #expect(last.display_name == "Apartment 4B")
    #expect(last.last_entry.person_name == "Jane Doe")
    let day = try await hours(["acs_system_id": buildingA])
    #expect(day.date == "2024-11-01")
    #expect(day.hours.count == 24)
    // 15:05 UTC is 16:05 in Amsterdam.
    let hour = day.hours.first("local_time", "16:00")
    #expect(hour.opened_count == 1)
    #expect(hour.refused_count == 1)
    let own = try await hours(["acs_entrance_id": last.acs_entrance_id, "date": "2024-11-01"])
    #expect(own.hours.first("local_time", "16:00").refused_count == 0)
    #expect(
      try await hours(["acs_system_id": buildingA, "date": "2024-11-02"]).hours.items.allSatisfy {
        $0.opened_count == 0
      })
  }

  @Test("counts an hour that clocks repeat twice, and none that they skip")
  func switches() async throws {
    let autumn = try await hours(["acs_system_id": buildingA, "date": "2024-10-27"]).hours
    #expect(autumn.count == 25)
    let repeated = autumn.items.filter { $0.local_time == "02:00" }
    #expect(repeated.map(\.is_repeated) == [false, true])
    #expect(repeated.map(\.starts_at) == ["2024-10-27T00:00:00.000Z", "2024-10-27T01:00:00.000Z"])
    let spring = try await hours(["acs_system_id": buildingA, "date": "2024-03-31"]).hours
    #expect(spring.count == 23)
    #expect(!spring.each("local_time").contains("02:00"))
    try await world.refused(
      "/latchkey/v1/doors/entries_by_hour", 400, "invalid_input", ["acs_system_id": buildingA, "date": "2024-02-30"])
  }
}

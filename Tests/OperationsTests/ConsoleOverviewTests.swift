import Testing
import Wire

@Suite("The first page of the console", .world)
struct ConsoleOverviewTests {
  private let world = World.here
  private let morning: Value = "2024-11-01T08:00:00.000Z"

  @Test("greets by the site's time of day")
  func greeting() async throws {
    let browser = try await world.console(role: .viewer)
    for (now, words) in [
      ("2024-11-01T08:00:00.000Z", "Good morning"), ("2024-11-01T14:00:00.000Z", "Good afternoon"),
      ("2024-11-01T20:00:00.000Z", "Good evening"),
    ] {
      try await world.setClock("\(now)")
      #expect(try await browser.get("overview").text.contains(words))
    }
  }

  @Test("shows who arrives and departs today, and who is in house")
  func people() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.setClock(morning)
    let browser = try await world.console(role: .viewer)
    let before = try await browser.get("overview")
    #expect(before.status == 200)
    #expect(before.text.contains("1 arrival, 0 departures."))
    #expect(before.text.contains("Jane Doe"))
    #expect(before.text.contains("Nobody departs today."))
    #expect(before.text.contains("1 without a key on the phone"))
    try await world.setClock(checkIn)
    try await world.advance(300)
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Jane Doe")) == true)
    try await world.advance(300)
    let arrived = try await browser.get("overview")
    #expect(arrived.text.contains("Arrived 16:"))
    #expect(arrived.text.contains("Arrivals today 1 1 arrived"))
    #expect(arrived.html.contains(">Jane Doe</a> opened Apartment 4B"))
    try await world.setClock("2024-11-04T08:00:00.000Z")
    let last = try await browser.get("overview")
    #expect(last.text.contains("0 arrivals, 1 departure."))
    #expect(last.text.contains("1 Nov, 16:"))
  }

  @Test("names each problem with its next step, if the operator may take it")
  func attention() async throws {
    try await world.sync()
    let quiet = try await world.console(role: .administrator).get("overview")
    #expect(quiet.text.contains("Nothing needs attention."))
    try await world.virtual.post("locks/\(world.virtual.lock("Main Entrance"))", ["battery_level": "critical"])
    try await world.sync()
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/\(iq)", ["state": "no_internet"])
    try await world.advance(600)
    let items = try await world.ok("/latchkey/v1/attention/list").attention
    #expect(Set(items.each("kind")).isSuperset(of: ["iq", "battery"]))
    let page = try await world.console(role: .administrator).get("overview")
    for item in items.items {
      #expect(page.text.contains(item.subject_name.text))
      #expect(page.text.contains(item.consequence.text))
    }
    #expect(page.text.contains("See the connection"))
    #expect(page.html.contains("/doors/\(items.first("kind", "battery").acs_entrance_id.text)\""))
    #expect(page.text.contains("Offline since"))
    #expect(page.text.contains("Print the door list"))
    #expect(page.html.contains("doors?print=all\""))
    let viewed = try await world.console(role: .viewer).get("overview")
    #expect(!viewed.text.contains("See the connection"))
    #expect(viewed.text.contains("Open the door’s page"))
  }

  @Test("counts the doors and seats of each site, and the spaces in which somebody stays")
  func counts() async throws {
    let door = try await world.door()
    let room = try await world.ok("/spaces/create", ["name": "Room", "device_ids": Value([door])]).space.space_id
    try await world.ok("/spaces/create", ["name": "Attic"])
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([room]), "requested_access_methods": [["mode": "code"]],
      ])
    try await world.setClock(checkIn)
    try await world.advance(120)
    try await world.sync()
    let forecast = try await world.ok("/latchkey/v1/seats/forecast", ["acs_system_id": buildingA]).forecast
    let (used, limit) = (forecast.used.number ?? 0, forecast["limit"].number ?? 0)
    let page = try await world.console(role: .viewer).get("overview").text
    #expect(page.contains("In house 1 in 1 of 2 spaces"))
    #expect(page.contains("\(limit - used) free"))
    #expect(page.contains("4 doors"))
    #expect(page.contains("Nothing waits. \(used) of \(limit)"))
  }

  @Test("draws the forecast of seats, with the same numbers as a table")
  func seats() async throws {
    try await world.setClock(morning)
    try await world.virtual.post("site", ["seats": 2])
    try await world.sync()
    for number in 0..<3 {
      _ = try await world.staff(
        "Guest \(number)", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    }
    let forecast = try await world.ok("/latchkey/v1/seats/forecast", ["acs_system_id": buildingA]).forecast
    let page = try await world.console(role: .viewer).get("overview")
    let (demands, limit) = (forecast.days.each("demand").compactMap(\.number), forecast["limit"].number ?? 0)
    let above = demands.filter { $0 > limit }.count
    #expect(above > 0)
    // The legend has one of each, too.
    #expect(page.html.ranges(of: "<rect class=\"bar\"").count == demands.count + 1)
    #expect(page.html.ranges(of: "<rect class=\"bar-over\"").count == above + 1)
    let cells = page.html.matches(of: #/<td class="num">(\d+)</td>/#).compactMap { Int($0.1) }
    #expect(cells == demands)
    #expect(page.text.contains("Limit: \(limit)"))
    var namedDays = 0
    for day in forecast.days.items where day["without"].items.count > 0 {
      var names: [String] = []
      for id in day["without"].each("acs_user_id") { names.append(try await world.user(id).full_name.text) }
      #expect(page.html.contains("<td>\(names.joined(separator: ", "))</td>"))
      namedDays += 1
    }
    #expect(namedDays > 0)
  }

  @Test("says what waits for a site")
  func waiting() async throws {
    let browser = try await world.console(role: .viewer)
    #expect(try await browser.get("overview").text.contains("Nothing waits."))
    try await world.virtual.faults(["kind": "unreachable"])
    _ = try await world.staff("Bo Lund")
    let waiting = try await world.ok("/latchkey/v1/sites/get_waiting", ["acs_system_id": buildingA]).site_waiting
    #expect(waiting.changes.count > 0)
    #expect(try await browser.get("overview").text.contains("for Bo Lund."))
  }

  @Test("leads administrators to the connections if there is no site, and asks others to wait for one")
  func empty() async throws {
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let page = try await world.console(role: .administrator).get("overview")
    #expect(page.text.contains("No site is connected yet"))
    #expect(page.text.contains("Connect an account"))
    #expect(!page.text.contains("Arrivals today"))
    let viewed = try await world.console(role: .viewer).get("overview")
    #expect(viewed.text.contains("An administrator can connect an account."))
  }

  @Test("offers a new stay to the front desk only, and escapes names")
  func roles() async throws {
    _ = try await world.staff("<b>Bo</b>", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk).get("overview")
    #expect(desk.text.contains("New stay"))
    #expect(desk.html.contains("&lt;b&gt;Bo&lt;/b&gt;"))
    #expect(!desk.html.contains("<b>Bo"))
    #expect(try await !world.console(role: .viewer).get("overview").text.contains("New stay"))
  }
}

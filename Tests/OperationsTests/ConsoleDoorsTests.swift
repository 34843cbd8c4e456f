import HTTPTypes
import Testing
import Wire

@Suite("The console's pages of doors", .world)
struct ConsoleDoorsTests {
  private let world = World.here

  private func openings() async throws -> Int { try await world.virtual.count("lock_opened_remotely") }

  private func attempt() async throws -> String {
    try await world.ok("/action_attempts/list").action_attempts[0].action_attempt_id.text
  }

  @Test("list doors with state, battery and mode, narrowed by the address")
  func list() async throws {
    try await world.virtual.post("locks/\(world.virtual.lock("Main Entrance"))", ["battery_level": "critical"])
    try await world.virtual.post("locks/\(world.virtual.lock("Elevator Lobby"))", ["office_mode": true])
    try await world.sync()
    let browser = try await world.console(role: .viewer)
    let all = try await browser.get("doors")
    #expect(all.status == 200)
    for words in ["4 doors", "Apartment 4B", "Battery critical", "Stands open", "Open to everybody"] {
      #expect(all.text.contains(words), "\(words)")
    }
    let low = try await browser.get("doors?filter=low_battery")
    #expect(low.text.contains("Main Entrance"))
    #expect(!low.text.contains("Elevator Lobby"))
    let none = try await browser.get("doors?q=cellar")
    #expect(none.text.contains("No door matches"))
    #expect(try await browser.get("doors/none").status == 404)
  }

  @Test("give a file for spreadsheets, in which no name is a formula")
  func export() async throws {
    try await world.ok("/devices/update", ["device_id": world.door(), "name": "=1+1"])
    let browser = try await world.console(role: .viewer)
    let file = try await browser.get("doors/list.csv")
    #expect(file.status == 200)
    #expect(file.html.hasPrefix("\u{FEFF}Door,Site,State,"))
    #expect(file.html.contains("\r\n'=1+1,"))
    #expect(file.html.contains("\r\nMain Entrance,"))
    let chosen = try await browser.get("doors/list.csv?q=bicycle")
    #expect(chosen.html.contains("Bicycle Storage"))
    #expect(!chosen.html.contains("Main Entrance"))
  }

  @Test("say who could open a door at a moment, and who opened it")
  func people() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    try await world.advance(300)
    let browser = try await world.console(role: .viewer)
    let door = try await world.door().text
    let page = try await browser.get("doors/\(door)")
    for words in ["One person can open it now.", "Jane Doe", "One entry today", "Opened"] {
      #expect(page.text.contains(words), "\(words)")
    }
    let later = try await browser.get("doors/\(door)?at=2024-11-10T12%3A00")
    #expect(later.text.contains("Nobody can open it then."))
    let yesterday = try await browser.get("doors/\(door)?day=2024-10-31")
    #expect(yesterday.text.contains("0 entries on this day"))
    #expect(try await browser.get("doors/\(door)?day=2024-02-30").status == 200)
  }

  @Test("say who could open a door only at another time, and why not now")
  func others() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    let jane = try await world.guest("Jane Doe")
    try await world.advance(120)
    let browser = try await world.console(role: .viewer)
    let door = "doors/\(try await world.door().text)"
    let early = try await browser.get(door)
    for words in ["Who could, but not now", "Jane Doe the stay has not begun 1 Nov, 16:00"] {
      #expect(early.text.contains(words), "\(words)")
    }
    let during = try await browser.get("\(door)?at=2024-11-02T12%3A00")
    #expect(during.text.contains("4 Nov, 12:00"))
    #expect(!during.text.contains("Who could, but not then"))
    try await world.setClock(checkIn)
    try await world.advance(120)
    try await world.ok("/acs/users/suspend", ["acs_user_id": jane])
    try await world.advance(300)
    #expect(try await browser.get(door).text.contains("Jane Doe suspended once the suspension is lifted"))
    try await world.setClock(checkOut)
    try await world.advance(300)
    #expect(try await browser.get(door).text.contains("Who could, but not now") == false)
  }

  @Test("open a door once, and a reload opens nothing")
  func opening() async throws {
    let browser = try await world.console(role: .frontDesk)
    let (door, other) = (try await world.door().text, try await world.door("Main Entrance").text)
    #expect(try await browser.get("doors/\(door)").html.contains("popovertarget=\"open-now\""))
    #expect(try await openings() == 0)
    let opened = try await browser.post("doors/\(door)", ["step": "open"])
    #expect(opened.text.contains("Apartment 4B is open"))
    #expect(!opened.html.contains("http-equiv=\"refresh\""))
    #expect(try await openings() == 1)
    let attempt = try await attempt()
    for _ in 0..<2 {
      #expect(try await browser.get("doors/\(door)/openings/\(attempt)").text.contains("Apartment 4B is open"))
    }
    #expect(try await browser.get("doors/\(other)/openings/\(attempt)").status == 404)
    #expect(try await openings() == 1)
  }

  @Test("open a door once, however often the form is sent")
  func twice() async throws {
    let browser = try await world.console(role: .frontDesk)
    let door = browser.address("doors/\(try await world.door().text)")
    let form = ["form_token": try await browser.formToken(), "form_key": browser.newFormKey(), "step": "open"]
    async let first = browser.send(.post, door, form: form)
    async let second = browser.send(.post, door, form: form)
    let answers = try await [first, second, browser.send(.post, door, form: form)]
    #expect(answers.map(\.status) == [303, 303, 303])
    let attempt = try #require(answers[0].location)
    #expect(answers.allSatisfy { $0.location == attempt })
    #expect(try await browser.send(.get, attempt).text.contains("Apartment 4B is open"))
    #expect(try await openings() == 1)
    // The form of a page that was loaded again is another one.
    let again = form.merging(["form_key": browser.newFormKey()]) { $1 }
    #expect(try await browser.send(.post, door, form: again).location != attempt)
  }

  @Test("say why a door stayed shut, and whether that is known")
  func failures() async throws {
    let browser = try await world.console(role: .frontDesk)
    let door = try await world.door().text
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/" + iq, ["state": "off"])
    let offline = try await browser.post("doors/\(door)", ["step": "open"])
    #expect(offline.text.contains("Apartment 4B did not open"))
    #expect(offline.text.contains("is offline"))
    #expect(try await openings() == 0)
    try await world.virtual.post("iqs/" + iq, ["state": "online"])
    try await world.virtual.faults(["kind": "error_after", "match": "locking"])
    let unknown = try await browser.post("doors/\(door)", ["step": "open"])
    #expect(unknown.text.contains("It is unknown whether Apartment 4B opened"))
    #expect(try await openings() == 1)
  }

  @Test("refuse to open a door too often, and say how long to wait")
  func limit() async throws {
    let browser = try await world.console(role: .frontDesk)
    let door = try await world.door()
    for _ in 0..<15 { _ = try await world.call("/locks/unlock_door", ["device_id": door]) }
    let count = try await openings()
    let refused = try await browser.post("doors/\(door.text)", ["step": "open"])
    #expect(refused.status == 422)
    #expect(refused.text.contains("It was opened too often within a minute. Wait "))
    #expect(try await openings() == count)
  }

  @Test("have no button for a viewer, whose form is refused")
  func viewers() async throws {
    let browser = try await world.console(role: .viewer)
    let door = try await world.door().text
    #expect(try await browser.get("doors/\(door)").html.contains("open-now") == false)
    #expect(try await browser.post("doors/\(door)", ["step": "open"]).status == 403)
    #expect(try await openings() == 0)
  }

  @Test("escape the names of doors")
  func names() async throws {
    let name = "<script>alert(1)</script>"
    let door = try await world.door()
    try await world.ok("/devices/update", ["device_id": door, "name": "\(name)"])
    let browser = try await world.console(role: .frontDesk)
    _ = try await browser.post("doors/\(door.text)", ["step": "open"])
    let attempt = try await attempt()
    for path in ["doors", "doors/\(door.text)", "doors/\(door.text)/openings/\(attempt)"] {
      let page = try await browser.get(path)
      #expect(page.html.contains("&lt;script&gt;alert(1)"), "\(path)")
      #expect(!page.html.contains(name), "\(path)")
    }
  }
}

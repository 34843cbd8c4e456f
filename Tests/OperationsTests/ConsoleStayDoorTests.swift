import Testing
import Wire

/// The doors of a new stay, of which a large house has more than a page shows.
@Suite("The doors of a new stay in the console", .world("crowd:0:120"))
struct ConsoleStayDoorTests: StaysInConsole {
  let world = World.here

  private func device(_ name: Value) async throws -> Value {
    try await world.ok("/devices/list", ["limit": 200]).devices.first("display_name", name).device_id
  }

  @Test("can each be reached without scripts, and the chosen one stays")
  func pages() async throws {
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk)
    let (first, last) = (try await device("Door 1").text, try await device("Door 99").text)
    let search = ["door_name": "door", "door": first]
    var page = try await desk.post("stays/new", try await form("find", search))
    #expect(page.text.contains("Door 100") && !page.html.contains("value=\"\(last)\""))
    for _ in 0..<2 {
      let more = ["door_cursor": field("door_cursor", in: page.html)]
      page = try await desk.post("stays/new", try await form("more_doors", search.merging(more) { $1 }))
      #expect(page.status == 200 && page.html.contains("value=\"\(first)\" checked"))
    }
    #expect(page.html.contains("value=\"\(last)\"") && field("door_cursor", in: page.html).isEmpty)
    #expect(!page.text.contains("Door 100"))
    let added = try await desk.post("stays/new", try await form("create", ["door_name": "door", "door": last]))
    #expect(added.text.contains("The stay of Jane Doe is added."))
  }

  @Test("begin again when something else is searched")
  func other() async throws {
    let desk = try await world.console(role: .frontDesk)
    let first = try await desk.post("stays/new", try await form("find", ["door_name": "door"]))
    let cursor = field("door_cursor", in: first.html)
    for text in ["door 11", "door"] {
      let step = text == "door" ? "find" : "more_doors"
      let again = try await desk.post("stays/new", try await form(step, ["door_name": text, "door_cursor": cursor]))
      #expect(again.status == 200 && again.text.contains("Door 11"))
    }
    let wrong = try await desk.post(
      "stays/new", try await form("more_doors", ["door_name": "door", "door_cursor": "elsewhere"]))
    #expect(wrong.status == 200 && wrong.text.contains("Door 1"))
  }

  @Test("are at most a hundred, so that a form does not read any number of them")
  func count() async throws {
    let desk = try await world.console(role: .frontDesk)
    let doors = (0..<100).map { ("door", "unknown \($0)") }
    for step in ["find", "check", "create"] {
      let page = try await desk.post("stays/new", try await form(step), repeated: doors)
      #expect(page.status == 422 && page.text.contains("Choose at most 100 single doors"), "\(step)")
    }
  }

  @Test("are found by the names that operators gave them, and by their spaces")
  func names() async throws {
    let desk = try await world.console(role: .frontDesk)
    let door = try await device("Door 7")
    try await world.ok("/devices/update", ["device_id": door, "name": "Garden door"])
    try await world.ok("/spaces/create", ["name": "East wing", "device_ids": Value([door])])
    for text in ["garden", "east wing"] {
      let found = try await desk.post("stays/new", try await form("find", ["door_name": text]))
      #expect(found.html.contains("value=\"\(door.text)\"") && found.text.contains("Garden door"))
    }
    let chosen = try await desk.post("stays/new", try await form("find", ["door": door.text]))
    #expect(chosen.html.contains("value=\"\(door.text)\" checked") && chosen.text.contains("Garden door"))
    let none = try await desk.post("stays/new", try await form("find", ["door_name": "nowhere", "door": ""]))
    #expect(none.text.contains("No door was found."))
  }
}

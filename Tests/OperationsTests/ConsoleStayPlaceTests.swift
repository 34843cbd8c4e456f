import HTTPTypes
import Testing
import Wire

/// Where a stay is: its spaces and doors, in the console.
@Suite("Stays and their places in the console", .world)
struct ConsoleStayPlaceTests: StaysInConsole {
  let world = World.here

  @Test("open the doors of the space to which they move, and none after they are deleted")
  func moving() async throws {
    try await world.setClock(morning)
    let (room, hall) = (try await space("Room 4B", "Apartment 4B"), try await space("Hall", "Main Entrance"))
    let path = try await stay(["space": room.text, "door": ""])
    try await world.setClock(checkIn)
    try await world.advance(120)
    let desk = try await world.console(role: .frontDesk)
    var seen = field("seen", in: try await desk.get(path).html)
    let asked = try await desk.get("\(path)/move")
    #expect(asked.status == 200 && asked.text.contains("Hall Free"))
    #expect(asked.html.contains("value=\"\(room.text)\" checked"))
    #expect(try await world.console(role: .viewer).get("\(path)/move").status == 403)
    let nowhere = try await desk.post(path, ["step": "move_stay", "seen": seen])
    #expect(nowhere.status == 422 && nowhere.text.contains("Choose at least one space."))
    let moved = try await desk.post(path, ["step": "move_stay", "seen": seen, "space": hall.text])
    #expect(moved.text.contains("The stay is moved. It is in Hall."))
    try await world.advance(120)
    #expect(try await opens("Main Entrance") == true)
    #expect(try await opens("Apartment 4B") == false)
    seen = field("seen", in: moved.html)
    #expect(try await desk.post(path, ["step": "delete_stay", "seen": seen]).text.contains("The stay is deleted."))
    try await world.advance(120)
    #expect(try await grants() == [])
    #expect(try await desk.get(path).status == 404)
  }

  @Test("are added to doors and spaces that a search finds, at the usual times of the space")
  func searches() async throws {
    try await world.setClock(morning)
    let (room, own) = (try await space("Room 4B", "Apartment 4B"), try await world.door().text)
    _ = try await stay(["space": room.text, "door": ""])
    let data: Value = ["default_checkin_time": "16:30", "default_checkout_time": "10:15:00"]
    try await world.ok("/spaces/update", ["space_id": room, "customer_data": data])
    let desk = try await world.console(role: .frontDesk)
    let prefilled = try await desk.get("stays/new?space=\(room.text)").html
    #expect(prefilled.contains("2024-11-01T16:30") && prefilled.contains("2024-11-02T10:15"))
    #expect(prefilled.contains("value=\"\(room.text)\" checked"))
    let found = try await desk.post(
      "stays/new", try await form("find", ["door_name": "bicycle", "space_name": "hall"]))
    #expect(found.text.contains("Bicycle Storage") && found.text.contains("No space was found."))
    #expect(found.html.contains("value=\"\(own)\" checked"), "the chosen one stays")
    let all = try await desk.post("stays/new", try await form("find"))
    #expect(all.text.contains("Room 4B Jane Doe has it from 1 Nov, 16:00 until 4 Nov, 12:00"))
    #expect(!all.text.contains("Bicycle Storage"))
  }

  @Test("say how long a space is free, and how many seats are needed")
  func room() async throws {
    try await world.setClock(morning)
    let (room, hall) = (try await space("Room 4B", "Apartment 4B"), try await space("Hall", "Main Entrance"))
    let path = try await stay(["space": room.text, "door": ""])
    let desk = try await world.console(role: .frontDesk)
    for (name, place, from, until) in [
      ("Jim Poe", room, "2024-11-06T16:00", "2024-11-07T12:00"),
      ("Kim Li", hall, "2024-11-02T16:00", "2024-11-03T12:00"),
    ] {
      let later = ["name": name, "space": place.text, "door": "", "from": from, "until": until]
      #expect(try await desk.post("stays/new", try await form("create", later)).status == 200)
    }
    let page = try await desk.get(path).text
    #expect(page.contains("Room 4B: free until 6 Nov, 16:00, when the next stay starts."))
    #expect(page.contains("seats are needed on Mon 4 Nov."))
    #expect(page.contains("3 nights"))
    let move = try await desk.get("\(path)/move").text
    #expect(move.contains("Hall Free until 2 Nov, 16:00, too short"))
    #expect(move.contains("Room 4B Free until 6 Nov, 16:00"))
    #expect(try await desk.get("\(path)/move?q=hall").text.contains("Room 4B"), "the chosen one stays")
  }
}

import HTTPTypes
import Testing
import Wire

@Suite("The console's pages of spaces", .world)
struct ConsoleSpacesTests {
  private let world = World.here

  /// A space with the apartment's door.
  private func space(_ name: Value = "Room") async throws -> Value {
    try await world.ok("/spaces/create", ["name": name, "device_ids": Value([try await world.door()])]).space.space_id
  }

  /// A stay of Jane Doe in a space, with a PIN.
  private func stay(in space: Value) async throws -> Value {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([space]), "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
    try await world.setClock(checkIn)
    try await world.advance(120)
    return grant
  }

  private func pin(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]]).access_method.code
  }

  private func opens(_ door: Value, _ pin: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": pin]).opened
  }

  @Test("show the doors and the guests of spaces")
  func guests() async throws {
    let space = try await space()
    _ = try await world.ok("/spaces/create", ["name": "Attic"])
    _ = try await stay(in: space)
    let browser = try await world.console(role: .viewer)
    let list = try await browser.get("spaces")
    for words in ["Room", "Jane Doe", "In house", "Attic", "No door"] { #expect(list.text.contains(words), "\(words)") }
    let page = try await browser.get("spaces/\(space.text)")
    for words in ["Jane Doe until 4 Nov, 12:00.", "Apartment 4B", "4 Nov, 12:00"] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(try await browser.get("spaces?q=nowhere").text.contains("No space matches"))
    let tabs = ["occupied": "Room", "without_doors": "Attic", "free": "No space matches"]
    for (filter, words) in tabs {
      let tab = try await browser.get("spaces?filter=\(filter)")
      #expect(tab.text.contains(words), "\(filter)")
      #expect(tab.html.contains("name=\"filter\" value=\"\(filter)\""))
    }
    #expect(try await browser.get("spaces?filter=occupied").text.contains("In house 1"))
    #expect(try await browser.get("spaces/none").status == 404)
  }

  @Test("name the doors that every stay opens too, through another space")
  func alongTheWay() async throws {
    let room = try await space()
    let lobby = try await world.ok(
      "/spaces/create", ["name": "Lobby", "device_ids": Value([try await world.door("Main Entrance")])]
    ).space.space_id
    let browser = try await world.console(role: .viewer)
    let path = "spaces/\(room.text)"
    #expect(try await !browser.get(path).text.contains("Doors along the way"))
    let grant = try await stay(in: room)
    #expect(try await !browser.get(path).text.contains("Doors along the way"))
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "space_ids": Value([room, lobby])])
    let page = try await browser.get(path).text
    #expect(page.contains("Doors along the way Every stay above opens these too."))
    #expect(page.contains("Main Entrance Lobby"))
    // One guest without them is enough.
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Joe Roe"], "starts_at": checkIn, "ends_at": checkOut,
        "space_ids": Value([room]), "requested_access_methods": [["mode": "code"]],
      ])
    #expect(try await !browser.get(path).text.contains("Doors along the way"))
  }

  @Test("open a door that is added for a guest who is in house, and shut it when it is taken out")
  func doors() async throws {
    let space = try await space()
    let pin = try await pin(stay(in: space))
    let storage = try await world.door("Main Entrance").text
    #expect(try await opens("Main Entrance", pin) == false)
    let browser = try await world.console(role: .administrator)
    let added = try await browser.post("spaces/\(space.text)", ["step": "add_door", "door": storage])
    #expect(added.text.contains("The door was added."))
    #expect(added.text.contains("Main Entrance"))
    let several = try await browser.post("spaces/\(space.text)", ["step": "add_door", "door_name": "e"])
    #expect(several.status == 422 && several.text.contains("Which door?"))
    let none = try await browser.post("spaces/\(space.text)", ["step": "add_door", "door_name": "cellar"])
    #expect(none.text.contains("No door has this name."))
    try await world.advance(120)
    #expect(try await opens("Main Entrance", pin) == true)
    let question = try await browser.get("spaces/\(space.text)/doors/\(storage)")
    #expect(question.status == 200)
    #expect(question.text.contains("Main Entrance stops opening for Jane Doe"))
    #expect(try await opens("Main Entrance", pin) == true)
    let removed = try await browser.post("spaces/\(space.text)", ["step": "remove_door", "door": storage])
    #expect(removed.text.contains("The door was taken out."))
    #expect(removed.text.contains("Put it back"))
    try await world.advance(120)
    #expect(try await opens("Main Entrance", pin) == false)
    #expect(try await opens("Apartment 4B", pin) == true)
  }

  @Test("offer the way back after a change, to the session that made it")
  func undoing() async throws {
    let path = "spaces/\(try await space().text)"
    let browser = try await world.console(role: .administrator)
    let renamed = try await browser.post(path, ["step": "rename", "before": "Room", "name": "Hall"])
    #expect(renamed.text.contains("The name was changed.") && renamed.text.contains("Back to “Room”"))
    #expect(renamed.html.contains("name=\"name\" value=\"Room\""))
    #expect(renamed.html.contains("name=\"before\" value=\"Hall\""))
    for query in ["done=renamed&before=Attic", "done=created&before=x.", "done=added&before=x.y"] {
      let page = try await browser.get("\(path)?\(query)")
      #expect(page.status == 200)
      #expect(!["Back to", "Delete it again", "Take it out again"].contains { page.text.contains($0) })
    }
    let back = try await browser.post(path, ["step": "rename", "before": "Hall", "name": "Room"])
    #expect(back.text.contains("Back to “Hall”"))
    let door = try await world.door("Main Entrance").text
    let added = try await browser.post(path, ["step": "add_door", "door": door])
    #expect(added.text.contains("Take it out again"))
    let created = try await browser.post("spaces", ["step": "create", "name": "Cellar"])
    #expect(created.text.contains("Delete it again"))
    #expect(created.html.contains("name=\"guests\" value=\"\""))
  }

  @Test("offer no way back to what somebody else has changed since")
  func lateUndoing() async throws {
    let browser = try await world.console(role: .administrator)
    func send(_ path: String, _ form: [String: String]) async throws -> String {
      let token = try await browser.formToken()
      let sent = try await browser.send(
        .post, browser.address(path), form: ["form_token": token].merging(form) { $1 })
      return try #require(sent.location)
    }
    let created = try await send("spaces", ["step": "create", "name": "Cellar"])
    #expect(try await browser.send(.get, created).text.contains("Delete it again"))
    let id = try await world.ok("/spaces/list").spaces[0].space_id
    let door = try await world.door()
    try await world.ok("/spaces/add_devices", ["space_id": id, "device_ids": Value([door])])
    #expect(try await !browser.send(.get, created).text.contains("Delete it again"))
    let renamed = try await send("spaces/\(id.text)", ["step": "rename", "before": "Cellar", "name": "Hall"])
    #expect(try await browser.send(.get, renamed).text.contains("Back to “Cellar”"))
    try await world.ok("/spaces/update", ["space_id": id, "name": "Lobby"])
    let page = try await browser.send(.get, renamed)
    #expect(page.status == 200 && !page.text.contains("Back to “Cellar”"))
  }

  @Test("take out a door that is in the space as a device")
  func devices() async throws {
    let (space, door) = (try await space(), try await world.door().text)
    let browser = try await world.console(role: .administrator)
    _ = try await browser.post("spaces/\(space.text)", ["step": "remove_door", "door": door])
    #expect(try await world.ok("/spaces/get", ["space_id": space]).space.device_count == 0)
  }

  @Test("delete a space with its doors for the stays, which go on with a warning")
  func deletion() async throws {
    let space = try await space()
    let grant = try await stay(in: space)
    let pin = try await pin(grant)
    let browser = try await world.console(role: .administrator)
    #expect(try await browser.get("spaces/\(space.text)").text.contains("stop opening for Jane Doe"))
    // The form showed another guest.
    let stale = try await browser.post("spaces/\(space.text)", ["step": "delete", "guests": "another"])
    #expect(stale.status == 422)
    #expect(try await opens("Apartment 4B", pin) == true)
    let id = grant.access_grant_id
    let deleted = try await browser.post("spaces/\(space.text)", ["step": "delete", "guests": id.text])
    #expect(deleted.text.contains("The space was deleted."))
    try await world.advance(120)
    #expect(try await opens("Apartment 4B", pin) == false)
    let left = try await world.ok("/access_grants/get", ["access_grant_id": id]).access_grant
    #expect(left.warnings.each("warning_code").contains("underprovisioned_access"))
  }

  @Test("create and rename spaces, and overwrite no name that somebody else gave")
  func names() async throws {
    let browser = try await world.console(role: .administrator)
    let hostile = "<script>alert(1)</script>"
    let created = try await browser.post("spaces", ["step": "create", "name": hostile])
    #expect(created.text.contains("The space was created."))
    #expect(created.html.contains("&lt;script&gt;alert(1)"))
    #expect(!created.html.contains(hostile))
    #expect(try await browser.get("spaces").html.contains(hostile) == false)
    #expect(try await browser.post("spaces", ["step": "create", "name": " "]).status == 422)
    let spaces = try await world.ok("/spaces/list").spaces
    #expect(spaces.each("name") == ["\(hostile)"])
    let id = spaces[0].space_id
    let stale = try await browser.post("spaces/\(id.text)", ["step": "rename", "name": "Attic", "before": "Room"])
    #expect(stale.status == 422)
    #expect(stale.html.contains("value=\"Attic\""), "what was typed stays")
    _ = try await browser.post("spaces/\(id.text)", ["step": "rename", "name": "Attic", "before": hostile])
    #expect(try await world.ok("/spaces/get", ["space_id": id]).space.name == "Attic")
  }

  @Test("have no buttons for others than administrators, whose forms are refused", arguments: [false, true])
  func roles(isFrontDesk: Bool) async throws {
    let space = try await space()
    let browser = try await world.console(role: isFrontDesk ? .frontDesk : .viewer)
    #expect(try await browser.get("spaces").html.contains("new-space") == false)
    let page = try await browser.get("spaces/\(space.text)")
    for button in ["rename-space", "delete-space", "add-door", "Take out"] { #expect(!page.html.contains(button)) }
    #expect(page.html.contains("New stay here") == isFrontDesk)
    #expect(try await browser.post("spaces", ["step": "create", "name": "Attic"]).status == 403)
    for step in ["rename", "add_door", "remove_door", "delete"] {
      #expect(try await browser.post("spaces/\(space.text)", ["step": step]).status == 403)
    }
    #expect(try await world.ok("/spaces/list").spaces.each("name") == ["Room"])
    #expect(try await world.ok("/spaces/get", ["space_id": space]).space.device_count == 1)
  }
}

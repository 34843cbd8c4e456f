import Testing
import Wire

@Suite("The spaces to choose from in the console", .world)
struct ConsoleSpaceChoiceTests {
  private let world = World.here

  /// More spaces than a form offers, and then one with a door.
  private func lastRoom() async throws -> Value {
    for number in 0..<501 {
      let name = Value(.string("Room \(number)"))
      try await world.ok("/spaces/create", ["name": name])
    }
    return try await world.ok(
      "/spaces/create", ["name": "Tower suite", "device_ids": Value([try await world.door()])]
    ).space.space_id
  }

  private func stay(in space: Value) async throws -> String {
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Jane Doe"], "space_ids": Value([space]), "starts_at": checkIn,
        "ends_at": checkOut, "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant.access_grant_id.text
  }

  /// The values of the boxes for spaces that are checked.
  private func chosen(in html: String) -> [String] {
    let boxes = html.split(separator: "<input").map { String($0.prefix { $0 != ">" }) }
    return boxes.filter { $0.contains("name=\"space\"") && $0.contains(" checked") }
      .map { $0.components(after: "value=\"", upTo: "\"") }
  }

  @Test("include those of the stay, however many there are, and a search finds the others")
  func choices() async throws {
    let room = try await lastRoom()
    let first = try await world.ok("/spaces/list").spaces[0].space_id
    let desk = try await world.console(role: .frontDesk)
    #expect(chosen(in: try await desk.get("stays/\(try await stay(in: room))/move").html) == [room.text])
    let filtered = try await desk.get("stays?space=\(room.text)").html
    #expect(filtered.contains("<option value=\"\(room.text)\" selected"))
    #expect(chosen(in: try await desk.get("stays/new?space=\(room.text)").html) == [room.text])
    let listed = try await desk.post("stays/new", ["step": "find", "space_name": "tower"])
    #expect(listed.status == 200 && listed.html.contains("value=\"\(room.text)\""))
    let id = try await stay(in: first)
    let asked = try await desk.get("stays/\(id)/move")
    #expect(asked.text.contains("There are more spaces.") && !asked.html.contains(room.text))
    let found = try await desk.get("stays/\(id)/move?q=tower").html
    #expect(found.contains(room.text))
    #expect(chosen(in: found) == [first.text])
    let seen = found.components(after: "name=\"seen\" value=\"", upTo: "\"")
    let form = ["step": "move_stay", "access_grant_id": id, "seen": seen, "space": room.text]
    let moved = try await desk.post("stays/\(id)", form)
    #expect(moved.text.contains("The stay is moved."))
    let grant: Value = ["access_grant_id": Value(.string(id))]
    #expect(try await world.ok("/access_grants/get", grant).access_grant.space_ids == [room])
  }
}

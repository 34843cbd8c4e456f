import Testing
import Wire

/// What suites about stays in the console do.
protocol StaysInConsole {
  var world: World { get }
}

extension StaysInConsole {
  var morning: Value { "2024-11-01T08:00:00.000Z" }

  func field(_ name: String, in html: String) -> String {
    html.components(after: "name=\"\(name)\" value=\"", upTo: "\"")
  }

  func grants() async throws -> Value { try await world.ok("/access_grants/list").access_grants }

  func opens(_ door: Value = "Apartment 4B", _ name: Value = "Jane Doe") async throws -> Value {
    try await world.virtual.opens(door, world.virtual.user(name))
  }

  /// The form of a stay from check-in to check-out, in the site's time.
  func form(_ step: String, _ more: [String: String] = [:]) async throws -> [String: String] {
    let standard = [
      "step": step, "name": "Jane Doe", "door": try await world.door().text, "from": "2024-11-01T16:00",
      "until": "2024-11-04T12:00", "way": "code", "shown_at": "2024-11-01T08:00:00.000Z",
    ]
    return standard.merging(more) { $1 }
  }

  func space(_ name: Value, _ door: Value) async throws -> Value {
    try await world.ok("/spaces/create", ["name": name, "device_ids": Value([try await world.door(door)])])
      .space.space_id
  }

  /// The page of a new stay.
  func stay(_ more: [String: String] = [:]) async throws -> String {
    let desk = try await world.console(role: .frontDesk)
    let page = try await desk.post("stays/new", try await form("create", more))
    try #require(page.status == 200, "\(page.text)")
    return "stays/\(try await grants()[0].access_grant_id.text)"
  }
}

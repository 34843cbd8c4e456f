import HTTPTypes
import Testing
import Wire

@Suite("Events", .world)
struct EventTests {
  private let world = World.here

  private func created(_ filter: Value) async throws -> [Value] {
    let type: Value = ["event_type": "acs_user.created"]
    return try await world.ok("/events/list", type.with(filter)).events.each("created_at")
  }

  @Test("lie strictly between two moments")
  func moments() async throws {
    _ = try await world.staff("Bo")
    try await world.advance(1)
    _ = try await world.staff("Cy")
    let both = try await created(["since": longAgo])
    try #require(both.count == 2)
    let (first, second) = (both[0], both[1])
    #expect(try await created(["since": first]) == [second])
    #expect(try await created(["between": [first, second]]) == [])
    #expect(try await created(["between": [longAgo, second]]) == [first])
    let error = try await world.refused("/events/list", 400, "invalid_input", ["between": [second, first]])
    #expect(error.validation_errors.names.contains("between"))
  }

  @Test(
    "whose moments cannot be written are refused, as everywhere",
    arguments: [
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59.999-00:01",
    ])
  func years(text: String) async throws {
    let moment = Value(.string(text))
    let user: Value = [
      "acs_system_id": buildingA, "full_name": "A",
      "access_schedule": ["starts_at": "2024-11-01T00:00:00Z", "ends_at": moment],
    ]
    for (path, parameters): (String, Value) in [
      ("/events/list", ["since": moment]), ("/events/list", ["between": [moment, "2030-01-01T00:00:00Z"]]),
      ("/acs/users/list", ["created_before": moment]), ("/latchkey/v1/clock/set", ["now": moment]),
      ("/acs/users/create", user), ("/client_sessions/create", ["expires_at": moment]),
    ] {
      let reply = try await world.call(path, parameters)
      #expect(reply.status == 400, "\(path)")
      #expect(!reply.faults.isEmpty, "\(path)")
    }
    let query = "/events/list?since=\(text.replacing("+", with: "%2B"))&_strict=true"
    let reply = try await world.send(.get, query, headers: ["content-type": nil])
    #expect(reply.status == 400)
    #expect(reply.faults == ["since"])
  }

  @Test("are found one by one, and by what they are about")
  func filters() async throws {
    let (one, other) = (try await world.staff("Bo"), try await world.staff("Cy"))
    let mine = try await world.ok("/events/list", ["since": longAgo, "acs_user_id": one]).events
    #expect(mine.each("acs_user_id") == [one])
    let which: Value = ["event_id": mine[0].event_id]
    #expect(try await world.ok("/events/get", which).event == mine[0])
    let both = try await world.ok(
      "/events/list", ["event_ids": [mine[0].event_id], "since": longAgo]
    ).events
    #expect(both == mine)
    let types = try await world.events("acs_user.created", "acs_user.deleted")
    #expect(types.map(\.acs_user_id) == [one, other])
    try await world.refused("/events/get", 404, "event_not_found", ["event_id": "unknown"])
    try await world.refused("/events/list", 400, "invalid_input")
    let foreign = try await world.secondKey()
    try await world.refused("/events/get", 404, "event_not_found", which, by: foreign)
    #expect(try await world.ok("/events/list", ["since": longAgo], by: foreign).events == [])
  }

  @Test("of a phone name it, and a webview has none before somebody signs in")
  func phones() async throws {
    let phone = try await world.ok(
      "/phones/simulate/create_sandbox_phone", ["user_identity_id": world.identity()]
    ).phone.device_id
    try await world.ok("/phones/deactivate", ["device_id": phone])
    let events = try await world.ok("/events/list", ["since": longAgo, "device_id": phone]).events
    #expect(events.each("event_type") == ["phone.deactivated"])
    #expect(events[0].device_custom_metadata.isMissing)
    #expect(try await world.ok("/events/get", ["device_id": phone]).event == events[0])
    let webview = try await world.ok("/connect_webviews/create").connect_webview.connect_webview_id
    #expect(try await world.ok("/events/list", ["since": longAgo, "connect_webview_id": webview]).events == [])
  }
}

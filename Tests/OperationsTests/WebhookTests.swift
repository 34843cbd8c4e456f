import Testing
import Wire

@Suite("A webhook", .world)
struct WebhookTests {
  private let world = World.here
  private let url: Value = "https://receiver.example/events"

  private func create(_ more: Value = [:]) async throws -> Value {
    let wish: Value = ["url": url]
    return try await world.ok("/webhooks/create", wish.with(more)).webhook
  }

  private func state(_ webhook: Value) async throws -> Value {
    try await world.ok("/latchkey/v1/webhooks/get", ["webhook_id": webhook.webhook_id]).webhook_state
  }

  @Test("is kept, changed and deleted")
  func life() async throws {
    let made = try await create()
    #expect(made.event_types == ["*"])
    #expect(made.secret.text.hasPrefix("whsec_"))
    let which: Value = ["webhook_id": made.webhook_id]
    #expect(try await world.ok("/webhooks/get", which).webhook == made)
    #expect(try await world.ok("/webhooks/list").webhooks == [made])
    try await world.ok("/webhooks/update", which.with(["event_types": ["acs_user.deleted"]]))
    #expect(try await world.ok("/webhooks/get", which).webhook.event_types == ["acs_user.deleted"])
    try await world.refused(
      "/webhooks/update", 400, "invalid_event_types", which.with(["event_types": ["acs_user.dreamt"]]))
    try await world.refused("/webhooks/create", 400, "invalid_event_types", ["url": url, "event_types": ["nothing"]])
    let foreign = try await world.secondKey()
    try await world.refused("/webhooks/get", 404, "webhook_not_found", which, by: foreign)
    #expect(try await world.ok("/webhooks/list", by: foreign).webhooks == [])
    try await world.ok("/webhooks/delete", which)
    for path in ["/webhooks/get", "/webhooks/delete", "/latchkey/v1/webhooks/get", "/latchkey/v1/webhooks/resume"] {
      try await world.refused(path, 404, "webhook_not_found", which)
    }
    _ = try await world.staff("Nobody")
    #expect(try await world.ok("/webhooks/list").webhooks == [])
  }

  @Test(
    "at an address that is none is refused",
    arguments: [
      "https://example.com:99999/", "https://example.com:+80/", "http://%31%32%37.0.0.1/", "https://example.com/#here",
      "example.com", "ftp://example.com", "https://", "https://user:pass@example.com/", "https://a b/", "here",
      "https://:80/", "http://[zz]/",
    ])
  func addresses(wrong: String) async throws {
    let error = try await world.refused("/webhooks/create", 400, "invalid_input", ["url": Value(.string(wrong))])
    #expect(error.validation_errors.names.contains("url"))
    #expect(try await world.ok("/webhooks/list").webhooks == [])
  }

  @Test("gets the events of its types, each once")
  func deliveries() async throws {
    let made = try await create(["event_types": ["acs_user.created"]])
    var users: [Value] = []
    for number in 0..<3 { users.append(try await world.staff("Guest \(number)")) }
    try await world.ok("/acs/users/delete", ["acs_user_id": users[0]])
    try await world.advance(60)
    try await world.until { try await state(made).attempts.count == 3 }
    #expect(try await state(made).waiting_count == 0)
    let taken = world.receiver.taken
    #expect(Set(taken.map(\.event_type)) == ["acs_user.created"])
    #expect(Set(taken.map(\.acs_user_id)) == Set(users))
    for event in taken {
      #expect(try await world.ok("/events/get", ["event_id": event.event_id]).event == event)
    }
    #expect(try await state(made).exhausted_count == 0)
  }

  @Test("whose receiver fails gets what waits once it is resumed")
  func failures() async throws {
    world.receiver.answer(500)
    let made = try await create(["event_types": ["acs_user.created"]])
    let user = try await world.staff("Jane Doe")
    try await world.until { try await state(made).attempts.count == 1 }
    #expect(try await state(made).attempts[0].status_code == 500)
    #expect(try await state(made).waiting_count == 1)
    #expect(world.receiver.taken == [])
    world.receiver.answer(204)
    try await world.ok("/latchkey/v1/webhooks/resume", ["webhook_id": made.webhook_id])
    try await world.until { try await state(made).waiting_count == 0 }
    #expect(world.receiver.taken.map(\.acs_user_id) == [user])
  }

  @Test("gets events again from a number on")
  func replay() async throws {
    let made = try await create(["event_types": ["acs_user.created"]])
    for number in 0..<5 { _ = try await world.staff("Guest \(number)") }
    try await world.until {
      let now = try await state(made)
      return now.attempts.count == 5 && now.waiting_count == 0
    }
    let numbers = try await state(made).attempts.items.compactMap(\.sequence.number).sorted()
    let before = Set(world.receiver.taken.map(\.event_id))
    try await world.ok(
      "/latchkey/v1/webhooks/replay", ["webhook_id": made.webhook_id, "from_sequence": Value(.int(numbers[2]))])
    try await world.until { world.receiver.taken.count == 8 }
    #expect(Set(world.receiver.taken.map(\.event_id)) == before)
    #expect(Set(world.receiver.taken.dropFirst(5).map(\.event_id)).count == 3)
  }

  @Test("is listed with its state and its last attempt")
  func states() async throws {
    let (made, quiet) = (try await create(["event_types": ["acs_user.created"]]), try await create(["event_types": []]))
    world.receiver.answer(500)
    for number in 0..<2 { _ = try await world.staff("Guest \(number)") }
    try await world.until { try await state(made).attempts.count == 2 }
    let states = try await world.ok("/latchkey/v1/webhooks/list").webhook_states
    let whole = try await state(made)
    #expect(states[0] == whole.with(["attempts": Value([whole.attempts[0]])]))
    #expect(states[0].waiting_count == 2)
    #expect(states[1] == (try await state(quiet)))
    let foreign = try await world.secondKey()
    #expect(try await world.ok("/latchkey/v1/webhooks/list", by: foreign).webhook_states == [])
  }

  private func deliveries(_ webhook: Value, _ more: Value = [:]) async throws -> Value {
    let which: Value = ["webhook_id": webhook.webhook_id]
    return try await world.ok("/latchkey/v1/webhooks/list_deliveries", which.with(more))
  }

  @Test("shows each event with what was sent and its attempts, newest first")
  func eventDeliveries() async throws {
    let made = try await create(["event_types": ["acs_user.created"]])
    for number in 0..<2 { _ = try await world.staff("Guest \(number)") }
    try await world.until { try await state(made).attempts.count == 2 }
    world.receiver.answer(500)
    _ = try await world.staff("Late")
    try await world.until { try await state(made).attempts.count == 3 }
    let all = try await deliveries(made).deliveries
    #expect(all.each("state") == ["waiting", "delivered", "delivered"])
    #expect(all[0].attempts.each("status_code") == [500])
    #expect(!all[0].next_attempt_at.isMissing)
    #expect(Set(all.items.dropFirst().map(\.sent_event)) == Set(world.receiver.taken))
    let first = try await deliveries(made, ["limit": 2])
    #expect(first.deliveries.items == Array(all.items.prefix(2)))
    #expect(try await world.follow(first.pagination.next_page_url).body.deliveries.items == [all[2]])
    #expect(try await deliveries(made, ["event_id": all[1].event_id]).deliveries.items == [all[1]])
  }

  @Test("gets a test event, whose result is returned at once")
  func testEvents() async throws {
    let made = try await create()
    let which: Value = ["webhook_id": made.webhook_id]
    let sent = try await world.ok("/latchkey/v1/webhooks/send_test_event", which).webhook_test
    #expect(sent.is_delivered == true)
    #expect(sent.status_code == 204)
    #expect(sent.sent_body.event_type == "latchkey.test_event")
    #expect(world.receiver.taken.contains(sent.sent_body))
    world.receiver.answer(500)
    let failed = try await world.ok("/latchkey/v1/webhooks/send_test_event", which).webhook_test
    #expect(failed.is_delivered == false)
    #expect(failed.status_code == 500)
    #expect(failed.problem.contains("500"))
    #expect(try await world.events().allSatisfy { $0.event_type != "latchkey.test_event" })
    try await world.refused(
      "/latchkey/v1/webhooks/send_test_event", 404, "webhook_not_found", ["webhook_id": "none"])
  }
}

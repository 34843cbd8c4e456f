import Testing
import Wire

@Suite("Webhooks in the console", .world)
struct ConsoleWebhookTests {
  private let world = World.here

  private func create(_ types: Value = ["acs_user.created"]) async throws -> Value {
    try await world.ok("/webhooks/create", ["url": "https://receiver.example/events", "event_types": types]).webhook
  }

  private func state(_ webhook: Value) async throws -> Value {
    try await world.ok("/latchkey/v1/webhooks/get", ["webhook_id": webhook.webhook_id]).webhook_state
  }

  @Test("are created, get other events, and are deleted")
  func life() async throws {
    let browser = try await world.console(role: .administrator)
    #expect(try await browser.get("webhooks").text.contains("No webhooks yet"))
    let wrong = try await browser.post("webhooks/new", ["step": "create", "url": "ftp://here", "scope": "some"])
    #expect(wrong.status == 422)
    #expect(wrong.html.contains("id=\"scope-error\"") && wrong.html.contains("value=\"ftp://here\""))
    let form = [
      "step": "create", "url": "https://receiver.example/events", "scope": "some", "types": "acs_user.created",
    ]
    let made = try await browser.post("webhooks/new", form)
    let webhook = try await world.ok("/webhooks/list").webhooks[0]
    #expect(webhook.event_types == ["acs_user.created"])
    #expect(made.html.contains(webhook.secret.text))
    let path = "webhooks/\(webhook.webhook_id.text)"
    #expect(try await !browser.get(path).html.contains(webhook.secret.text))
    #expect(try await browser.post(path, ["step": "secret"]).html.contains(webhook.secret.text))
    #expect(try await browser.get("webhooks").text.contains("https://receiver.example/events 1 kind Receiving"))
    // The form was shown before somebody else chose other kinds.
    let outdated = ["step": "save", "scope": "all", "seen": "acs_user.deleted"]
    #expect(try await browser.post("\(path)/edit", outdated).html.contains("id=\"scope-error\""))
    #expect(try await world.ok("/webhooks/list").webhooks[0].event_types == ["acs_user.created"])
    let saved = try await browser.post("\(path)/edit", ["step": "save", "scope": "all", "seen": "acs_user.created"])
    #expect(saved.text.contains("The kinds of events are saved."))
    #expect(try await world.ok("/webhooks/list").webhooks[0].event_types == ["*"])
    #expect(try await browser.post(path, ["step": "delete"]).text.contains("The webhook is deleted."))
    #expect(try await world.ok("/webhooks/list").webhooks == [])
    #expect(try await browser.get(path).status == 404)
  }

  @Test("send a test event, and say what came of it")
  func test() async throws {
    let path = "webhooks/\(try await create().webhook_id.text)"
    let browser = try await world.console(role: .administrator)
    let sent = try await browser.post(path, ["step": "test"])
    #expect(sent.text.contains("The receiver took the test event. It responded with status 204."))
    #expect(world.receiver.taken.map(\.event_type) == ["latchkey.test_event"])
    world.receiver.answer(500)
    #expect(try await browser.post(path, ["step": "test"]).text.contains("The receiver did not take the test event."))
  }

  @Test("show each attempt, and go on once they are resumed")
  func failures() async throws {
    let made = try await create()
    let path = "webhooks/\(made.webhook_id.text)"
    let browser = try await world.console(role: .administrator)
    world.receiver.answer(500)
    let user = try await world.staff("Jane Doe")
    try await world.until { try await state(made).attempts.count == 1 }
    #expect(try await browser.get("webhooks").text.contains("Retrying"))
    let page = try await browser.get(path)
    #expect(page.text.contains("The receiver responded with status 500"))
    let event = try await state(made).attempts[0].event_id.text
    let attempts = try await browser.get("\(path)?event=\(event)")
    #expect(attempts.text.contains("Attempts for event"))
    #expect(attempts.text.contains("\"event_type\": \"acs_user.created\""))
    world.receiver.answer(204)
    #expect(try await browser.post(path, ["step": "resume"]).text.contains("Sending goes on."))
    try await world.until { try await state(made).waiting_count == 0 }
    #expect(world.receiver.taken.map(\.acs_user_id) == [user])
  }

  @Test("get events again from a number or a moment on, after saying how many")
  func replay() async throws {
    let made = try await create()
    let path = "webhooks/\(made.webhook_id.text)"
    for number in 0..<3 { _ = try await world.staff("Guest \(number)") }
    try await world.until {
      let now = try await state(made)
      return now.attempts.count == 3 && now.waiting_count == 0
    }
    let browser = try await world.console(role: .administrator)
    let first = try await state(made).attempts.items.compactMap(\.sequence.number).min() ?? 0
    let last = try await state(made).last_sequence.number ?? 0
    let asked = try await browser.get("\(path)/replay?from=\(first)")
    #expect(asked.status == 200)
    #expect(asked.text.contains("Events \(first) to \(last) are sent again, as far as they are of its kinds."))
    for query in ["from=0", "from=\(last + 1)", "from=x", "since=2100-01-01T00:00", "since=soon", ""] {
      #expect(try await browser.get("\(path)/replay?\(query)").status == 422, "\(query)")
    }
    let whole = try await browser.get("\(path)/replay?since=2000-01-01T00:00")
    #expect(whole.text.contains("Events 1 to \(last) are sent again"))
    #expect(world.receiver.taken.count == 3)
    let replayed = try await browser.post(path, ["step": "replay", "from": "\(first)"])
    #expect(replayed.text.contains("The events are being sent again."))
    try await world.until { world.receiver.taken.count == 6 }
    #expect(Set(world.receiver.taken.map(\.event_id)).count == 3)
  }
}

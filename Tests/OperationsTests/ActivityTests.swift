import Testing
import Wire

@Suite("Activities", .world)
struct ActivityTests {
  private let world = World.here

  private func list(_ parameters: Value = [:]) async throws -> Value {
    try await world.ok("/latchkey/v1/activity/list", parameters)
  }

  @Test("name people and doors, and are found by kind, door, person, text and time")
  func filters() async throws {
    let user = try await world.guest("Jane Doe")
    _ = try await world.staff("Bo")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    try await world.advance(300)
    let entries = try await list(["kinds": ["entry", "refusal"]]).activities
    #expect(entries.count == 2)
    #expect(Set(entries.each("door_name")) == ["Apartment 4B", "Bicycle Storage"])
    #expect(Set(entries.each("person_name")) == ["Jane Doe"])
    let opened = try await list(["kinds": ["entry"]]).activities[0]
    let event = try await world.ok("/events/get", ["event_id": opened.event.event_id]).event
    #expect(opened.event == event)
    let here: Value = ["acs_entrance_id": opened.event.acs_entrance_id]
    #expect(try await list(here.with(["kinds": ["entry", "refusal"]])).activities.items == [opened])
    #expect(try await list(["search": "apartment", "kinds": ["entry"]]).activities.items == [opened])
    let mine = try await list(["acs_user_id": user]).activities
    #expect(Set(mine.each("person_name")) == ["Jane Doe"])
    #expect(try await list(["search": "jane doe"]).activities == mine)
    let identity = try await world.user(user).user_identity_id
    #expect(try await list(["user_identity_id": identity]).activities.items.contains(opened))
    #expect(try await list(["before": longAgo]).activities == [])
    #expect(try await list(["since": opened.event.created_at, "kinds": ["entry"]]).activities == [])
  }

  @Test("are listed newest first, page by page")
  func pages() async throws {
    for number in 0..<5 { _ = try await world.staff("Guest \(number)") }
    let all = try await list().activities
    let numbers = all.each("sequence").compactMap(\.number)
    #expect(numbers == numbers.sorted(by: >))
    let first = try await list(["limit": 2])
    #expect(first.activities.items == Array(all.items.prefix(2)))
    let next = try await world.follow(first.pagination.next_page_url)
    #expect(next.body.activities.items == Array(all.items[2..<4]))
  }

  @Test("of another workspace are not seen")
  func foreign() async throws {
    _ = try await world.staff("Bo")
    let other = try await world.secondKey()
    #expect(try await world.ok("/latchkey/v1/activity/list", by: other).activities == [])
    #expect(try await world.ok("/latchkey/v1/people/list", by: other).people == [])
    #expect(try await world.ok("/latchkey/v1/doors/list", by: other).doors == [])
  }
}

import Testing
import Wire

@Suite("The virtual cloud by a workspace's token", .world)
struct VirtualCloudTests {
  private let world = World.here
  private let path = "/latchkey/v1/virtual/send"

  @Test("shows its state, and does what its controls do")
  func controls() async throws {
    let state = try await world.ok(path, ["path": "/virtual/state"]).virtual_reply
    #expect(state.status_code == 200)
    let own = try await world.virtual.get("state")
    #expect(state.body == own)
    _ = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let (lock, jane) = (try await world.virtual.lock("Apartment 4B"), try await world.virtual.user("Jane Doe"))
    let tried = try await world.ok(
      path,
      [
        "method": "POST", "path": "/virtual/locks/\(lock)/try",
        "body": Value(.string("\(["user_id": jane.user_id] as Value)")),
      ]
    ).virtual_reply
    #expect(tried.body.opened == true)
    let missing = try await world.ok(path, ["path": "/virtual/nothing"]).virtual_reply
    #expect(missing.status_code == 404)
  }

  @Test("leaves an entry of the audit for a change, without the body, and none for a look")
  func audit() async throws {
    try await world.ok(path, ["path": "/virtual/settings"])
    let filter: Value = ["operation": "\(path)"]
    #expect(try await world.ok("/latchkey/v1/audit/list", filter).audit_entries == [])
    try await world.ok(path, ["method": "POST", "path": "/virtual/settings", "body": "{\"entry_lag_seconds\": 7}"])
    let entries = try await world.ok("/latchkey/v1/audit/list", filter).audit_entries
    #expect(entries.count == 1)
    #expect(entries.contains("settings"))
    #expect(!entries.contains("entry_lag_seconds"))
  }

  @Test("is reached by its own paths only, and keeps its clock and its beginning")
  func refusals() async throws {
    for wrong: Value in ["/connect/token", "/virtual", "/virtual/../connect/token", "/virtual/state#a", "state"] {
      try await world.refused(path, 400, "invalid_input", ["path": wrong])
    }
    for control: Value in ["/virtual/clock", "/virtual/start_anew"] {
      try await world.refused(path, 400, "not_supported", ["method": "POST", "path": control])
    }
    try await world.refused(
      path, 400, "invalid_input", ["method": "POST", "path": "/virtual/settings", "body": "{"])
    let state: Value = ["path": "/virtual/state"]
    try await world.refused(path, 400, "not_supported", state, by: world.secondKey())
    try await world.refused(path, 400, "workspace_not_sandbox", state, by: world.secondKey(isSandbox: false))
  }
}

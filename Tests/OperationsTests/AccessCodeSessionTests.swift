import Testing
import Wire

/// What the client session of an account sees of the codes at its locks.
@Suite("An access code of a client session", .world)
struct AccessCodeSessionTests {
  private let world = World.here

  private func account() async throws -> Value { try await world.account().connected_account_id }

  @Test("has attempts that the session follows to their end, also when the code is gone")
  func attempts() async throws {
    let token = try await world.session(["connected_account_ids": [account()]])
    func status(_ attempt: Value) async throws -> Value {
      let which: Value = ["action_attempt_id": attempt.action_attempt_id]
      return try await world.ok("/action_attempts/get", which, by: token).action_attempt.status
    }
    let door: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    let made = try await world.ok("/access_codes/create", door, by: token)
    #expect(try await status(made.action_attempt) == "pending")
    try await world.advance(60)
    #expect(try await status(made.action_attempt) == "success")
    let which: Value = ["access_code_id": made.access_code.access_code_id]
    let deleted = try await world.ok("/access_codes/delete", which, by: token).action_attempt
    #expect(try await status(deleted) == "pending")
    try await world.advance(60)
    try await world.refused("/access_codes/get", 404, "access_code_not_found", which, by: token)
    #expect(try await status(deleted) == "success")
    let stranger = try await world.session(["user_identifier_key": "somebody"])
    let asked: Value = ["action_attempt_id": deleted.action_attempt_id]
    try await world.refused("/action_attempts/get", 404, "action_attempt_not_found", asked, by: stranger)
  }

  @Test("gets digits that nobody else has only from a session of the account, and not from that of a guest")
  func generated() async throws {
    let path = "/access_codes/generate_code"
    let door: Value = ["device_id": try await world.door()]
    let identity = try await world.user(world.guest()).user_identity_id
    let guest = try await world.session(["user_identity_id": identity])
    #expect(try await world.call("/devices/get", door, by: guest).status == 200)
    try await world.refused(path, 403, "forbidden", door, by: guest)
    let own = try await world.session(["connected_account_ids": [account()]])
    try await world.refused(path, 400, "not_supported", door, by: own)
  }

  @Test("has a timeline that names nobody else to the session")
  func timeline() async throws {
    let made = try await world.ok("/client_sessions/create", ["connected_account_ids": [account()]]).client_session
    let door: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    let which: Value = ["access_code_id": try await world.ok("/access_codes/create", door).access_code.access_code_id]
    let rename = which.with(["name": "Painter"])
    try await world.ok("/access_codes/update", rename, by: made.token.text)
    let person = try await world.accessToken(.frontDesk)
    let again = which.with(["name": "Guard"])
    #expect(try await world.call("/access_codes/update", again, asOperator: person).status == 200)
    func actors(_ token: String?) async throws -> [Value] {
      try await world.ok("/access_codes/get_timeline", which, by: token).timeline_events.each("actor")
    }
    let (all, seen) = (try await actors(nil), try await actors(made.token.text))
    #expect(seen.map { $0.type } == all.map { $0.type })
    #expect(Set(all.map { $0.id.text }).subtracting([""]).count == 3)
    #expect(Set(seen.map { $0.id.text }).subtracting([""]) == [made.client_session_id.text])
  }
}

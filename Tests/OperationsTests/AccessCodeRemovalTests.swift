import Testing
import Wire

/// Codes that are deleted while their site does not follow.
@Suite("The removal of an access code", .world)
struct AccessCodeRemovalTests {
  private let world = World.here

  @Test("that its site does not confirm is an error of the code and one event, until the code is gone")
  func overdue() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Cleaner"]).access_code
    let which: Value = ["access_code_id": made.access_code_id]
    try await world.advance(600)
    try await world.virtual.faults(["kind": "error_before", "match": "DELETE"])
    try await world.ok("/access_codes/delete", which)
    try await world.advance(60)
    let early = try await world.ok("/access_codes/get", which).access_code
    #expect(early.status == "removing")
    #expect(early.errors == [])
    #expect(early.is_waiting_for_code_assignment.isMissing)
    for _ in 0..<4 { try await world.advance(600) }
    let late = try await world.ok("/access_codes/get", which).access_code
    #expect(late.status == "removing")
    #expect(late.errors.each("error_code") == ["failed_to_remove_from_device"])
    let events = try await world.events("access_code.failed_to_remove_from_device")
    #expect(events.map(\.access_code_id) == [made.access_code_id])
    #expect(events[0].access_code_errors.each("error_code") == ["failed_to_remove_from_device"])
    try await world.virtual.faults()
    try await world.advance(3600)
    try await world.refused("/access_codes/get", 404, "access_code_not_found", which)
    #expect(try await world.events("access_code.removed_from_device").count == 1)
  }

  @Test("is not reported when its account is deleted, since the site keeps the code")
  func deletedAccount() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Cleaner"]).access_code
    try await world.advance(600)
    try await world.virtual.faults(["kind": "unreachable"])
    let deleted = try await world.ok("/access_codes/delete", ["access_code_id": made.access_code_id])
    let account: Value = ["connected_account_id": try await world.account().connected_account_id]
    try await world.ok("/connected_accounts/delete", account)
    let attempt: Value = ["action_attempt_id": deleted.action_attempt.action_attempt_id]
    #expect(try await world.ok("/action_attempts/get", attempt).action_attempt.status == "error")
    #expect(try await world.events("access_code.deleted").map(\.access_code_id) == [made.access_code_id])
    #expect(try await world.events("access_code.removed_from_device") == [])
  }
}

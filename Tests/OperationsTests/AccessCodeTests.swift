import Testing
import Wire

/// What an access code says of itself, before its site has anything of it.
@Suite("An access code", .world)
struct AccessCodeTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    return try await world.ok("/access_codes/create", standard.with(parameters)).access_code
  }

  @Test("without times is ongoing, and is listed with its lock")
  func ongoing() async throws {
    let code = try await create()
    #expect(code.type == "ongoing")
    #expect(code.code == .null)
    let listed = try await world.ok("/access_codes/list", ["device_id": code.device_id]).access_codes
    #expect(listed.each("access_code_id") == [code.access_code_id])
  }

  @Test("has both times, and keeps them when it is renamed")
  func timeBound() async throws {
    let code = try await create(["starts_at": checkIn, "ends_at": checkOut])
    #expect(code.type == "time_bound")
    #expect(code.status == "unset")
    _ = try await world.ok("/access_codes/update", ["access_code_id": code.access_code_id, "name": "Jane"])
    let changed = try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
    #expect(changed.name == "Jane")
    #expect(changed.ends_at == checkOut)
  }

  @Test("is created at its site shortly before it starts")
  func deferred() async throws {
    let code = try await create(["starts_at": "2024-11-10T15:00:00.000Z", "ends_at": "2024-11-12T11:00:00.000Z"])
    #expect(code.pending_mutations.each("mutation_code") == ["deferring_creation"])
    #expect(code.pending_mutations[0].scheduled_at == "2024-11-08T15:00:00.000Z")
    #expect(code.pulled_backup_access_code_id == .null)
    try await world.setClock("2024-11-08T15:00:00.000Z")
    try await world.advance(600)
    #expect(try await get(code).pending_mutations == [])
  }

  @Test("warns if it starts or ends in an hour that clocks repeat, until it is moved", arguments: [true, false])
  func repeatedHour(isStart: Bool) async throws {
    let (repeated, before, after): (Value, Value, Value) = (
      "2025-10-26T00:30:00.000Z", "2025-10-24T10:00:00.000Z", "2025-10-28T10:00:00.000Z"
    )
    // The second pass of the hour ends a code, and the first one starts a code.
    let end: Value = "2025-10-26T01:30:00.000Z"
    let code = try await create(
      isStart ? ["starts_at": repeated, "ends_at": after] : ["starts_at": before, "ends_at": end])
    #expect(code.warnings.each("warning_code") == ["unknown_issue_with_access_code"])
    #expect(code.warnings[0].message.contains("2025-10-26T0"))
    let moved: Value = isStart ? ["starts_at": before] : ["ends_at": after]
    try await world.ok("/access_codes/update", moved.with(["access_code_id": code.access_code_id]))
    #expect(try await get(code).warnings == [])
  }

  @Test("repeats the errors of its lock")
  func repeated() async throws {
    let code = try await create()
    try await world.advance(600)
    #expect(try await get(code).errors == [])
    try await world.ok("/devices/simulate/disconnect", ["device_id": code.device_id])
    let errors = try await get(code).errors
    #expect(errors.each("error_code") == ["device_disconnected"])
    #expect(errors[0].is_device_error == true)
  }

  @Test("is refused at a lock that is offline only if that was asked for")
  func offlineLock() async throws {
    let lock: Value = ["device_id": try await world.door()]
    let code = try await create()
    try await world.ok("/devices/simulate/disconnect", lock)
    let strict: Value = ["attempt_for_offline_device": false]
    try await world.refused("/access_codes/create", 400, "invalid_input", lock.with(strict))
    let locks: Value = ["device_ids": Value([lock.device_id])]
    try await world.refused("/access_codes/create_multiple", 400, "invalid_input", locks.with(strict))
    let change: Value = ["access_code_id": code.access_code_id, "name": "Painter"]
    try await world.refused("/access_codes/update", 400, "invalid_input", change.with(strict))
    try await world.ok("/access_codes/update", change)
    try await world.ok("/devices/simulate/connect", lock)
    try await world.ok("/access_codes/create", lock.with(strict))
  }

  @Test("is found by its digits, but not by a viewer, who does not see them")
  func foundByDigits() async throws {
    let code = try await create()
    try await world.advance(600)
    let asked: Value = ["device_id": code.device_id, "search": try await get(code).code]
    let path = "/access_codes/list"
    #expect(try await world.ok(path, asked).access_codes.each("access_code_id") == [code.access_code_id])
    let (viewer, desk) = (try await world.accessToken(.viewer), try await world.accessToken(.frontDesk))
    #expect(try await world.call(path, asked, asOperator: viewer).body.access_codes == [])
    #expect(try await world.call(path, asked, asOperator: desk).body.access_codes.count == 1)
  }

  @Test("is found by its ID")
  func found() async throws {
    let code = try await create()
    let batch = try await world.ok("/workspaces/find_anything", ["search": code.access_code_id]).batch
    #expect(batch.access_codes.each("access_code_id") == [code.access_code_id])
  }

  @Test("is no grant and no person in other lists")
  func hidden() async throws {
    let before = try await world.ok("/user_identities/list").user_identities.each("user_identity_id")
    _ = try await create()
    #expect(try await world.ok("/access_grants/list").access_grants.each("access_grant_id").isEmpty)
    let after = try await world.ok("/user_identities/list").user_identities.each("user_identity_id")
    #expect(after == before)
  }

  @Test("is explained at its lock and at others, without its person")
  func explained() async throws {
    let code = try await create(["starts_at": checkIn, "ends_at": checkOut])
    let asked: Value = ["access_code_id": code.access_code_id, "acs_entrance_id": code.device_id]
    let path = "/latchkey/v1/access/explain"
    let early = try await world.ok(path, asked).explanation
    #expect(early.access == "denied")
    #expect(early.access_code_id == code.access_code_id)
    #expect(early.acs_user_id.isMissing)
    try await world.setClock(checkIn)
    try await world.advance(300)
    #expect(try await world.ok(path, asked).explanation.access == "allowed")
    let elsewhere = try await world.ok(path, asked.with(["acs_entrance_id": try await world.door("Main Entrance")]))
    #expect(elsewhere.explanation.reason == "no_access_group")
    #expect(elsewhere.explanation.suggested_change.code == "create_access_code")
    try await world.setClock(checkOut)
    try await world.advance(1)
    try await world.refused(path, 404, "access_code_not_found", asked)
  }

  /// The response of the door to typed digits.
  private func typing(_ digits: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": digits]).reason
  }

  private func get(_ code: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
  }

  private func expectGone(_ code: Value) async throws {
    _ = try await world.refused(
      "/access_codes/get", 404, "access_code_not_found", ["access_code_id": code.access_code_id])
  }

  @Test("opens in its window, is extended without new digits, and leaves its site at its end")
  func life() async throws {
    let created = try await create(["starts_at": checkIn, "ends_at": checkOut])
    try await world.setClock("2024-11-01T14:59:00.000Z")
    try await world.advance(30)
    let code = try await get(created)
    #expect(code.code.text.count == 6)
    #expect(try await typing(code.code) != "opened")
    try await world.setClock(checkIn)
    try await world.advance(300)
    #expect(try await typing(code.code) == "opened")
    #expect(try await get(created).status == "set")
    let later: Value = "2024-11-05T10:00:00.000Z"
    try await world.ok(
      "/access_codes/update", ["access_code_id": created.access_code_id, "starts_at": checkIn, "ends_at": later])
    try await world.setClock(checkOut)
    try await world.advance(60)
    #expect(try await typing(code.code) == "opened")
    #expect(try await get(created).code == code.code)
    try await world.setClock(later)
    try await world.advance(300)
    #expect(try await typing(code.code) != "opened")
    try await expectGone(created)
    let types: [Value] = try await world.events("access_code.set_on_device", "access_code.removed_from_device")
      .map(\.event_type)
    #expect(types == ["access_code.set_on_device", "access_code.removed_from_device"])
    #expect(try await world.virtual.site().users.items.filter { $0.name == "Cleaner" }.isEmpty)
  }

  @Test("opens its lock where its digits are typed in a simulation, and is named by the event")
  func simulation() async throws {
    let created = try await create()
    try await world.advance(600)
    let typed: Value = ["device_id": created.device_id, "code": try await get(created).code]
    let attempt = try await world.ok("/locks/simulate/keypad_code_entry", typed).action_attempt
    #expect(attempt.status == "success")
    let opened = try await world.events("lock.unlocked", more: ["access_code_id": created.access_code_id])
    #expect(opened.map(\.access_code_is_managed) == [true])
    let other = try await world.ok(
      "/locks/simulate/keypad_code_entry", typed.with(["device_id": world.door("Main Entrance")]))
    #expect(other.action_attempt.status == "error")
  }

  @Test("is what the attempts to create and to change it return, without its PIN")
  func attempts() async throws {
    func result(_ attempt: Value) async throws -> Value {
      try await world.advance(600)
      return try await world.ok("/action_attempts/get", ["action_attempt_id": attempt.action_attempt_id])
        .action_attempt.result.access_code
    }
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Cleaner"])
    let created = try await result(made.action_attempt)
    #expect(created.status == "setting", "the site has it, and its lock does not yet")
    #expect(created.pending_mutations == [])
    #expect(created.code == .null)
    let change: Value = ["access_code_id": made.access_code.access_code_id, "name": "Painter"]
    let changed = try await result(world.ok("/access_codes/update", change).action_attempt)
    #expect(changed.name == "Painter")
    #expect(changed.status == "set")
    #expect(changed.code == .null)
  }

  @Test("has a timeline that is read in parts without a gap")
  func timeline() async throws {
    let path = "/access_codes/get_timeline"
    let which: Value = ["access_code_id": try await create().access_code_id]
    for name: Value in ["Painter", "Guard"] { try await world.ok("/access_codes/update", which.with(["name": name])) }
    let all = try await world.ok(path, which).timeline_events.items
    var part = try await world.ok(path, which.with(["limit": 2]))
    var events = part.timeline_events.items
    while part.pagination.has_more == true {
      let after: Value = ["limit": 2, "after": events.last?.occurred_at ?? Value(nil)]
      part = try await world.ok(path, which.with(after))
      events += part.timeline_events.items
    }
    #expect(events == all)
  }

  @Test("has a timeline that names the attempt behind each event")
  func attemptsOfTimeline() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Cleaner"])
    let which: Value = ["access_code_id": made.access_code.access_code_id]
    try await world.advance(600)
    let renamed = try await world.ok("/access_codes/update", which.with(["name": "Painter"]))
    let events = try await world.ok("/access_codes/get_timeline", which).timeline_events
    func behind(_ type: Value) -> [Value] {
      events.items.filter { $0.event_type == type }.map { $0.related_resource_ids.action_attempt_id }
    }
    let (creation, change) = (made.action_attempt.action_attempt_id, renamed.action_attempt.action_attempt_id)
    #expect(behind("access_code.created") == [creation])
    #expect(behind("access_code.set_on_device") == [creation])
    #expect(behind("access_code.mutations_requested") == [creation, change])
    #expect(behind("access_code.name_changed") == [change])
    #expect(behind("access_code.changed") == [change])
  }

  @Test("has an error while PIN codes are disabled for its site")
  func pinsDisabled() async throws {
    let created = try await create()
    try await world.advance(600)
    let digits = try await get(created).code
    try await world.virtual.post("site", ["pin_enabled": false])
    try await world.sync()
    let inactive = try await get(created).errors.first("error_code", "access_code_inactive")
    #expect(inactive.message.contains("disabled for the site"))
    #expect(try await typing(digits) != "opened")
    try await world.virtual.post("site", ["pin_enabled": true])
    try await world.sync()
    try await world.advance(600)
    #expect(try await get(created).errors == [])
    #expect(try await typing(digits) == "opened")
  }

  @Test("keeps its PIN and its person until the code itself is deleted")
  func parts() async throws {
    let created = try await create()
    try await world.advance(600)
    let code = try await get(created)
    let listed = try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials.items
    let pin = try #require(listed.first { $0.code == code.code })
    let which: Value = ["acs_credential_id": pin.acs_credential_id]
    let deleted = try await world.refused("/acs/credentials/delete", 400, "not_supported", which)
    #expect(deleted.message.contains(created.access_code_id.text))
    try await world.refused(
      "/acs/credentials/unassign", 400, "not_supported", which.with(["acs_user_id": pin.acs_user_id]))
    try await world.advance(600)
    for path in ["/acs/users/delete", "/acs/users/revoke_access_to_all_entrances"] {
      let user = try await world.refused(path, 400, "not_supported", ["acs_user_id": pin.acs_user_id])
      #expect(user.message.contains(created.access_code_id.text), "the grant behind the code is not shown")
    }
    try await world.advance(600)
    #expect(try await get(created) == code)
    #expect(try await typing(code.code) == "opened")
  }

  @Test("ends when the site removes its lock, and a linked one stays")
  func removedLock() async throws {
    let made = try await world.virtual.post("locks", ["name": "Desk"]).id.text
    try await world.sync()
    let doors = [try await world.door("Desk"), try await world.door()]
    let alone = try await create(["device_id": doors[0], "name": "Clerk"])
    let linked = try await world.ok("/access_codes/create_multiple", ["device_ids": Value(doors), "name": "Cleaners"])
      .access_codes
    try await world.advance(600)
    let digits = try await get(linked[1]).code
    try await world.virtual.post("locks/" + made, ["removed": true])
    for _ in 0..<2 { try await world.sync() }
    #expect(try await world.events("device.removed").map(\.device_id) == [doors[0]])
    try await expectGone(alone)
    try await expectGone(linked[0])
    let ended = try await world.events("access_code.deleted").map(\.access_code_id)
    #expect(ended == [alone.access_code_id, linked[0].access_code_id])
    try await world.advance(600)
    #expect(try await get(linked[1]).status == "set")
    #expect(try await typing(digits) == "opened")
    let names = try await world.virtual.site().users.items.map(\.name)
    #expect(names.contains("Cleaners") && !names.contains("Clerk"))
    #expect(try await world.ok("/access_grants/list").access_grants == [])
  }

  @Test("that is deleted is listed until its site has removed it")
  func deletion() async throws {
    let created = try await create()
    try await world.advance(60)
    let code = try await get(created)
    let attempt = try await world.ok("/access_codes/delete", ["access_code_id": created.access_code_id]).action_attempt
    #expect(attempt.status == "pending")
    try await world.advance(60)
    #expect(try await typing(code.code) != "opened")
    let ended = try await world.ok("/action_attempts/get", ["action_attempt_id": attempt.action_attempt_id])
    #expect(ended.action_attempt.status == "success")
    try await expectGone(created)
  }
}

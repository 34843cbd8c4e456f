import Testing
import Wire

/// What callers and people at the site change about access codes.
@Suite("A change of an access code", .world)
struct AccessCodeChangeTests {
  private let world = World.here

  /// A code that opens its lock.
  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    let code = try await world.ok("/access_codes/create", standard.with(parameters)).access_code
    try await world.advance(600)
    return try await get(code)
  }

  private func get(_ code: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
  }

  private func update(_ code: Value, _ changes: Value) async throws -> Value {
    let named: Value = ["access_code_id": code.access_code_id]
    return try await world.ok("/access_codes/update", named.with(changes)).action_attempt
  }

  private func typing(_ digits: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": digits]).opened
  }

  private func names() async throws -> [Value] { try await world.virtual.site().users.each("name") }

  @Test("of its name reaches the site, and is told") func name() async throws {
    let code = try await create()
    let attempt = try await update(code, ["name": "Painter"])
    #expect(attempt.status == "pending")
    #expect(try await get(code).pending_mutations.each("mutation_code") == ["updating_name"])
    try await world.advance(60)
    #expect(try await names().contains("Painter"))
    #expect(try await get(code).pending_mutations == [])
    #expect(try await get(code).code == code.code)
    let ended = try await world.ok("/action_attempts/get", ["action_attempt_id": attempt.action_attempt_id])
    #expect(ended.action_attempt.status == "success")
    let events = try await world.events("access_code.name_changed")
    #expect(events.count == 1)
    #expect(events[0].from.name == "Cleaner")
    #expect(events[0].to.name == "Painter")
    let whole = try await world.events("access_code.changed")[0]
    #expect(whole.changed_properties.each("property") == ["name"])
    #expect(whole.change_reason == "requested")
    #expect(try await world.events("access_code.mutations_requested").count == 2)
  }

  @Test("to an unmanaged one is refused, and the error says what to do") func unmanage() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": world.door()]).access_code
    let refused = try await world.refused(
      "/access_codes/update", 400, "not_supported",
      ["access_code_id": made.access_code_id, "is_managed": false])
    #expect(refused.message.contains("delete the code"))
  }

  @Test("to an ongoing one takes no times, and names the time that it was given", arguments: ["starts_at", "ends_at"])
  func ongoing(member: String) async throws {
    let code = try await create(["starts_at": checkIn, "ends_at": checkOut])
    let change: Value = ["access_code_id": code.access_code_id, "type": "ongoing"]
    let time = Value(.object([member: .string(checkOut.text)]))
    let refused = try await world.refused("/access_codes/update", 400, "invalid_input", change.with(time))
    #expect(refused.validation_errors.names.contains(member))
    #expect(try await get(code).type == "time_bound")
    try await world.ok("/access_codes/update", change)
    #expect(try await get(code).type == "ongoing")
  }

  @Test("of its digits is refused where the provider chooses them") func otherDigits() async throws {
    let code = try await create()
    try await world.refused(
      "/access_codes/update", 400, "not_supported", ["access_code_id": code.access_code_id, "code": "4711"])
    try await world.refused("/access_codes/generate_code", 400, "not_supported", ["device_id": code.device_id])
  }

  @Test("of chosen digits ends the old ones, and no other code can have them") func chosenDigits() async throws {
    try await world.virtual.post("site", ["custom_pin": true])
    try await world.sync()
    let code = try await create(["code": "4711"])
    #expect(code.code == "4711")
    _ = try await create(["code": "4712", "name": "Painter"])
    try await world.refused(
      "/access_codes/update", 409, "duplicate_access_code", ["access_code_id": code.access_code_id, "code": "4712"])
    let generated = try await world.ok("/access_codes/generate_code", ["device_id": code.device_id]).generated_code
    #expect(generated.code.text.count == 6)
    let attempt = try await update(code, ["code": generated.code])
    #expect(attempt.status == "pending")
    try await world.advance(120)
    #expect(try await get(code).code == generated.code)
    #expect(try await get(code).status == "set")
    #expect(try await get(code).errors == [])
    #expect(try await typing("4711") == false)
    #expect(try await typing(generated.code) == true)
    let event = try await world.events("access_code.code_changed")[0]
    #expect(event.from.code == .null && event.to.code == .null)
  }

  @Test("of nothing: a door that it opens names it") func entries() async throws {
    let code = try await create()
    #expect(try await typing(code.code) == true)
    try await world.advance(300)
    let opened = try await world.events("lock.unlocked", more: ["access_code_id": code.access_code_id])
    #expect(opened.count == 1)
    #expect(opened[0].method == "keycode")
    #expect(opened[0].access_code_is_managed == true)
    let timeline = try await world.ok("/access_codes/get_timeline", ["access_code_id": code.access_code_id])
    #expect(timeline.timeline_events[0].event_type == "access_code.created")
    #expect(timeline.timeline_events[0].actor.type == "api_key")
    #expect(!timeline.timeline_events[0].actor.id.text.isEmpty)
    #expect(!world.key.hasSuffix(timeline.timeline_events[0].actor.id.text), "the secret part is not shown")
    #expect(timeline.timeline_events.first("event_type", "access_code.set_on_device").actor.type == "system")
    #expect(timeline.timeline_events.first("event_type", "access_code.set_on_device").actor.display_name == "Latchkey")
  }

  @Test("in the web app is put right") func drift() async throws {
    let code = try await create()
    let people = try await WebApp(world)
    try await people.edit(people.user("Cleaner"), ["first_name": "Somebody"])
    try await world.sync()
    #expect(try await world.events("access_code.modified_external_to_seam").count == 1)
    let told = try await get(code).errors.first("error_code", "conflicting_external_modification")
    #expect(told.is_access_code_error == true)
    #expect(told.modified_fields.each("field") == ["name"])
    #expect(told.modified_fields[0].from == "Cleaner")
    #expect(told.modified_fields[0].to.text.hasPrefix("Somebody"))
    try await world.advance(300)
    #expect(try await names().contains("Cleaner"))
    #expect(try await get(code).errors == [])
    try await people.delete(people.user("Cleaner"))
    try await world.advance(60)
    try await world.sync()
    #expect(try await world.events("access_code.deleted_external_to_seam").count == 1)
    try await world.advance(1200)
    let again = try await get(code)
    #expect(again.status == "set")
    #expect(again.errors == [])
    #expect(try await typing(again.code) == true)
    #expect(try await world.events("access_code.set_on_device").count == 2)
  }

  @Test("in the web app that blocks its user stays, and the error says how to end it") func block() async throws {
    let code = try await create()
    let people = try await WebApp(world)
    try await people.edit(people.user("Cleaner"), ["blocked": true])
    try await world.sync()
    try await world.advance(60)
    let inactive = try await get(code).errors.first("error_code", "access_code_inactive")
    let users = try await world.ok("/acs/users/list", ["acs_system_id": buildingA]).acs_users
    let user = users.first("full_name", "Cleaner").acs_user_id
    #expect(inactive.message.contains("/acs/users/unsuspend with acs_user_id \(user.text)"))
    try await world.ok("/acs/users/unsuspend", ["acs_user_id": user])
    try await world.advance(300)
    #expect(try await get(code).errors == [])
    #expect(try await typing(code.code) == true)
  }

  @Test("in the web app stays where it is allowed") func allowedDrift() async throws {
    let code = try await create(["is_external_modification_allowed": true])
    let people = try await WebApp(world)
    try await people.edit(people.user("Cleaner"), ["first_name": "Somebody"])
    try await world.sync()
    try await world.advance(300)
    let kept = try await get(code)
    #expect(kept.name.text.hasPrefix("Somebody"))
    #expect(kept.warnings.each("warning_code") == ["external_modification_in_effect"])
    let fields = kept.warnings[0].modified_fields
    #expect(fields.each("field") == ["name"])
    #expect(fields[0].from == "Cleaner" && fields[0].to == kept.name)
    #expect(try await world.events("access_code.changed").map(\.change_reason) == ["changed_at_site"])
    try await people.delete(people.user("Somebody"))
    try await world.advance(60)
    try await world.sync()
    try await world.advance(1200)
    try await world.refused(
      "/access_codes/get", 404, "access_code_not_found", ["access_code_id": code.access_code_id])
  }

  @Test("of its end in the web app is put right, and stays where it is allowed", arguments: [false, true])
  func times(isAllowed: Bool) async throws {
    let stay: Value = ["starts_at": checkIn, "ends_at": checkOut]
    let code = try await create(stay.with(["is_external_modification_allowed": Value(.bool(isAllowed))]))
    try await world.setClock(checkIn)
    try await world.advance(600)
    let before = try await get(code)
    #expect(before.status == "set")
    let people = try await WebApp(world)
    let groups = try await people.call("GET", "access_groups")["items"].items
    let group = try #require(groups.first { $0.customer_reference.text.hasPrefix("Cleaner") }).id.text
    let path = "access_groups/\(group)/time_schedules"
    let schedule = try await people.call("GET", path, version: "v1.1")["items"][0]
    try await people.call(
      "PATCH", "\(path)/\(schedule.id.text)", ["end_date": "2024-11-06T11:59:59"], version: "v1.1")
    try await world.sync()
    #expect(try await world.events("access_code.modified_external_to_seam").count == 1)
    try await world.advance(1200)
    let after = try await get(code)
    #expect(after.ends_at == (isAllowed ? "2024-11-06T11:00:00.000Z" : checkOut))
    #expect(after.warnings.each("warning_code") == (isAllowed ? ["external_modification_in_effect"] : []))
    if isAllowed {
      let field = after.warnings[0].modified_fields.first("field", "ends_at")
      #expect(field.from == checkOut && field.to == after.ends_at)
    }
    #expect(after.errors == [])
    #expect(after.code == before.code)
    let end = try await people.call("GET", path, version: "v1.1")["items"][0].end_date
    #expect(end == (isAllowed ? "2024-11-06T11:59:59" : schedule.end_date))
  }

  @Test("of people whom the staff added is told, and never of codes that Latchkey made") func unmanaged() async throws {
    _ = try await create()
    let people = try await WebApp(world)
    let carla = try await people.add("Carla", "Cleaner", ["use_pin": true, "subscription_state": "subscribed"])
    try await world.advance(120)
    try await people.put(carla, into: "Common Areas")
    try await world.sync()
    let created = try await world.events("access_code.unmanaged.created")
    let doors = created.map(\.device_id)
    #expect(!doors.isEmpty)
    let batch = try await world.ok("/workspaces/find_anything", ["search": created[0].access_code_id]).batch
    #expect(batch.unmanaged_access_codes.each("name") == ["Carla Cleaner"])
    let codes = try await world.ok("/access_codes/unmanaged/list", ["device_id": doors[0]]).access_codes
    #expect(codes.each("access_code_id") == [created[0].access_code_id])
    #expect(codes[0].name == "Carla Cleaner")
    #expect(codes[0].code == .null)
    try await people.delete(carla)
    try await world.advance(60)
    try await world.sync()
    #expect(try await world.events("access_code.unmanaged.removed").count == doors.count)
  }

  @Test("of the name of linked codes reaches their one user at the site") func linkedName() async throws {
    let doors = [try await world.door(), try await world.door("Main Entrance")]
    let linked = try await world.ok("/access_codes/create_multiple", ["device_ids": Value(doors), "name": "Cleaners"])
      .access_codes
    try await world.advance(600)
    let key: Value = ["common_code_key": linked[0].common_code_key]
    try await world.ok("/access_codes/update_multiple", key.with(["name": "Painters"]))
    try await world.advance(60)
    #expect(try await names().filter { $0 == "Painters" }.count == 1)
    #expect(try await !names().contains("Cleaners"))
    #expect(try await get(linked[1]).name == "Painters")
    #expect(try await get(linked[1]).code == get(linked[0]).code)
  }

  @Test("of one linked code leaves the others, and all share the digits") func linked() async throws {
    let doors = [try await world.door(), try await world.door("Main Entrance")]
    let linked = try await world.ok("/access_codes/create_multiple", ["device_ids": Value(doors), "name": "Cleaners"])
      .access_codes
    try await world.advance(600)
    let (one, other) = (try await get(linked[0]), try await get(linked[1]))
    #expect(one.code == other.code)
    #expect(try await names().filter { $0 == "Cleaners" }.count == 1)
    try await world.ok("/access_codes/delete", ["access_code_id": other.access_code_id])
    try await world.advance(300)
    #expect(try await typing(one.code) == true)
    #expect(try await get(one).status == "set")
  }
}

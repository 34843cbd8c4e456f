import Testing
import Wire

/// The PINs of guests at the guide's site.
@Suite("A PIN", .world)
struct PinTests {
  private let world = World.here
  private let path = "/acs/credentials/create"

  private func guest(_ name: Value = "Jane Doe", groups: Value = [common, apartment]) async throws -> Value {
    try await world.staff(
      name, ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut], "acs_access_group_ids": groups])
  }

  /// The credential with its PIN, which is created while the caller waits.
  private func code(for user: Value) async throws -> Value {
    let (world, path) = (world, path)
    return try await world.working {
      try await world.ok(path, ["acs_user_id": user, "access_method": "code"]).acs_credential
    }
  }

  private func get(_ id: Value) async throws -> Value {
    try await world.ok("/acs/credentials/get", ["acs_credential_id": id]).acs_credential
  }

  /// The response of a door to typed digits.
  private func typing(_ digits: Value, at door: Value = "Apartment 4B") async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": digits]).reason
  }

  private func errors(_ credential: Value) -> [Value] { credential.errors.each("error_code") }

  @Test("is made by the provider while its caller waits, once for each user")
  func creation() async throws {
    let user = try await guest()
    let made = try await code(for: user)
    #expect(made.code.text.count == 6)
    #expect(made.is_issued == true)
    #expect(made.warnings == [])
    #expect(made.errors == [])
    #expect(made.external_type == "salto_ks_credential")
    #expect(made.is_multi_phone_sync_credential == false)
    #expect(try await get(made.acs_credential_id) == made)
    #expect(try await world.events("acs_credential.issued").map(\.acs_credential_id) == [made.acs_credential_id])
    #expect(try await world.virtual.count("pin_set") == 1)
    let error = try await world.refused(path, 400, "invalid_input", ["acs_user_id": user, "access_method": "code"])
    #expect(error.message.contains(made.acs_credential_id.text))
  }

  @Test("opens keypads of the user's doors during the stay")
  func stay() async throws {
    let made = try await code(for: guest())
    let other = Value(.string(made.code == "000000" ? "000001" : "000000"))
    #expect(try await typing(made.code) == "suspended")
    try await world.setClock("2024-11-01T14:59:00.000Z")
    #expect(try await typing(made.code) == "suspended")
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await typing(made.code) == "opened")
    #expect(try await typing(made.code, at: "Main Entrance") == "opened")
    #expect(try await typing(made.code, at: "Bicycle Storage") == "no_keypad")
    #expect(try await typing(other) == "unknown_pin")
    try await world.advance(120)
    let events = try await world.events("lock.unlocked", "lock.access_denied", more: ["since": checkIn])
    #expect(events.filter { $0.method == "keycode" && !$0.acs_user_id.isMissing }.count == 2)
    #expect(events.last { !$0.reason.isMissing }?.reason.reason_code == "unknown_code")
    try await world.setClock(checkOut)
    try await world.advance(1)
    #expect(try await typing(made.code) == "suspended")
    #expect(try await get(made.acs_credential_id).code == made.code)
  }

  @Test("that is deleted opens nothing, and the next one is another")
  func deletion() async throws {
    let user = try await guest()
    let first = try await code(for: user)
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await typing(first.code) == "opened")
    try await world.ok("/acs/credentials/delete", ["acs_credential_id": first.acs_credential_id])
    try await world.advance(5)
    #expect(try await typing(first.code) == "no_pin_allowed")
    let second = try await code(for: user)
    #expect(second.code != first.code)
    #expect(try await typing(second.code) == "opened")
    #expect(try await typing(first.code) == "unknown_pin")
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    try await world.advance(5)
    #expect(try await typing(second.code) == "blocked")
    try await world.ok("/acs/users/delete", ["acs_user_id": user])
    try await world.advance(5)
    #expect(try await typing(second.code) == "deleted")
  }

  @Test("whose answer is lost is followed by another")
  func lostAnswers() async throws {
    let user = try await guest()
    try await world.advance(60)
    try await world.virtual.faults(["kind": "lost_answer", "match": "/pin", "times": 2])
    let task = try await world.working { [world, path] in
      let reply = try await world.call(path, ["acs_user_id": user, "access_method": "code"])
      return reply.body.acs_credential
    }
    try await world.advance(60)
    let made = try await get(task.acs_credential_id)
    #expect(try await world.virtual.count("pin_set") == 3)
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await typing(made.code) == "opened")
    #expect(try await world.events("acs_credential.issued").map(\.acs_credential_id) == [made.acs_credential_id])
  }

  @Test("at a site without PINs is refused with what to switch on")
  func sitesWithoutPins() async throws {
    let (user, other) = (try await guest(), try await guest())
    let made = try await code(for: other)
    try await world.virtual.post("site", ["pin_enabled": false])
    try await world.advance(120)
    let error = try await world.refused(path, 400, "not_supported", ["acs_user_id": user, "access_method": "code"])
    #expect(error.message.contains("Enable them"))
    #expect(errors(try await get(made.acs_credential_id)) == ["salto_ks_pins_not_enabled"])
    try await world.virtual.post("site", ["pin_enabled": true])
    try await world.advance(120)
    #expect(errors(try await get(made.acs_credential_id)) == [])
    #expect(try await code(for: user).code.text.count == 6)
  }

  @Test("of a user without a keypad says so")
  func keypads() async throws {
    let user = try await guest("Cyclist", groups: [bicycles])
    let made = try await code(for: user)
    #expect(errors(made) == ["salto_ks_no_keypad"])
    try await world.ok("/acs/users/add_to_access_group", ["acs_user_id": user, "acs_access_group_id": common])
    #expect(errors(try await get(made.acs_credential_id)) == [])
  }

  @Test("moves with its credential, and is another then")
  func moves() async throws {
    let (one, other) = (try await guest(), try await guest())
    let made = try await code(for: one)
    let id = made.acs_credential_id
    try await world.setClock(checkIn)
    try await world.advance(60)
    try await world.ok("/acs/credentials/unassign", ["acs_credential_id": id, "acs_user_id": one])
    try await world.advance(60)
    #expect(try await typing(made.code) == "no_pin_allowed")
    #expect(try await get(id).code == .null)
    #expect(try await world.events("acs_credential.invalidated").map(\.acs_credential_id) == [id])
    try await world.ok("/acs/credentials/assign", ["acs_credential_id": id, "acs_user_id": other])
    try await world.advance(60)
    let moved = try await get(id)
    #expect(moved.code != made.code)
    #expect(moved.acs_user_id == other)
    #expect(try await typing(moved.code) == "opened")
  }

  @Test("is refused for bad parameters")
  func refusals() async throws {
    let user = try await guest()
    for wrong: Value in [
      ["code": "12ab"], ["access_method": "mobile_key", "code": "123456"], ["code": "123456"],
      ["is_multi_phone_sync_credential": true], ["starts_at": checkIn],
    ] {
      let wish: Value = ["acs_user_id": user, "access_method": "code"]
      #expect(try await world.call(path, wish.with(wrong)).status == 400, "\(wrong)")
    }
    let made = try await code(for: user)
    try await world.refused(
      "/acs/credentials/update", 400, "not_supported",
      ["acs_credential_id": made.acs_credential_id, "code": "123456"])
  }

  @Test("is chosen only where the plan has that, and by one user alone")
  func choice() async throws {
    let (world, path, user) = (world, path, try await guest())
    let wish: Value = ["acs_user_id": user, "access_method": "code", "code": "4711"]
    #expect(try await world.refused(path, 400, "not_supported", wish).message.contains("custom_pin"))
    try await world.virtual.post("site", ["custom_pin": true])
    try await world.sync()
    try await world.refused(path, 400, "invalid_input", wish.with(["code": "47a1"]))
    for wrong: Value in ["471", "4711471"] {
      let error = try await world.refused(path, 400, "invalid_input", wish.with(["code": wrong]))
      #expect(error.message.contains("4 to 6 digits"))
    }
    try await world.refused(path, 400, "invalid_input", wish.with(["access_method": "mobile_key"]))
    try await world.advance(120)
    try await world.virtual.faults(["kind": "lost_answer", "match": "/pin/custom", "times": 1])
    let id = try await world.working { try await world.ok(path, wish).acs_credential.acs_credential_id }
    try await world.advance(60)
    let made = try await get(id)
    #expect(made.code == "4711")
    #expect(made.is_issued == true)
    #expect(try await world.virtual.count("pin_set") == 1, "saying the same again makes nothing twice")
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await typing("4711") == "opened")
    // No other user can get the same PIN.
    let other = try await world.staff("Jim Doe", ["acs_access_group_ids": [apartment]])
    try await world.refused(path, 400, "invalid_input", wish.with(["acs_user_id": other]))
    let changed = try await world.ok(
      "/acs/credentials/update", ["acs_credential_id": id, "code": "081500"]
    ).acs_credential
    #expect(changed.code == "081500")
    #expect(changed.is_issued == false)
    try await world.advance(60)
    #expect(try await get(id).is_issued == true)
    #expect(try await typing("4711") == "unknown_pin")
    #expect(try await typing("081500") == "opened")
  }
}

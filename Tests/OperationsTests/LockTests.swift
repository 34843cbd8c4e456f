import Testing
import Wire

@Suite("A lock", .world)
struct LockTests {
  private let world = World.here

  private func unlock(_ device: Value) async throws -> Value {
    try await world.ok("/locks/unlock_door", ["device_id": device]).action_attempt
  }

  private func openings() async throws -> Int { try await world.virtual.count("lock_opened_remotely") }

  @Test("is unlocked and locked remotely, with an event for each attempt")
  func movements() async throws {
    let device = try await world.door()
    let attempt = try await unlock(device)
    #expect(attempt.action_type == "UNLOCK_DOOR")
    #expect(attempt.status == "success")
    #expect(attempt.result == ["was_confirmed_by_device": true])
    #expect(attempt.error == .null)
    #expect(try await openings() == 1)
    let which: Value = ["action_attempt_id": attempt.action_attempt_id]
    #expect(try await world.ok("/action_attempts/get", which).action_attempt == attempt)
    let locked = try await world.ok("/locks/lock_door", ["device_id": device]).action_attempt
    #expect(locked.action_type == "LOCK_DOOR")
    #expect(locked.status == "success")
    #expect(try await world.ok("/action_attempts/list", ["device_id": device]).action_attempts == [attempt, locked])
    try await world.refused("/action_attempts/get", 404, "action_attempt_not_found", ["action_attempt_id": "none"])
    try await world.refused("/locks/unlock_door", 404, "device_not_found", ["device_id": "none"])
    let events = try await world.events(
      "action_attempt.unlock_door.succeeded", "action_attempt.lock_door.succeeded")
    #expect(events.map(\.action_attempt_id) == [attempt.action_attempt_id, locked.action_attempt_id])
    #expect(events.map(\.status) == ["success", "success"])
    #expect(events.map(\.device_id) == [device, device])
    try await world.advance(120)
    let unlocked = try await world.events("lock.unlocked")
    #expect(unlocked.map(\.method) == ["remote"])
    #expect(unlocked.map(\.acs_entrance_id) == [device])
  }

  @Test("says what came of an attempt that failed, and is never moved twice by one")
  func outcomes() async throws {
    let device = try await world.door()
    let iq = try await world.virtual.site().iqs[0].id.text
    try await world.virtual.post("iqs/" + iq, ["state": "off"])
    var attempt = try await unlock(device)
    #expect(attempt.status == "error")
    #expect(attempt.error.type == "device_disconnected")
    #expect(attempt.result == .null)
    try await world.virtual.post("iqs/" + iq, ["state": "online"])
    try await world.virtual.faults(["kind": "error_after", "match": "locking"])
    attempt = try await unlock(device)
    #expect(attempt.error.type == "outcome_unknown")
    #expect(try await openings() == 1, "a door was opened twice, or not at all")
    try await world.virtual.faults()
    #expect(try await unlock(device).status == "success")
    #expect(try await openings() == 2)
    #expect(try await world.events("action_attempt.unlock_door.failed").count == 2)
  }

  @Test("is moved fifteen times a minute at most, and others are not held up by that")
  func limit() async throws {
    let device = try await world.door()
    for _ in 0..<15 {
      #expect(try await world.call("/locks/unlock_door", ["device_id": device]).status == 200)
    }
    try await world.refused("/locks/unlock_door", 429, "too_many_requests", ["device_id": device])
    let other = try await world.door("Main Entrance")
    #expect(try await world.call("/locks/unlock_door", ["device_id": other]).status == 200)
    world.pass(seconds: 4)
    #expect(try await world.call("/locks/unlock_door", ["device_id": device]).status == 200, "one more is free by now")
  }

  @Test("is not moved by a caller without the right, whose calls do not count toward its limit")
  func strangers() async throws {
    let device = try await world.door()
    let session = try await world.session([:])
    for _ in 0..<20 {
      try await world.refused("/locks/unlock_door", 403, "forbidden", ["device_id": device], by: session)
    }
    #expect(try await world.call("/locks/unlock_door", ["device_id": device]).status == 200)
    #expect(try await openings() == 1)
  }

  @Test("opens for the app of a guest during the stay, where the guest may enter")
  func guests() async throws {
    let user = try await world.guest()
    let identity = try await world.user(user).user_identity_id
    let token = try await world.session(["user_identity_id": identity])
    let (home, storage) = (try await world.door(), try await world.door("Bicycle Storage"))
    let unlock = { (device: Value) in try await world.call("/locks/unlock_door", ["device_id": device], by: token) }
    let devices = try await world.ok("/devices/list", by: token).devices
    #expect(Set(devices.each("display_name")) == ["Main Entrance", "Elevator Lobby", "Apartment 4B"])
    #expect(try await unlock(storage).status == 403)
    #expect(try await unlock(home).refusal == .init(403, "no_access"), "before check-in")
    try await world.setClock(checkIn)
    let opened = try await unlock(home)
    #expect(opened.status == 200)
    #expect(opened.body.action_attempt.status == "success")
    let which: Value = ["action_attempt_id": opened.body.action_attempt.action_attempt_id]
    #expect(try await world.call("/action_attempts/get", which, by: token).status == 200)
    let both: Value = ["user_identity_id": identity, "device_id": storage]
    try await world.ok("/user_identities/grant_access_to_device", both)
    #expect(try await unlock(storage).status == 200)
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    for door in [home, storage] { #expect(try await unlock(door).status == 403) }
    let accessible = try await world.ok("/user_identities/list_accessible_devices", ["user_identity_id": identity])
    #expect(accessible.devices.count == 4)
    #expect(accessible.devices == accessible.accessible_devices)
    try await world.ok("/user_identities/revoke_access_to_device", both)
    #expect(try await unlock(storage).status == 403)
    try await world.ok("/acs/users/unsuspend", ["acs_user_id": user])
    try await world.setClock(checkOut)
    #expect(try await unlock(home).status == 403)
    #expect(try await openings() == 2)
  }

  @Test("behind an IQ that asks for codes opens once the IQ is activated")
  func activation() async throws {
    let device = try await world.door()
    let iq = try await world.virtual.site().iqs[0].id
    try await world.virtual.post("iqs/\(iq.text)", ["otp_enabled": true])
    let refused = try await unlock(device)
    #expect(refused.error.type == "iq_not_activated")
    #expect(refused.error.message.contains("begin_activation"))
    let which: Value = ["acs_system_id": buildingA, "iq_id": iq]
    let activate = "/latchkey/v1/iqs/activate"
    try await world.refused(activate, 400, "not_supported", which.with(["pin": "1234"]))
    try await world.ok("/latchkey/v1/iqs/begin_activation", which)
    let awaited = try await world.ok("/latchkey/v1/iqs/list", ["acs_system_id": buildingA]).iqs
    #expect(awaited.each("iq_id") == [iq])
    #expect(awaited[0].is_activated == false)
    #expect(awaited[0].is_pin_awaited == true)
    #expect(awaited[0].time_zone == "Europe/Amsterdam")
    let pin = try await world.virtual.get("mailbox").iq_pins[0].pin
    let wrong = String(String(10_000 + ((Int(pin.text) ?? 0) + 1) % 10_000).dropFirst())
    try await world.refused(activate, 400, "provider_refused", which.with(["pin": "\(wrong)"]))
    try await world.ok(activate, which.with(["pin": pin]))
    let iqs = try await world.ok("/latchkey/v1/iqs/list", ["acs_system_id": buildingA]).iqs
    #expect(iqs[0].is_activated == true)
    #expect(try await unlock(device).status == "success")
    #expect(try await openings() == 1)
    try await world.setClock("2024-12-24T18:00:00Z")
    #expect(try await unlock(device).status == "success")
    #expect(try await openings() == 2)
    try await world.refused(
      "/latchkey/v1/iqs/begin_activation", 404, "iq_not_found", ["acs_system_id": buildingA, "iq_id": "none"])
    // A rejected login is not solved by waiting, so the error is not temporary.
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/simulate/disconnect", ["connected_account_id": account])
    try await world.refused("/latchkey/v1/iqs/begin_activation", 400, "account_disconnected", which)
    try await world.refused(activate, 400, "account_disconnected", which.with(["pin": pin]))
  }
}

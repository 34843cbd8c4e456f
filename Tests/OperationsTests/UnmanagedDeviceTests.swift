import Testing
import Wire

@Suite("An unmanaged device", .world)
struct UnmanagedDeviceTests {
  private let world = World.here

  private func unmanaged() async throws -> Value {
    let which: Value = ["device_id": try await world.door("Bicycle Storage")]
    try await world.ok("/devices/update", which.with(["is_managed": false]))
    return which
  }

  @Test("is seen, but not controlled, and can be managed again")
  func life() async throws {
    let which = try await unmanaged()
    let shown = try await world.ok("/devices/unmanaged/get", which).device
    #expect(shown.is_managed == false)
    #expect(shown.display_name == "Bicycle Storage")
    #expect(try await world.ok("/devices/unmanaged/list").devices == [shown])
    #expect(try await world.ok("/devices/list").devices.count == 3)
    #expect(try await world.ok("/locks/list").devices.count == 3)
    try await world.refused("/devices/get", 404, "device_not_found", which)
    try await world.refused("/locks/unlock_door", 400, "device_unmanaged", which)
    try await world.refused("/devices/update", 400, "device_unmanaged", which.with(["name": "Bikes"]))
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
    #expect(try await world.ok("/acs/entrances/list").acs_entrances.count == 4)
    try await world.ok("/devices/unmanaged/update", which.with(["custom_metadata": ["floor": "0"]]))
    try await world.refused("/devices/get", 404, "device_not_found", which)
    try await world.ok("/devices/unmanaged/update", which.with(["is_managed": true]))
    #expect(try await world.ok("/devices/get", which).device.custom_metadata == ["floor": "0"])
    try await world.refused("/devices/unmanaged/get", 404, "device_not_found", which)
    try await world.refused("/devices/unmanaged/update", 400, "device_managed", which.with(["is_managed": true]))
    try await world.refused("/devices/unmanaged/update", 400, "invalid_input", which.with(["is_managed": false]))
    #expect(
      try await world.events("device.converted_to_unmanaged", "device.unmanaged.converted_to_managed")
        .map(\.event_type) == ["device.converted_to_unmanaged", "device.unmanaged.converted_to_managed"])
  }

  @Test("has events of its own when its connection changes")
  func connection() async throws {
    let which = try await unmanaged()
    try await world.ok("/devices/simulate/disconnect", which)
    try await world.ok("/devices/simulate/connect", which)
    #expect(try await world.events("device.connected", "device.disconnected") == [])
    #expect(
      try await world.events("device.unmanaged.connected", "device.unmanaged.disconnected").map(\.event_type)
        == ["device.unmanaged.disconnected", "device.unmanaged.connected"])
  }

  @Test("makes its access codes unmanaged as long as it is")
  func codes() async throws {
    let door: Value = ["device_id": try await world.door()]
    let made = try await world.ok("/access_codes/create", door.with(["name": "Cleaner"])).access_code
    try await world.advance(600)
    let which: Value = ["access_code_id": made.access_code_id]
    let code = try await world.ok("/access_codes/get", which).access_code
    func opens() async throws -> Value {
      try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": code.code]).opened
    }
    try await world.ok("/devices/update", door.with(["is_managed": false]))
    #expect(try await world.ok("/access_codes/list", door).access_codes == [])
    for path in ["get", "update", "delete", "get_timeline"] {
      try await world.refused("/access_codes/\(path)", 404, "access_code_not_found", which)
    }
    let shown = try await world.ok("/access_codes/unmanaged/get", which).access_code
    #expect(shown.is_managed == false)
    #expect(shown.status == "set")
    #expect(shown.code == code.code)
    #expect(shown.cannot_be_managed.isMissing)
    #expect(try await world.ok("/access_codes/unmanaged/list", door).access_codes == [shown])
    let digits = door.with(["code": code.code])
    #expect(try await world.ok("/access_codes/unmanaged/get", digits).access_code == shown)
    try await world.refused("/access_codes/get", 404, "access_code_not_found", digits)
    #expect(try await opens() == true)
    try await world.refused(
      "/access_codes/unmanaged/update", 400, "device_unmanaged", which.with(["is_managed": true]))
    try await world.ok("/devices/unmanaged/update", door.with(["is_managed": true]))
    #expect(try await world.ok("/access_codes/get", which).access_code == code)
    try await world.ok("/devices/update", door.with(["is_managed": false]))
    #expect(try await world.ok("/access_codes/unmanaged/delete", which).action_attempt.status == "pending")
    try await world.advance(600)
    try await world.refused("/access_codes/unmanaged/get", 404, "access_code_not_found", which)
    #expect(try await opens() == false)
  }

  @Test("keeps its access codes linked with those of other devices, and they change together")
  func linkedCodes() async throws {
    let (front, home) = (try await world.door("Main Entrance"), try await world.door())
    let shared: Value = ["common_code_key": "cleaners", "name": "Day shift"]
    let first = try await world.ok("/access_codes/create", shared.with(["device_id": front])).access_code
    try await world.advance(600)
    try await world.ok("/devices/update", ["device_id": front, "is_managed": false])
    let unknown = try await world.refused("/access_codes/update_multiple", 404, "access_code_not_found", shared)
    #expect(unknown.data == ["common_code_key": "cleaners"])
    let second = try await world.ok("/access_codes/create", shared.with(["device_id": home])).access_code
    try await world.ok("/access_codes/update_multiple", shared.with(["name": "Night shift"]))
    try await world.advance(600)
    let one: Value = ["access_code_id": first.access_code_id]
    let other: Value = ["access_code_id": second.access_code_id]
    let unmanaged = try await world.ok("/access_codes/unmanaged/get", one).access_code
    #expect(unmanaged.code == (try await world.ok("/access_codes/get", other).access_code.code))
    #expect(unmanaged.name == "Night shift")
    try await world.ok("/devices/unmanaged/update", ["device_id": front, "is_managed": true])
    try await world.ok("/access_codes/update_multiple", shared)
    for which in [one, other] {
      #expect(try await world.ok("/access_codes/get", which).access_code.name == "Day shift")
    }
  }

  @Test("is what a new lock is, if its account does not manage new devices")
  func newLocks() async throws {
    try await world.ok(
      "/connected_accounts/update",
      [
        "connected_account_id": world.account().connected_account_id, "automatically_manage_new_devices": false,
      ])
    _ = try await world.virtual.post("locks", ["name": "Roof"])
    try await world.sync()
    #expect(try await world.ok("/devices/unmanaged/list").devices.each("display_name") == ["Roof"])
    #expect(try await world.ok("/devices/list").devices.count == 4)
  }
}

@Suite("A simulation at a lock", .world)
struct LockSimulationTests {
  private let world = World.here

  @Test("of a PIN opens the doors of its holder, and no others")
  func pins() async throws {
    let world = world
    let user = try await world.staff(
      "Jane Doe",
      ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut], "acs_access_group_ids": [common, apartment]])
    let code = try await world.working {
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"]).acs_credential.code
    }
    let which: Value = ["device_id": try await world.door("Apartment 4B"), "code": code]
    func entered(_ parameters: Value) async throws -> Value {
      try await world.ok("/locks/simulate/keypad_code_entry", parameters).action_attempt
    }
    #expect(try await entered(which).status == "error")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let attempt = try await entered(which)
    #expect(attempt.status == "success")
    #expect(attempt.action_type == "SIMULATE_KEYPAD_CODE_ENTRY")
    #expect(try await entered(which.with(["code": "99"])).status == "error")
    let opened = try await world.events("lock.unlocked", more: ["since": checkIn])
    #expect(opened.map(\.action_attempt_id) == [attempt.action_attempt_id])
    #expect(opened.map(\.acs_user_id) == [user])
    #expect(try await world.events("action_attempt.simulate_keypad_code_entry.failed").count == 2)
  }

  @Test("by hand ends office mode, and nobody can configure auto-lock")
  func hands() async throws {
    let which: Value = ["device_id": try await world.door()]
    let attempt = try await world.ok("/locks/simulate/manual_lock_via_keypad", which).action_attempt
    #expect(attempt.status == "success")
    #expect(try await world.events("lock.locked").map(\.action_attempt_id) == [attempt.action_attempt_id])
    let other: Value = ["device_id": try await world.door("Bicycle Storage")]
    try await world.refused("/locks/simulate/manual_lock_via_keypad", 400, "not_supported", other)
    try await world.refused("/locks/configure_auto_lock", 400, "invalid_input", which.with(["auto_lock_enabled": true]))
    let refused = try await world.ok("/locks/configure_auto_lock", which.with(["auto_lock_enabled": false]))
    #expect(refused.action_attempt.error.type == "uncategorized_error")
  }
}

import Testing
import Wire

/// The PINs of people whom the site's staff added.
@Suite("An unmanaged access code", .world)
struct UnmanagedCodeTests {
  private let world = World.here
  private let allDay: Value = ["start_time": "00:00:00", "end_time": "23:59:59"]
  private let everyDay: Value = [
    "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true,
    "sunday": true,
  ]

  /// A group of the apartment's lock with a schedule.
  private func addGroup(_ name: Value, _ schedule: Value, _ people: WebApp) async throws {
    let group = try await people.call("POST", "access_groups", ["customer_reference": name]).id.text
    let lock = Value(.string(try await world.virtual.lock("Apartment 4B")))
    try await people.call("POST", "access_groups/\(group)/locks", ["lock_id": lock])
    try await people.call(
      "POST", "access_groups/\(group)/time_schedules", allDay.with(schedule), version: "v1.1")
  }

  private func addCarla(to groups: Value..., by people: WebApp) async throws {
    let carla = try await people.add("Carla", "Cleaner", ["use_pin": true, "subscription_state": "subscribed"])
    try await world.advance(120)
    for group in groups { try await people.put(carla, into: group) }
    try await world.sync()
  }

  private func code() async throws -> Value {
    try await world.ok("/access_codes/unmanaged/list", ["device_id": world.door()]).access_codes[0]
  }

  @Test("starts and ends with the group's schedule, in the time of the site")
  func dated() async throws {
    let people = try await WebApp(world)
    let dates: Value = ["start_date": "2024-11-01T16:00:00", "end_date": "2024-11-04T11:59:59"]
    try await addGroup("Conference", everyDay.with(dates), people)
    try await addCarla(to: "Conference", by: people)
    let ahead = try await code()
    #expect(ahead.type == "time_bound")
    #expect(ahead.starts_at == checkIn)
    #expect(ahead.ends_at == checkOut)
    #expect(ahead.status == "unset")
    let which: Value = ["access_code_id": ahead.access_code_id]
    #expect(try await world.ok("/access_codes/unmanaged/get", which).access_code == ahead)
    let found = try await world.ok("/workspaces/find_anything", ["search": ahead.access_code_id]).batch
    #expect(found.unmanaged_access_codes == [ahead])
    #expect(found.access_codes.isMissing)
    try await world.setClock(checkIn)
    #expect(try await code().status == "set")
    try await world.setClock(checkOut)
    #expect(try await code().status == "unset")
  }

  @Test("is shown at a lock that is not managed either")
  func unmanagedLock() async throws {
    let people = try await WebApp(world)
    try await addGroup("Always", everyDay, people)
    try await addCarla(to: "Always", by: people)
    let shown = try await code()
    let lock: Value = ["device_id": try await world.door()]
    try await world.ok("/devices/update", lock.with(["is_managed": false]))
    #expect(try await world.ok("/access_codes/unmanaged/list", lock).access_codes == [shown])
    let which: Value = ["access_code_id": shown.access_code_id]
    #expect(try await world.ok("/access_codes/unmanaged/get", which).access_code == shown)
    let found = try await world.ok("/workspaces/find_anything", ["search": shown.access_code_id]).batch
    #expect(found.unmanaged_access_codes == [shown])
  }

  @Test("lasts as long as one of the person's groups opens the lock, on whatever days")
  func severalGroups() async throws {
    let people = try await WebApp(world)
    try await addGroup("Saturdays", ["saturday": true, "end_date": "2024-11-04T11:59:59"], people)
    try await addGroup("Always", everyDay, people)
    try await addCarla(to: "Saturdays", by: people)
    let limited = try await code()
    #expect(limited.type == "time_bound")
    #expect(limited.starts_at == .null)
    #expect(limited.ends_at == checkOut)
    #expect(limited.status == "set")
    try await people.put(people.user("Carla"), into: "Always")
    try await world.sync()
    let both = try await code()
    #expect(both.type == "ongoing")
    #expect(both.ends_at == .null)
    #expect(both.status == "set")
  }

  @Test("of a guest of the site ends with the guest's access")
  func guest() async throws {
    let people = try await WebApp(world)
    try await addGroup("Always", everyDay, people)
    let guest = try await people.call("POST", "guests", ["alias": "Gus", "expires_at": checkOut])
    try await world.advance(120)
    try await people.edit(guest, ["use_pin": true])
    try await people.put(guest, into: "Always")
    try await world.sync()
    let found = try await code()
    #expect(found.name == "Gus")
    #expect(found.type == "time_bound")
    #expect(found.ends_at == checkOut)
    #expect(found.status == "set")
    try await world.setClock(checkOut)
    #expect(try await code().status == "unset")
  }

  @Test("is simulated at the virtual site: its person is there, and its digits open the lock")
  func simulated() async throws {
    let path = "/access_codes/simulate/create_unmanaged_access_code"
    let wanted: Value = ["device_id": try await world.door(), "name": "Carla Cleaner", "code": "471147"]
    let made = try await world.ok(path, wanted).access_code
    #expect(made.is_managed == false)
    #expect(made.type == "ongoing")
    #expect(made.status == "set")
    #expect(made.name == "Carla Cleaner")
    #expect(try await code() == made)
    #expect(try await world.virtual.user("Carla Cleaner").subscription_state == "subscribed")
    #expect(try await world.events("access_code.unmanaged.created").map(\.access_code_id) == [made.access_code_id])
    try await world.advance(300)
    let lock = try await world.virtual.lock("Apartment 4B")
    #expect(try await world.virtual.post("locks/\(lock)/try", ["pin": "471147"]).opened == true)
    try await world.refused(path, 409, "duplicate_access_code", wanted.with(["name": "Another"]))
    try await world.refused(path, 400, "not_supported", wanted.with(["device_id": world.door("Bicycle Storage")]))
    try await world.refused(path, 404, "device_not_found", wanted.with(["device_id": "nobody"]))
  }

  @Test("opens its lock where its digits are typed in a simulation")
  func typed() async throws {
    let door: Value = ["device_id": try await world.door(), "code": "471147"]
    let made = try await world.ok(
      "/access_codes/simulate/create_unmanaged_access_code", door.with(["name": "Carla Cleaner"])
    ).access_code
    try await world.advance(300)
    let typing = "/locks/simulate/keypad_code_entry"
    #expect(try await world.ok(typing, door).action_attempt.status == "success")
    let wrong = try await world.ok(typing, door.with(["code": "471148"])).action_attempt
    #expect(wrong.status == "error")
    #expect(wrong.error.type == "access_denied")
    try await world.advance(300)
    let opened = try await world.events("lock.unlocked")
    #expect(opened.map(\.access_code_id) == [made.access_code_id])
    #expect(try await world.events("lock.access_denied").count == 1)
  }
}

import Testing
import Wire

/// The way of a code from its site to its lock.
@Suite("An access code between its site and its lock", .world)
struct AccessCodeRolloutTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    return try await world.ok("/access_codes/create", standard.with(parameters))
  }

  private func get(_ made: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": made.access_code.access_code_id]).access_code
  }

  private func explain(_ made: Value) async throws -> Value {
    let code = made.access_code
    let asked: Value = ["access_code_id": code.access_code_id, "acs_entrance_id": code.device_id]
    return try await world.ok("/latchkey/v1/access/explain", asked).explanation
  }

  private func turnIQs(_ state: Value) async throws {
    for iq in try await world.virtual.site().iqs.items {
      try await world.virtual.post("iqs/\(iq.id.text)", ["state": state])
    }
    try await world.advance(60)
  }

  /// Disconnects the lock from its IQ, which stays online, or connects it again.
  private func turnLock(_ isOnline: Bool, isSimulated: Bool) async throws {
    if isSimulated {
      let path = isOnline ? "/devices/simulate/connect" : "/devices/simulate/disconnect"
      try await world.ok(path, ["device_id": try await world.door()])
    } else {
      try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))", ["online": Value(.bool(isOnline))])
    }
    try await world.advance(60)
  }

  private func typing(_ digits: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": digits]).opened
  }

  @Test("is set once the time of the roll-out is over, as the explanation says")
  func online() async throws {
    let made = try await create()
    try await world.advance(60)
    let early = try await get(made)
    #expect(early.code.text.count == 6, "the site has it")
    #expect(early.status == "setting")
    #expect(try await explain(made).access == "unknown")
    #expect(try await world.events("access_code.set_on_device").isEmpty)
    let attempt: Value = ["action_attempt_id": made.action_attempt.action_attempt_id]
    #expect(try await world.ok("/action_attempts/get", attempt).action_attempt.status == "success")
    try await world.advance(300)
    #expect(try await get(made).status == "set")
    #expect(try await explain(made).access == "allowed")
    #expect(try await world.events("access_code.set_on_device").count == 1)
  }

  @Test("is set when the roll-out ends, however far the clock is moved at once")
  func moment() async throws {
    _ = try await create()
    let soon = try await world.advance(0).now.text
    try await world.advance(86_400)
    let set = try await world.events("access_code.set_on_device")
    #expect(set.count == 1)
    let (day, dayOfEvent) = (soon.prefix(10), set[0].occurred_at.text.prefix(10))
    #expect(dayOfEvent == day, "it did not wait for the end of the move")
  }

  @Test("waits for the IQ of its lock, and says that it is offline")
  func offline() async throws {
    try await turnIQs("no_internet")
    let made = try await create()
    try await world.advance(1200)
    let waiting = try await get(made)
    #expect(waiting.code.text.count == 6)
    #expect(waiting.status == "setting")
    #expect(waiting.errors.each("error_code").contains("hub_disconnected"))
    #expect(try await explain(made).access != "allowed")
    try await turnIQs("online")
    try await world.advance(300)
    #expect(try await get(made).status == "set")
    #expect(try await explain(made).access == "allowed")
    try await turnIQs("no_internet")
    #expect(try await get(made).status == "set", "the lock has it")
  }

  @Test("waits for its lock while only the lock is offline, and warns of it", arguments: [false, true])
  func disconnected(isSimulated: Bool) async throws {
    try await turnLock(false, isSimulated: isSimulated)
    let made = try await create()
    try await world.advance(1200)
    let waiting = try await get(made)
    #expect(waiting.code.text.count == 6)
    #expect(waiting.status == "setting")
    #expect(waiting.errors.each("error_code") == ["device_disconnected"])
    #expect(waiting.warnings.each("warning_code") == ["delay_in_setting_on_device"])
    let explanation = try await explain(made)
    #expect(explanation.access == "unknown")
    #expect(explanation.reason == "iq_offline")
    #expect(explanation.chain.first("code", "iq").message.text.hasPrefix("The lock was offline"))
    #expect(try await world.events("access_code.set_on_device").isEmpty)
    try await turnLock(true, isSimulated: isSimulated)
    try await world.advance(300)
    let set = try await get(made)
    #expect(set.status == "set")
    #expect(set.warnings == [] && set.errors == [])
    #expect(try await explain(made).access == "allowed")
    try await turnLock(false, isSimulated: isSimulated)
    #expect(try await get(made).status == "set", "the lock has it")
  }

  @Test("that its site had long before its start is set at its start")
  func scheduled() async throws {
    let made = try await create(["starts_at": checkIn, "ends_at": checkOut])
    try await world.advance(600)
    try await world.setClock("2024-11-01T14:59:59.000Z")
    #expect(try await get(made).status == "unset")
    #expect(try await world.events("access_code.scheduled_on_device").count == 1)
    try await world.setClock("2024-11-01T15:00:01.000Z")
    #expect(try await get(made).status == "set")
  }

  @Test("is set at once when its digits open the lock")
  func entry() async throws {
    let fast: Value = [
      "rollout_schedule_seconds": 0, "rollout_member_seconds": 0, "rollout_subscription_seconds": 0,
      "entry_lag_seconds": 0,
    ]
    try await world.virtual.post("settings", fast)
    let made = try await create()
    try await world.advance(60)
    let early = try await get(made)
    #expect(early.status == "setting")
    #expect(try await typing(early.code) == true)
    try await world.advance(5)
    #expect(try await get(made).status == "set")
    try await world.advance(600)
    #expect(try await world.events("access_code.set_on_device").count == 1)
  }

  @Test("stays set while its end moves, and is set again at its start if that moves into the future")
  func moved() async throws {
    let made = try await create(["starts_at": "2024-10-01T00:00:00.000Z", "ends_at": checkOut])
    try await world.advance(600)
    #expect(try await get(made).status == "set")
    let which: Value = ["access_code_id": made.access_code.access_code_id]
    try await world.ok("/access_codes/update", which.with(["ends_at": "2024-11-05T11:00:00.000Z"]))
    try await world.advance(60)
    #expect(try await get(made).status == "set", "its digits go on opening the lock")
    try await world.ok("/access_codes/update", which.with(["starts_at": checkIn]))
    try await world.advance(600)
    #expect(try await get(made).status == "unset")
    try await world.setClock(checkIn)
    try await world.advance(60)
    #expect(try await get(made).status == "set")
    #expect(try await world.events("access_code.set_on_device").count == 2)
  }

  @Test("has an unknown state while the account is disconnected, and keeps its state in an outage")
  func connection() async throws {
    let made = try await create()
    try await world.advance(600)
    try await world.virtual.faults(["kind": "unreachable"])
    try await world.advance(1200)
    #expect(try await get(made).status == "set")
    #expect(try await get(made).errors == [], "nobody has to connect the account again")
    try await world.virtual.faults()
    try await world.advance(1200)
    let account: Value = ["connected_account_id": try await world.account().connected_account_id]
    try await world.ok("/connected_accounts/simulate/disconnect", account)
    #expect(try await get(made).status == "unknown")
  }
}

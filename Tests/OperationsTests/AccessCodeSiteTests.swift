import Testing
import Wire

/// Codes that are created together for locks of two sites.
@Suite("An access code of two sites", .world("sandbox"))
struct TwoSiteCodeTests {
  private let world = World.here
  private let path = "/access_codes/create_multiple"

  /// The locks of both sites: two of the first, and one of the second.
  private func doors() async throws -> [Value] {
    _ = try await world.connect()
    var doors: [Value] = []
    for name: Value in ["FRONT DOOR", "BACK DOOR", "GARDEN DOOR"] { doors.append(try await world.door(name)) }
    return doors
  }

  private func get(_ code: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
  }

  /// Whether a lock of any site opens.
  private func opens(_ door: Value, _ digits: Value) async throws -> Value {
    let locks = try await world.virtual.get("state").sites.items.flatMap(\.locks.items)
    let lock = locks.first { $0.name == door }?.id.text ?? ""
    return try await world.virtual.post("locks/\(lock)/try", ["pin": digits]).opened
  }

  /// The number of users with the code's name at each site.
  private func users() async throws -> [Int] {
    try await world.virtual.get("state").sites.items.map { site in
      site.users.items.filter { $0.name == "Cleaners" }.count
    }
  }

  @Test("is not created if the sites cannot share its digits, unless that was asked for")
  func sharing() async throws {
    let doors = try await doors()
    let request: Value = ["device_ids": Value(doors), "name": "Cleaners"]
    try await world.refused(path, 400, "not_supported", request)
    for door in doors {
      #expect(try await world.ok("/access_codes/list", ["device_id": door]).access_codes == [])
    }
    let random: Value = ["behavior_when_code_cannot_be_shared": "create_random_code"]
    let made = try await world.ok(path, request.with(random)).access_codes
    #expect(made.each("device_id") == doors)
    #expect(made.each("common_code_key") == [.null, .null, .null])
    try await world.advance(600)
    #expect(try await users() == [1, 1], "the locks of a site share a user, and so a seat")
    let (front, back, garden) = (try await get(made[0]), try await get(made[1]), try await get(made[2]))
    #expect([front, back, garden].map(\.status) == ["set", "set", "set"])
    #expect(front.code == back.code)
    #expect(try await opens("FRONT DOOR", front.code) == true)
    #expect(try await opens("GARDEN DOOR", garden.code) == true)
    // One lock forgets the digits, and no other one does.
    try await world.ok("/access_codes/delete", ["access_code_id": front.access_code_id])
    try await world.advance(600)
    #expect(try await opens("FRONT DOOR", back.code) == false)
    #expect(try await opens("BACK DOOR", back.code) == true)
    #expect(try await opens("GARDEN DOOR", garden.code) == true)
    #expect(try await users() == [1, 1])
    try await world.ok("/access_codes/delete", ["access_code_id": back.access_code_id])
    try await world.advance(600)
    #expect(try await users() == [0, 1])
    #expect(try await get(garden).status == "set")
  }

  @Test("shares a code with a key only at one site")
  func commonKey() async throws {
    let doors = try await doors()
    let made = try await world.ok(path, ["device_ids": [doors[0], doors[1]], "name": "Cleaners"]).access_codes
    let key: Value = ["common_code_key": made[0].common_code_key]
    #expect(made[1].common_code_key == made[0].common_code_key)
    let refused = try await world.refused(
      "/access_codes/create", 400, "invalid_input", key.with(["device_id": doors[2]]))
    #expect(refused.validation_errors.names.contains("common_code_key"))
    for (door, code) in zip(doors, made.items) {
      let again = try await world.refused("/access_codes/create", 400, "invalid_input", key.with(["device_id": door]))
      #expect(again.message.contains(code.access_code_id.text), "each lock has its code already")
    }
  }
}

/// Codes of two customers, each with an account and a site of its own.
@Suite("A common key of access codes", .world("sandbox"))
struct CommonKeyCustomerTests {
  private let world = World.here

  /// A lock with a keypad at a site that a customer has connected.
  private func door(_ username: String, _ customer: Value, _ site: Value, _ name: Value) async throws -> Value {
    let webview = try await world.ok(
      "/connect_webviews/create", ["accepted_providers": ["salto_ks"], "customer_key": customer]
    ).connect_webview
    _ = try await Visitor(world, webview).connect(username, to: [site])
    return try await world.door(name)
  }

  @Test("belongs to one customer: another one may use it too")
  func customers() async throws {
    let sites = try await world.virtual.get("state").sites.each("id")
    let front = try await door("jane@example.com", "hotel-1", sites[0], "FRONT DOOR")
    let garden = try await door("mia@example.com", "hotel-2", sites[1], "GARDEN DOOR")
    let key: Value = ["common_code_key": "cleaners", "name": "Day shift"]
    let other = try await world.session(["customer_key": "hotel-2"])
    let one = try await world.ok("/access_codes/create", key.with(["device_id": front])).access_code
    let made = try await world.ok("/access_codes/create", key.with(["device_id": garden]), by: other).access_code
    #expect(made.common_code_key == "cleaners")
    let rename = key.with(["name": "Night shift"])
    let refused = try await world.refused("/access_codes/update_multiple", 409, "ambiguous_key", rename)
    #expect(refused.data.access_code_ids == Value([one.access_code_id, made.access_code_id]))
    try await world.ok("/access_codes/update_multiple", rename, by: other)
    func name(_ code: Value) async throws -> Value {
      try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code.name
    }
    #expect(try await name(made) == "Night shift")
    #expect(try await name(one) == "Day shift")
  }
}

/// More codes than the site has seats.
@Suite("An access code without a seat", .world("stays:2"))
struct SeatlessCodeTests {
  private let world = World.here
  private let noSeat: Value = "salto_ks_subscription_limit_exceeded"

  private func create(_ name: Value, _ times: Value = [:]) async throws -> Value {
    let standard: Value = ["device_id": try await world.door(), "name": name]
    return try await world.ok("/access_codes/create", standard.with(times)).access_code
  }

  private func get(_ code: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
  }

  private func opens(_ code: Value) async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["pin": get(code).code]).opened
  }

  @Test("waits, says why, and gets the first seat that is free")
  func waiting() async throws {
    var codes = [try await create("First"), try await create("Second")]
    try await world.advance(600)
    codes.append(try await create("Third"))
    try await world.advance(600)
    #expect(try await get(codes[0]).status == "set")
    #expect(try await get(codes[1]).status == "set")
    let waits = try await get(codes[2])
    #expect(waits.status == "setting")
    #expect(waits.errors.each("error_code").contains(noSeat))
    #expect(try await world.events("access_code.set_on_device").count == 2)
    try await world.ok("/access_codes/delete", ["access_code_id": codes[0].access_code_id])
    try await world.advance(600)
    let set = try await get(codes[2])
    #expect(set.status == "set")
    #expect(set.errors == [])
    #expect(try await opens(codes[2]) == true)
    #expect(try await opens(codes[1]) == true)
  }

  @Test("has attempts that fail if it is deleted before it gets one")
  func attempts() async throws {
    for name: Value in ["First", "Second"] { _ = try await create(name) }
    try await world.advance(600)
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Third"])
    let which: Value = ["access_code_id": made.access_code.access_code_id]
    try await world.advance(600)
    let changed = try await world.ok("/access_codes/update", which.with(["name": "Fourth"]))
    let deleted = try await world.ok("/access_codes/delete", which)
    try await world.advance(600)
    var ended: [Value] = []
    for answer in [made, changed, deleted] {
      let asked: Value = ["action_attempt_id": answer.action_attempt.action_attempt_id]
      ended.append(try await world.ok("/action_attempts/get", asked).action_attempt)
    }
    #expect(ended.map(\.status) == ["error", "error", "success"])
    #expect(ended[0].error.message == "The access code ended before its site confirmed this.")
  }

  @Test("comes after those that start before it, whichever was created first")
  func order() async throws {
    let late = try await create(
      "Late", ["starts_at": "2024-11-03T10:00:00.000Z", "ends_at": "2024-11-10T10:00:00.000Z"])
    let early = try await create(
      "Early", ["starts_at": "2024-11-01T10:00:00.000Z", "ends_at": "2024-11-04T10:00:00.000Z"])
    let middle = try await create(
      "Middle", ["starts_at": "2024-11-02T10:00:00.000Z", "ends_at": "2024-11-10T10:00:00.000Z"])
    try await world.setClock("2024-11-03T10:20:00.000Z")
    try await world.advance(60)
    #expect(try await get(early).status == "set")
    #expect(try await get(middle).status == "set")
    #expect(try await get(late).errors.each("error_code").contains(noSeat))
    #expect(try await opens(late) == false)
    try await world.setClock("2024-11-04T10:00:00.000Z")
    try await world.advance(1200)
    #expect(try await get(late).status == "set")
    #expect(try await get(late).errors == [])
    #expect(try await opens(late) == true)
  }
}

/// Two codes of one site with the same digits.
@Suite("The digits of an access code", .world)
struct SameDigitsTests {
  private let world = World.here

  private func get(_ code: Value) async throws -> Value {
    try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
  }

  @Test("belong to one user of the site, also while a person's change is being restored")
  func conflict() async throws {
    try await world.virtual.post("site", ["custom_pin": true])
    try await world.sync()
    let path = "/access_codes/create"
    let chosen: Value = ["device_id": try await world.door(), "name": "Cleaner", "code": "4711"]
    let code = try await world.ok(path, chosen).access_code
    try await world.advance(600)
    let other: Value = ["device_id": try await world.door("Main Entrance"), "code": "4711"]
    try await world.refused(path, 409, "duplicate_access_code", other)
    let several: Value = ["device_ids": Value([try await world.door(), other.device_id]), "code": "4711"]
    try await world.refused("/access_codes/create_multiple", 409, "duplicate_access_code", several)
    let people = try await WebApp(world)
    try await people.delete(people.user("Cleaner"))
    try await world.advance(60)
    try await world.sync()
    try await world.refused(path, 409, "duplicate_access_code", other)
    try await world.advance(1200)
    let restored = try await get(code)
    #expect(restored.code == "4711", "chosen digits are kept")
    #expect(restored.status == "set")
    #expect(restored.errors == [])
    // They are free again once the code is gone.
    try await world.ok("/access_codes/delete", ["access_code_id": code.access_code_id])
    try await world.advance(600)
    let next = try await world.ok(path, other).access_code
    try await world.advance(600)
    #expect(try await get(next).code == "4711")
    #expect(try await get(next).status == "set")
  }

  @Test("are restored alike for all linked codes whose user a person deletes")
  func linked() async throws {
    let doors = [try await world.door(), try await world.door("Main Entrance")]
    let made = try await world.ok("/access_codes/create_multiple", ["device_ids": Value(doors), "name": "Cleaners"])
      .access_codes.items
    try await world.advance(600)
    let people = try await WebApp(world)
    try await people.delete(people.user("Cleaners"))
    try await world.advance(60)
    try await world.sync()
    let lost = try await world.events("access_code.deleted_external_to_seam")
    #expect(Set(lost.map(\.access_code_id)) == Set(made.map(\.access_code_id)))
    for code in made {
      #expect(try await get(code).errors.each("error_code").contains("conflicting_external_modification"))
    }
    try await world.advance(1200)
    let (one, second) = (try await get(made[0]), try await get(made[1]))
    #expect([one.status, second.status] == ["set", "set"])
    #expect(one.errors == [] && second.errors == [])
    #expect(one.code == second.code)
    #expect(one.common_code_key == second.common_code_key)
  }
}

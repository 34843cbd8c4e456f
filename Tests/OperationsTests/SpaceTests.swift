import Testing
import Wire

@Suite("A space", .world)
struct SpaceTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = ["name": "Room 101"]
    return try await world.ok("/spaces/create", standard.with(parameters)).space
  }

  private func get(_ id: Value) async throws -> Value { try await world.ok("/spaces/get", ["space_id": id]).space }

  private func list(_ filter: Value, by token: String? = nil) async throws -> [Value] {
    try await world.ok("/spaces/list", filter, by: token).spaces.each("space_id")
  }

  private func doors() async throws -> [Value] { try await world.ok("/devices/list").devices.each("device_id") }

  private func account() async throws -> Value { try await world.account().connected_account_id }

  /// What happened to a space: the type of each event with the devices and entrances after it.
  private func history(_ id: Value) async throws -> [[Value]] {
    try await world.ok("/events/list", ["space_id": id, "since": longAgo]).events.items.map {
      [$0.event_type, $0.device_ids, $0.acs_entrance_ids]
    }
  }

  @Test("has devices and entrances, which know it")
  func creation() async throws {
    let doors = try await doors()
    let made = try await create([
      "space_key": "101", "device_ids": Value(Array(doors[..<2])), "acs_entrance_ids": Value(Array(doors[1..<3])),
    ])
    #expect(made.name == "Room 101")
    #expect(made.display_name == "Room 101")
    #expect(made.device_count == 2)
    #expect(made.acs_entrance_count == 2)
    #expect(made.customer_data.isMissing)
    let id = made.space_id
    #expect(try await world.ok("/spaces/get", ["space_key": "101"]).space == made)
    #expect(try await world.ok("/devices/list", ["space_id": id]).devices.each("device_id") == Array(doors[..<2]))
    let entrances = try await world.ok("/acs/entrances/list", ["space_id": id]).acs_entrances
    #expect(entrances.each("acs_entrance_id") == Array(doors[1..<3]))
    #expect(entrances.each("space_ids") == [[id], [id]])
    #expect(try await world.ok("/acs/entrances/get", ["acs_entrance_id": doors[0]]).acs_entrance.space_ids == [])
    #expect(try await world.ok("/devices/get", ["device_id": doors[0]]).device.space_ids == [id])
    #expect(try await world.ok("/devices/get", ["device_id": doors[2]]).device.space_ids == [])
    #expect(
      try await history(id) == [["space.created", Value(Array(doors[..<2])), Value(Array(doors[1..<3]))]])
  }

  @Test("adds and removes doors idempotently, with one event for each change")
  func members() async throws {
    let doors = try await doors()
    let (one, two) = (Value([doors[0]]), Value(Array(doors[..<2])))
    let id = try await create().space_id
    let calls: [(String, Value)] = [
      ("/spaces/add_devices", ["device_ids": Value([doors[0], doors[0]])]),
      ("/spaces/add_acs_entrances", ["acs_entrance_ids": two]),
      ("/spaces/remove_acs_entrances", ["acs_entrance_ids": one]), ("/spaces/remove_devices", ["device_ids": one]),
    ]
    for (path, parameters) in calls {
      for _ in 0..<2 { try await world.ok(path, parameters.with(["space_id": id])) }
    }
    let (changed, second): (Value, Value) = ("space.device_membership_changed", Value([doors[1]]))
    #expect(
      try await history(id) == [
        ["space.created", [], []], [changed, one, []], [changed, one, two], [changed, one, second],
        [changed, [], second],
      ])
  }

  @Test("takes no door that is not there, and nothing of a call that names one")
  func unknownDoors() async throws {
    let door = try await doors()[0]
    let id = try await create().space_id
    try await world.refused(
      "/spaces/add_devices", 404, "device_not_found", ["space_id": id, "device_ids": [door, "unknown"]])
    try await world.refused(
      "/spaces/add_acs_entrances", 404, "acs_entrance_not_found", ["space_id": id, "acs_entrance_ids": ["unknown"]])
    try await world.refused(
      "/spaces/create", 404, "connected_account_not_found", ["name": "Room", "connected_account_ids": ["unknown"]])
    try await world.refused("/spaces/add_devices", 400, "invalid_input", ["space_id": id, "device_ids": []])
    #expect(try await get(id).device_count == 0)
    #expect(try await list([:]) == [id])
  }

  @Test("is updated in what is named, and in nothing else")
  func updates() async throws {
    let doors = try await doors()
    let id = try await create([
      "device_ids": Value([doors[0]]),
      "customer_data": [
        "address": "Main Street 1", "default_checkin_time": "15:00", "time_zone": "Europe/Amsterdam",
      ],
    ]).space_id
    let changed = try await world.ok(
      "/spaces/update",
      [
        "space_id": id, "name": "Room 102", "acs_entrance_ids": Value(Array(doors[..<2])),
        "customer_data": ["address": .null, "default_checkout_time": "11:00:30"],
      ]
    ).space
    #expect(changed.name == "Room 102")
    #expect(changed.device_count == 1)
    #expect(changed.acs_entrance_count == 2)
    #expect(
      changed.customer_data == [
        "default_checkin_time": "15:00", "default_checkout_time": "11:00:30", "time_zone": "Europe/Amsterdam",
      ])
    let emptied = try await world.ok("/spaces/update", ["space_id": id, "device_ids": []]).space
    #expect(emptied.device_count == 0)
    #expect(emptied.customer_data == changed.customer_data)
  }

  @Test(
    "has only times of day and zones that there are",
    arguments: [
      ["default_checkin_time": "25:00"], ["default_checkin_time": "3pm"], ["default_checkout_time": "11:5"],
      ["time_zone": "Mars/Base"],
    ] as [Value])
  func customerData(wrong: Value) async throws {
    let id = try await create().space_id
    let error = try await world.refused(
      "/spaces/update", 400, "invalid_input", ["space_id": id, "customer_data": wrong])
    #expect(error.validation_errors.customer_data.names.isSuperset(of: wrong.names))
  }

  @Test("has a key of its own among those of its customer")
  func keys() async throws {
    let first = try await create(["space_key": "suite", "customer_key": "north"]).space_id
    let taken = try await world.refused(
      "/spaces/create", 409, "space_key_taken", ["name": "Suite", "space_key": "suite", "customer_key": "north"])
    #expect(taken.data.space_id == first)
    let second = try await create(["space_key": "suite", "customer_key": "south"]).space_id
    let ambiguous = try await world.refused("/spaces/get", 409, "ambiguous_key", ["space_key": "suite"])
    #expect(ambiguous.data.space_ids == [first, second])
    #expect(try await list(["space_key": "suite"]) == [first, second])
    #expect(try await list(["customer_key": "south"]) == [second])
    #expect(try await list(["search": "SOU"]) == [second])
    let renamed = try await world.ok("/spaces/update", ["space_id": second, "space_key": "attic"]).space
    #expect(renamed.space_key == "attic")
    #expect(try await world.ok("/spaces/get", ["space_key": "suite"]).space.space_id == first)
    try await world.refused("/spaces/get", 404, "space_not_found", ["space_key": "cellar"])
    try await world.refused("/spaces/update", 400, "invalid_input", ["name": "Nothing names it"])
  }

  @Test("is seen by its own customer's sessions alone")
  func customers() async throws {
    let own = try await create(["customer_key": "east"]).space_id
    let other = try await create(["customer_key": "west"]).space_id
    let token = try await world.session(["customer_key": "east"])
    #expect(try await list([:], by: token) == [own])
    #expect(try await list(["customer_key": "west"], by: token) == [])
    for path in ["/spaces/get", "/spaces/delete"] {
      try await world.refused(path, 404, "space_not_found", ["space_id": other], by: token)
    }
    try await world.refused(
      "/spaces/create", 400, "invalid_input", ["name": "Mine", "customer_key": "west"], by: token)
    let made = try await world.ok("/spaces/create", ["name": "Mine"], by: token).space
    #expect(made.customer_key == "east")
    // The customer has no account, so it sees no door that it could add.
    try await world.refused(
      "/spaces/add_devices", 404, "device_not_found", ["space_id": own, "device_ids": Value([doors()[0]])], by: token)
    let guest = try await world.session(["user_identity_id": world.identity()])
    #expect(try await world.call("/spaces/list", by: guest).status == 403)
  }

  @Test("has a key that any number of customers may use")
  func manyCustomers() async throws {
    for number in 0..<3 { _ = try await create(["space_key": "101", "customer_key": "customer \(number)"]) }
    let own = try await create(["space_key": "101"]).space_id
    try await world.refused("/spaces/create", 409, "space_key_taken", ["name": "Room", "space_key": "101"])
    try await world.refused(
      "/spaces/create", 409, "space_key_taken", ["name": "Room", "space_key": "101", "customer_key": "customer 2"])
    for path in ["/spaces/get", "/spaces/update"] {
      let error = try await world.refused(path, 409, "ambiguous_key", ["space_key": "101"])
      #expect(error.data.space_ids.items.count == 4)
    }
    try await world.refused("/spaces/get_related", 409, "ambiguous_key", ["space_keys": ["101"]])
    let token = try await world.session(["customer_key": "customer 1"])
    #expect(try await world.ok("/spaces/get", ["space_key": "101"], by: token).space.customer_key == "customer 1")
    // A space without a customer finds its parent among its own kind.
    let room = try await create().space_id
    let changed = try await world.ok("/spaces/update", ["space_id": room, "parent_space_key": "101"]).space
    #expect(changed.parent_space_id == own)
    let unknown = try await world.refused(
      "/spaces/update", 404, "space_not_found", ["space_id": room, "parent_space_key": "102"])
    #expect(unknown.data == ["parent_space_key": "102"])
    let foreign = try await list(["customer_key": "customer 0"])[0]
    try await world.refused(
      "/spaces/update", 400, "invalid_input", ["space_id": room, "parent_space_id": foreign])
  }

  @Test("is returned with what belongs to it")
  func related() async throws {
    let (doors, account) = (try await doors(), try await account())
    let first = try await create(["space_key": "101", "device_ids": Value([doors[0]])]).space_id
    let second = try await create(["acs_entrance_ids": Value(Array(doors[..<2]))]).space_id
    func related(_ parameters: Value, by token: String? = nil) async throws -> Value {
      try await world.ok("/spaces/get_related", parameters, by: token).batch
    }
    let all = try await related(["space_ids": Value([second, first, first]), "space_keys": ["101"]])
    #expect(all.spaces.each("space_id") == [first, second])
    #expect(all.devices.each("device_id") == [doors[0]])
    #expect(all.devices.each("space_ids") == [[first]])
    #expect(all.acs_entrances.each("acs_entrance_id") == Array(doors[..<2]))
    #expect(all.connected_accounts.each("connected_account_id") == [account])
    #expect(all.acs_systems.items.count == 1)
    #expect(all.access_methods == [])
    let chosen = try await related([
      "space_ids": Value([second]), "include": ["devices", "acs_systems"], "exclude": ["devices"],
    ])
    #expect(chosen.names == ["acs_systems"])
    try await world.refused("/spaces/get_related", 404, "space_not_found", ["space_ids": Value([first, "unknown"])])
    try await world.refused("/spaces/get_related", 404, "space_not_found", ["space_keys": ["unknown"]])
    try await world.refused("/spaces/get_related", 400, "invalid_input", ["include": ["spaces"]])
    try await world.refused("/spaces/get_related", 400, "invalid_input", ["space_keys": ["101"], "include": ["doors"]])
  }

  @Test("shows its customer's session only the doors and spaces that the session sees")
  func customersView() async throws {
    let (doors, account) = (try await doors(), try await account())
    let members: Value = ["device_ids": Value([doors[0]]), "acs_entrance_ids": Value([doors[0]])]
    let own = try await create(members.with(["customer_key": "east"])).space_id
    let other = try await create(members.with(["customer_key": "west"])).space_id
    let token = try await world.session(["customer_key": "east"])
    let unseen = try await world.ok("/spaces/get_related", ["space_ids": Value([own])], by: token).batch
    #expect(unseen.spaces.items.count == 1)
    for part in [unseen.devices, unseen.acs_entrances, unseen.connected_accounts, unseen.acs_systems] {
      #expect(part == [])
    }
    try await world.refused("/spaces/get_related", 404, "space_not_found", ["space_ids": Value([other])], by: token)
    try await world.ok("/connected_accounts/update", ["connected_account_id": account, "customer_key": "east"])
    let seen = try await world.ok("/spaces/get_related", ["space_ids": Value([own])], by: token).batch
    #expect(seen.devices.each("space_ids") == [[own]])
    #expect(seen.acs_entrances.each("space_ids") == [[own]])
    #expect(seen.connected_accounts.items.count == 1)
    #expect(try await world.ok("/devices/list", ["space_id": other], by: token).devices == [])
    #expect(try await world.ok("/devices/list", ["space_id": own], by: token).devices.items.count == 1)
    try await world.ok("/spaces/add_devices", ["space_id": own, "device_ids": Value([doors[1]])], by: token)
    let changes = try await world.ok("/events/list", ["customer_key": "east", "since": longAgo]).events.items
    #expect(changes.last?.event_type == "space.device_membership_changed")
    #expect(!changes.map(\.space_id).contains(other))
  }

  @Test("reports its doors to webhooks")
  func webhooks() async throws {
    let types: Value = ["space.created", "space.deleted", "space.device_membership_changed"]
    try await world.ok("/webhooks/create", ["url": "https://receiver.example/", "event_types": types])
    let door = Value([try await doors()[0]])
    let id = try await create(["space_key": "101"]).space_id
    try await world.ok("/spaces/add_devices", ["space_id": id, "device_ids": door])
    try await world.ok("/spaces/delete", ["space_id": id])
    try await world.until { world.receiver.taken.count == 3 }
    #expect(Set(world.receiver.taken.map(\.event_type)) == Set(types.items))
    #expect(Set(world.receiver.taken.map(\.space_key)) == ["101"])
    #expect(world.receiver.taken.map(\.device_ids).filter { $0 == door }.count == 2)
  }

  @Test("takes no blank texts", arguments: ["name", "space_key", "customer_key"])
  func blanks(name: String) async throws {
    let (room, blank): (Value, Value) = (["name": "Room"], [name: " "])
    let error = try await world.refused("/spaces/create", 400, "invalid_input", room.with(blank))
    #expect(error.validation_errors.names.contains(name))
    #expect(try await list([:]) == [])
  }

  @Test("can be inside another, and never inside itself")
  func parents() async throws {
    let floor = try await create(["space_key": "floor"]).space_id
    let room = try await create().space_id
    let changed = try await world.ok("/spaces/update", ["space_id": room, "parent_space_key": "floor"]).space
    #expect(changed.parent_space_id == floor)
    #expect(changed.parent_space_key == "floor")
    #expect(try await list(["parent_space_id": floor]) == [room])
    #expect(try await list(["parent_space_key": "floor"]) == [room])
    for (inner, outer) in [(floor, room), (floor, floor)] {
      let error = try await world.refused(
        "/spaces/update", 400, "invalid_input", ["space_id": inner, "parent_space_id": outer])
      #expect(error.validation_errors.names.contains("parent_space_id"))
    }
    try await world.ok("/spaces/delete", ["space_id": floor])
    #expect(try await get(room).parent_space_id.isMissing)
  }

  @Test("is deleted with its members, and its doors and accounts stay")
  func deletion() async throws {
    let (door, account) = (try await doors()[0], try await account())
    let id = try await create(["device_ids": Value([door]), "connected_account_ids": Value([account])]).space_id
    let which: Value = ["space_id": id, "connected_account_id": account]
    #expect(try await list(["connected_account_id": account]) == [id])
    try await world.ok("/spaces/remove_connected_account", which)
    #expect(try await world.ok("/connected_accounts/list", ["space_id": id]).connected_accounts == [])
    for _ in 0..<2 { try await world.ok("/spaces/add_connected_account", which) }
    #expect(try await world.ok("/connected_accounts/list", ["space_id": id]).connected_accounts.count == 1)
    try await world.ok("/spaces/delete", ["space_id": id])
    try await world.refused("/spaces/get", 404, "space_not_found", ["space_id": id])
    #expect(try await history(id).last == ["space.deleted", Value([door]), []])
    #expect(try await world.ok("/devices/get", ["device_id": door]).device.space_ids == [])
  }

  @Test("loses the doors of an account that is deleted")
  func deletedAccount() async throws {
    let (doors, account) = (Value(try await doors()), try await account())
    let id = try await create([
      "device_ids": doors, "acs_entrance_ids": doors, "connected_account_ids": Value([account]),
    ]).space_id
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let left = try await get(id)
    #expect(left.device_count == 0)
    #expect(left.acs_entrance_count == 0)
    #expect(try await history(id).last == ["space.device_membership_changed", [], []])
    #expect(try await list(["connected_account_id": account]) == [])
  }
}

import Testing
import Wire

@Suite("A user identity", .world)
struct UserIdentityTests {
  private let world = World.here

  private func get(_ which: Value) async throws -> Value {
    try await world.ok("/user_identities/get", which).user_identity
  }

  @Test("is created, found by ID or key, changed in the given fields only, and deleted")
  func life() async throws {
    let jane = try await world.identity(["email_address": "jane@example.com", "user_identity_key": "jane"])
    try await world.ok(
      "/user_identities/update", ["user_identity_id": jane, "full_name": "Jane", "phone_number": "+31611111111"])
    try await world.ok("/user_identities/update", ["user_identity_id": jane, "phone_number": .null])
    let identity = try await get(["user_identity_key": "jane"])
    #expect(identity == (try await get(["user_identity_id": jane])))
    #expect(identity.full_name == "Jane")
    #expect(identity.phone_number == .null)
    #expect(identity.email_address == "jane@example.com")
    #expect(try await world.ok("/user_identities/list", ["user_identity_ids": [jane]]).user_identities == [identity])
    try await world.ok("/user_identities/delete", ["user_identity_id": jane])
    try await world.refused("/user_identities/get", 404, "user_identity_not_found", ["user_identity_id": jane])
    try await world.refused("/user_identities/delete", 404, "user_identity_not_found", ["user_identity_id": jane])
  }

  @Test("finds the ACS user with its address, whatever the case of its letters")
  func linking() async throws {
    let user = try await world.staff("Bo", ["email_address": "Bo@example.com"])
    let bo = try await world.ok(
      "/user_identities/create", ["email_address": "bo@example.com", "acs_system_ids": [buildingA]]
    ).user_identity
    #expect(bo.acs_user_ids == [user])
    try await world.ok(
      "/acs/access_groups/add_user", ["user_identity_id": bo.user_identity_id, "acs_access_group_id": common])
    #expect(
      try await world.ok("/acs/users/list_accessible_entrances", ["acs_user_id": user]).acs_entrances.count == 2)
    #expect(try await world.ok("/acs/users/list").acs_users.count == 1)
  }

  @Test("makes an ACS user at each system that it names, or nothing at all")
  func systems() async throws {
    let ann = try await world.ok(
      "/user_identities/create", ["full_name": "Ann", "acs_system_ids": [buildingA]]
    ).user_identity
    #expect(ann.acs_user_ids.count == 1)
    try await world.refused(
      "/user_identities/create", 404, "acs_system_not_found", ["full_name": "A", "acs_system_ids": ["unknown"]])
    #expect(try await world.ok("/user_identities/list").user_identities.count == 1)
  }

  @Test("shares its address, number and key with no other")
  func conflicts() async throws {
    let type = "user_identity_email_or_phone_conflict"
    let fields: Value = ["email_address": "j@example.com", "phone_number": "+31611111111", "user_identity_key": "j"]
    _ = try await world.identity(fields)
    let other = try await world.identity()
    for name in ["email_address", "phone_number", "user_identity_key"] {
      let same = Value(.object([name: fields[name].json ?? .null]))
      try await world.refused("/user_identities/create", 409, type, same)
      try await world.refused("/user_identities/update", 409, type, same.with(["user_identity_id": other]))
    }
    #expect(try await world.ok("/user_identities/list").user_identities.count == 2)
  }

  @Test("takes no blank for a value, and blanks link nobody", arguments: ["", "  ", "\u{a0}\u{200b}"])
  func blanks(text: String) async throws {
    let blank = Value(.string(text))
    let stranger = try await world.staff("Stranger", ["phone_number": "+31600000000"])
    for name in ["phone_number", "full_name", "email_address", "user_identity_key"] {
      let reply = try await world.call("/user_identities/create", Value(.object([name: .string(text)])))
      #expect(reply.refusal == .init(400, "invalid_input"))
      #expect(reply.faults == [name])
    }
    for name in ["phone_number", "full_name", "email_address"] {
      let change: Value = Value(.object([name: .string(text)])).with(["acs_user_id": stranger])
      let reply = try await world.call("/acs/users/update", change)
      #expect(reply.refusal == .init(400, "invalid_input"))
      #expect(reply.faults == [name])
    }
    for (path, name): (String, String) in [
      ("/user_identities/get", "user_identity_key"), ("/workspaces/update", "name"), ("/acs/users/get", "acs_user_id"),
    ] {
      let reply = try await world.call(path, Value(.object([name: .string(text)])))
      #expect(reply.refusal == .init(400, "invalid_input"), "\(path)")
      #expect(reply.faults == [name])
    }
    let made = try await world.call("/acs/users/create", ["acs_system_id": buildingA, "full_name": blank])
    #expect(made.faults == ["full_name"])
    // A blank filter matches everything.
    for name in ["search", "acs_system_id", "user_identity_id", "created_before", "user_identity_phone_number"] {
      #expect(
        try await world.ok("/acs/users/list", Value(.object([name: .string(text)]))).acs_users.count == 1, "\(name)")
    }
    #expect(
      try await world.ok("/events/list", ["since": longAgo, "event_type": blank, "acs_user_id": blank]).events != [])
    // Identities without a phone number do not conflict.
    for key: Value in ["1", "2"] { _ = try await world.identity(["user_identity_key": key]) }
    #expect(try await world.user(stranger).phone_number == "+31600000000")
  }

  @Test("adds and removes an ACS user")
  func users() async throws {
    let identity = try await world.identity(["user_identity_key": "jane"])
    let user = try await world.staff("Jane")
    let both: Value = ["user_identity_id": identity, "acs_user_id": user]
    try await world.ok("/user_identities/add_acs_user", ["user_identity_key": "jane", "acs_user_id": user])
    #expect(try await world.user(user).user_identity_id == identity)
    #expect(
      try await world.ok("/user_identities/list_acs_users", ["user_identity_id": identity]).acs_users.each(
        "acs_user_id")
        == [user])
    #expect(
      try await world.ok("/user_identities/list_acs_systems", ["user_identity_id": identity]).acs_systems
        .each("acs_system_id") == [buildingA])
    try await world.ok("/user_identities/remove_acs_user", both)
    #expect(try await world.user(user).user_identity_id.isMissing)
    try await world.refused(
      "/user_identities/add_acs_user", 404, "acs_user_not_found", both.with(["acs_user_id": "none"]))
    try await world.ok("/user_identities/add_acs_user", both)
    #expect(try await world.user(user).user_identity_id == identity)
  }

  @Test("lists the entrances and the devices that it may open")
  func accessible() async throws {
    let user = try await world.guest()
    let identity: Value = ["user_identity_id": try await world.user(user).user_identity_id]
    #expect(try await world.ok("/user_identities/list_accessible_entrances", identity).acs_entrances.count == 3)
    let devices = { try await world.ok("/user_identities/list_accessible_devices", identity).devices.count }
    #expect(try await devices() == 3)
    let both = identity.with(["device_id": try await world.door("Bicycle Storage")])
    for _ in 0..<2 { try await world.ok("/user_identities/grant_access_to_device", both) }
    #expect(try await devices() == 4)
    try await world.ok("/user_identities/revoke_access_to_device", both)
    #expect(try await devices() == 3)
    try await world.refused(
      "/user_identities/grant_access_to_device", 404, "device_not_found", both.with(["device_id": "none"]))
  }

  @Test("that others keep is not there to be managed")
  func unmanaged() async throws {
    let jane: Value = ["user_identity_id": try await world.identity()]
    #expect(try await world.ok("/user_identities/unmanaged/list").user_identities == [])
    try await world.refused("/user_identities/unmanaged/get", 404, "user_identity_not_found", jane)
    try await world.refused(
      "/user_identities/unmanaged/update", 404, "user_identity_not_found", jane.with(["is_managed": true]))
  }

  @Test("is of its workspace alone")
  func otherWorkspaces() async throws {
    let jane: Value = ["user_identity_id": try await world.identity(["user_identity_key": "jane"])]
    let foreign = try await world.secondKey()
    for path in ["/user_identities/get", "/user_identities/delete", "/user_identities/update"] {
      try await world.refused(path, 404, "user_identity_not_found", jane, by: foreign)
    }
    #expect(try await world.ok("/user_identities/list", by: foreign).user_identities == [])
    try await world.ok("/user_identities/create", ["user_identity_key": "jane"], by: foreign)
  }
}

@Suite("An enrollment automation", .world)
struct EnrollmentAutomationTests {
  private let world = World.here

  @Test("is launched once, is listed, and ends with its credential manager's user")
  func life() async throws {
    let jane = try await world.identity(["full_name": "Jane"])
    let manager = try await world.manager()
    let launched = try await world.launch(jane)
    #expect(try await world.launch(jane) == launched)
    #expect(launched.credential_manager_acs_system_id == manager)
    let which: Value = ["enrollment_automation_id": launched.enrollment_automation_id]
    let path = "/user_identities/enrollment_automations/"
    #expect(try await world.ok(path + "get", which).enrollment_automation == launched)
    #expect(try await world.ok(path + "list", ["user_identity_id": jane]).enrollment_automations == [launched])
    let listed = try await world.ok("/user_identities/list", ["credential_manager_acs_system_id": manager])
    #expect(listed.user_identities.each("user_identity_id") == [jane])
    #expect(try await world.ok("/acs/users/list", ["acs_system_id": manager]).acs_users.count == 1)
    try await world.ok(path + "delete", which)
    try await world.refused(path + "get", 404, "enrollment_automation_not_found", which)
    #expect(try await world.ok(path + "list", ["user_identity_id": jane]).enrollment_automations == [])
    #expect(try await world.launch(jane).enrollment_automation_id != launched.enrollment_automation_id)
  }

  @Test("needs a credential manager and an identity")
  func refusals() async throws {
    let path = "/user_identities/enrollment_automations/launch"
    let wish: Value = [
      "user_identity_id": try await world.identity(), "create_credential_manager_user": true,
      "credential_manager_acs_system_id": try await world.manager(),
    ]
    try await world.refused(path, 400, "invalid_input", wish.with(["credential_manager_acs_system_id": buildingA]))
    try await world.refused(path, 404, "user_identity_not_found", wish.with(["user_identity_id": "unknown"]))
    try await world.refused(
      path, 404, "acs_system_not_found", wish.with(["credential_manager_acs_system_id": "unknown"]))
    try await world.refused(
      "/user_identities/enrollment_automations/get", 404, "enrollment_automation_not_found",
      ["enrollment_automation_id": "unknown"])
  }
}

import API
import Testing
import Wire

@Suite("An ACS user", .world)
struct AcsUserTests {
  private let world = World.here
  private let jane: Value = ["acs_system_id": buildingA, "full_name": "Jane Doe"]

  private func names(_ filter: Value = [:]) async throws -> [Value] {
    try await world.ok("/acs/users/list", filter).acs_users.each("full_name")
  }

  @Test("begins here, is pending until the provider has it, and then is there once")
  func creation() async throws {
    let made = try await world.ok("/acs/users/create", jane.with(["acs_access_group_ids": [common]])).acs_user
    #expect(made.salto_ks_metadata == ["is_subscribed": false])
    #expect(Set(made.pending_mutations.each("mutation_code")) == ["creating", "updating_group_membership"])
    #expect(try await world.virtual.count("user_created") == 0)
    try await world.advance(60)
    let now = try await world.user(made.acs_user_id)
    #expect(now.pending_mutations == [])
    #expect(now.salto_ks_metadata == ["is_subscribed": true])
    #expect(try await world.virtual.count("user_created") == 1)
    #expect(try await world.events("acs_user.created").map(\.acs_user_id) == [made.acs_user_id])
  }

  @Test("is found by its ID, and by its identity at a system")
  func selectors() async throws {
    let identity = try await world.identity(["full_name": "Jane"])
    let user = try await world.staff("Jane", ["user_identity_id": identity])
    let whole = try await world.user(user)
    let named: Value = ["user_identity_id": identity, "acs_system_id": buildingA]
    #expect(try await world.ok("/acs/users/get", named).acs_user == whole)
    #expect(whole.user_identity_id == identity)
    for wrong: Value in [
      [:], ["user_identity_id": identity], ["acs_system_id": buildingA],
      ["acs_user_id": user, "acs_system_id": buildingA],
    ] { try await world.refused("/acs/users/get", 400, "invalid_input", wrong) }
    try await world.refused("/acs/users/get", 404, "acs_user_not_found", named.with(["user_identity_id": "none"]))
  }

  @Test("is refused with every faulty field named")
  func faults() async throws {
    let reply = try await world.call(
      "/acs/users/create",
      [
        "acs_system_id": 4, "full_name": "", "email_address": "nobody", "acs_access_group_ids": "x",
        "access_schedule": ["starts_at": "yesterday", "ends_at": 7],
      ])
    #expect(reply.refusal == .init(400, "invalid_input"))
    #expect(reply.body.ok == false)
    #expect(
      reply.faults == ["acs_system_id", "full_name", "email_address", "acs_access_group_ids", "access_schedule"])
    #expect(reply.error.validation_errors.access_schedule.names == ["_errors", "starts_at", "ends_at"])
    #expect(reply.error.message.text.hasPrefix("6 Input Errors: "))
  }

  @Test(
    "with a schedule that makes no sense is refused",
    arguments: [
      ["starts_at": "2024-11-02T00:00:00Z", "ends_at": "2024-11-01T00:00:00Z"],
      ["starts_at": "2024-11-02T00:00:00Z", "ends_at": "2024-11-02T00:00:00Z"],
      ["starts_at": "2024-01-01T00:00:00Z", "ends_at": "2024-01-02T00:00:00Z"],
    ] as [Value])
  func senselessSchedules(schedule: Value) async throws {
    let reply = try await world.call("/acs/users/create", jane.with(["access_schedule": schedule]))
    #expect(reply.status == 400)
    #expect(reply.faults == ["access_schedule"])
    #expect(try await names() == [])
  }

  @Test(
    "with a misspelt schedule does not get access without end",
    arguments: [
      ["acces_schedule": ["starts_at": checkIn, "ends_at": checkOut]],
      ["accessSchedule": ["starts_at": checkIn, "ends_at": checkOut]],
      ["access_schedule": ["starts_at": checkIn, "end_at": checkOut]],
      ["access_schedule": ["starts_at": checkIn, "endsAt": checkOut]],
      ["access_schedule": ["from": checkIn, "until": checkOut]],
      ["access_schedule": [:]],
    ] as [Value])
  func misspeltSchedules(wrong: Value) async throws {
    let reply = try await world.call("/acs/users/create", jane.with(wrong))
    #expect(reply.refusal == .init(400, "invalid_input"))
    #expect(reply.faults == wrong.names)
    let guest = try await world.guest("Ann Lee")
    let before = try await world.user(guest).access_schedule
    let update = try await world.call("/acs/users/update", wrong.with(["acs_user_id": guest]))
    #expect(update.refusal == .init(400, "invalid_input"))
    #expect(update.faults == wrong.names)
    #expect(try await world.user(guest).access_schedule == before)
    #expect(try await names(["acs_system_id": buildingA]) == ["Ann Lee"])
  }

  @Test("with a misspelt parameter gets the right name, and unknown parameters are ignored")
  func misspellings() async throws {
    let error = try await world.refused(
      "/acs/users/create", 400, "invalid_input",
      jane.with(["access_schedule": ["starts_at": checkIn, "end_at": checkOut]]))
    #expect(error.message == "Unknown parameter, did you mean \"ends_at\"? for \"access_schedule.end_at\"")
    try await world.ok(
      "/acs/users/create",
      jane.with(["device_ids": ["x"], "something_else": 1, "custom_metadata": ["full_nam": "x"]]))
  }

  @Test("keeps any name that can be written, and is found by a part of it")
  func strangeTexts() async throws {
    for name in [String(repeating: "x", count: 1 << 20), "a\u{0}b", String(repeating: "x", count: 1001)] {
      let reply = try await world.call("/acs/users/create", jane.with(["full_name": Value(.string(name))]))
      #expect(reply.status == 400)
      #expect(reply.faults == ["full_name"])
    }
    let name: Value = "Zoë 🔑 \"'%_\\"
    let user = try await world.staff(name)
    #expect(try await world.user(user).full_name == name)
    for search: Value in ["zoë", "%", "_", "🔑", "\\"] {
      #expect(try await names(["search": search]) == [name], "\(search)")
    }
    #expect(try await names(["search": "x%"]) == [])
    try await world.advance(30)
    #expect(try await !world.virtual.user(name).isMissing)
  }

  @Test("is not made at all where a part of it is refused")
  func nothingIsHalfMade() async throws {
    try await world.refused(
      "/acs/users/create", 404, "acs_access_group_not_found", jane.with(["acs_access_group_ids": [common, "unknown"]]))
    try await world.refused("/acs/users/create", 404, "acs_system_not_found", jane.with(["acs_system_id": "unknown"]))
    try await world.refused(
      "/acs/users/create", 400, "user_identity_not_found", jane.with(["user_identity_id": "unknown"]))
    #expect(try await names() == [])
    #expect(try await world.events("acs_user.created") == [])
  }

  @Test("of an identity is there once at each system")
  func oncePerIdentity() async throws {
    let guest = try await world.guest()
    let identity = try await world.user(guest).user_identity_id
    let error = try await world.refused(
      "/acs/users/create", 409, "acs_user_already_exists", jane.with(["user_identity_id": identity]))
    #expect(error.data == ["acs_user_id": guest])
  }

  @Test("is changed in the given fields only, and null removes the schedule")
  func update() async throws {
    let user = try await world.staff("Jane", ["email_address": "jane@example.com"])
    let schedule: Value = ["starts_at": "2024-11-01T15:00:00+00:00", "ends_at": "2024-11-04T11:00:00Z"]
    try await world.ok(
      "/acs/users/update", ["acs_user_id": user, "full_name": "Jane Doe", "access_schedule": schedule])
    let changed = try await world.user(user)
    #expect(changed.full_name == "Jane Doe")
    #expect(changed.email_address == "jane@example.com")
    #expect(changed.access_schedule == ["starts_at": checkIn, "ends_at": checkOut])
    try await world.ok("/acs/users/update", ["acs_user_id": user, "access_schedule": .null])
    #expect(try await world.user(user).access_schedule.isMissing)
    try await world.refused("/acs/users/update", 404, "acs_user_not_found", ["acs_user_id": "unknown"])
  }

  @Test("that is suspended is blocked at the provider until that ends")
  func suspension() async throws {
    let user = try await world.staff("Jane", ["acs_access_group_ids": [common]])
    try await world.advance(120)
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    #expect(try await world.user(user).is_suspended == true)
    try await world.advance(60)
    #expect(try await world.virtual.opens("Main Entrance", world.virtual.user("Jane")) == false)
    try await world.ok("/acs/users/unsuspend", ["acs_user_id": user])
    try await world.advance(60)
    #expect(try await world.user(user).is_suspended == false)
    #expect(try await world.virtual.opens("Main Entrance", world.virtual.user("Jane")) == true)
  }

  @Test("of a credential manager has no doors, so it cannot be suspended or put into a group")
  func managedUsers() async throws {
    _ = try await world.guest()
    let manager = try await world.manager()
    let member = try await world.ok("/acs/users/list", ["acs_system_id": manager]).acs_users[0].acs_user_id
    try await world.refused("/acs/users/suspend", 400, "not_supported", ["acs_user_id": member])
    try await world.refused(
      "/acs/users/add_to_access_group", 400, "not_supported", ["acs_user_id": member, "acs_access_group_id": common])
  }

  @Test("that is deleted goes with its credentials, here at once and at the provider soon")
  func deletion() async throws {
    let user = try await world.guest()
    try await world.advance(120)
    try await world.ok("/acs/users/delete", ["acs_user_id": user])
    #expect(try await world.user(user).pending_mutations.each("mutation_code") == ["deleting"])
    try await world.refused("/acs/users/delete", 404, "acs_user_not_found", ["acs_user_id": user])
    try await world.advance(60)
    try await world.refused("/acs/users/get", 404, "acs_user_not_found", ["acs_user_id": user])
    #expect(try await names(["acs_system_id": buildingA]) == [])
    #expect(try await world.ok("/acs/credentials/list").acs_credentials == [])
    #expect(try await world.virtual.user("Jane Doe").isMissing)
    #expect(try await world.virtual.count("user_deleted") == 1)
    #expect(try await world.events("acs_user.deleted").map(\.acs_user_id) == [user])
    #expect(try await world.events("acs_credential.deleted").count == 1)
  }

  @Test("loses all doors when its access is revoked, and stays")
  func revocation() async throws {
    let user = try await world.guest()
    let entrances = { try await world.ok("/acs/users/list_accessible_entrances", ["acs_user_id": user]).acs_entrances }
    #expect(try await entrances().count == 3)
    try await world.ok("/acs/users/revoke_access_to_all_entrances", ["acs_user_id": user])
    #expect(try await entrances() == [])
    #expect(try await world.user(user).acs_user_id == user)
  }

  @Test("is listed in order of creation, by pages whose cursor goes with the same parameters alone")
  func pages() async throws {
    for number in 0..<7 { _ = try await world.staff("Guest \(number)") }
    var (found, last): ([Value], Value) = ([], .null)
    var page = try await world.ok("/acs/users/list", ["limit": 3])
    while true {
      found += page.acs_users.each("full_name")
      let cursor = page.pagination.next_page_cursor
      #expect(page.pagination.has_next_page == Value(.bool(cursor != .null)))
      if cursor == .null { break }
      last = cursor
      page = try await world.ok("/acs/users/list", ["limit": 3, "page_cursor": cursor])
    }
    #expect(found == (0..<7).map { "Guest \($0)" })
    let same: Value = ["limit": 3, "page_cursor": last]
    try await world.refused("/acs/users/list", 400, "mismatched_page_parameters", same.with(["limit": 4]))
    try await world.refused("/acs/users/list", 400, "invalid_input", same.with(["page_cursor": "nonsense"]))
    for path in [
      "/user_identities/list", "/acs/entrances/list", "/acs/credentials/list", "/user_identities/unmanaged/list",
    ] { try await world.refused(path, 400, "mismatched_page_parameters", same) }
    let next = try await world.ok("/acs/users/list", ["limit": 3, "user_identity_email_address": .null])
    let reply = try await world.follow(next.pagination.next_page_url)
    #expect(reply.status == 200)
    #expect(reply.body.acs_users[0].full_name == "Guest 3")
  }

  @Test("is filtered by system, identity and its address, and by what was created before")
  func filters() async throws {
    let identity = try await world.identity(["email_address": "ann@example.com", "phone_number": "+31611111111"])
    _ = try await world.staff("Ann", ["user_identity_id": identity])
    let then = try await world.advance(10).now
    _ = try await world.staff("Bo")
    #expect(try await names() == ["Ann", "Bo"])
    #expect(try await names(["user_identity_id": identity]) == ["Ann"])
    #expect(try await names(["user_identity_email_address": "ann@example.com"]) == ["Ann"])
    #expect(try await names(["user_identity_phone_number": "+31611111111"]) == ["Ann"])
    #expect(try await names(["user_identity_phone_number": .null]) == ["Bo"])
    #expect(try await names(["created_before": then]) == ["Ann"])
    #expect(try await names(["acs_system_id": world.manager()]) == [])
    #expect(try await names(["search": "ANN@"]) == ["Ann"], "by the identity's address")
    #expect(try await names(["search": "bo"]) == ["Bo"])
  }

  @Test("is of its workspace alone")
  func otherWorkspaces() async throws {
    let guest = try await world.guest()
    let foreign = try await world.secondKey()
    for path in ["/acs/users/get", "/acs/users/delete", "/acs/users/suspend"] {
      try await world.refused(path, 404, "acs_user_not_found", ["acs_user_id": guest], by: foreign)
    }
    try await world.refused("/acs/users/create", 404, "acs_system_not_found", jane, by: foreign)
    #expect(try await world.ok("/acs/users/list", by: foreign).acs_users == [])
    #expect(try await world.user(guest).acs_user_id == guest)
  }

  @Test("is made by typed parameters, too")
  func typed() async throws {
    var request = AcsUsers.Create()
    request.acsSystemID = ID(buildingA.text)
    request.fullName = "Jane Doe"
    let user = try await world.call(request)
    #expect(user.fullName == "Jane Doe")
    #expect(try await world.call(AcsUsers.Get(user: user.acsUserID)).jsonBytes == user.jsonBytes)
  }
}

extension AcsUsers.Get {
  fileprivate init(user: ID<AcsUser>) {
    self.init()
    self.user = AcsUserSelector(user)
  }
}

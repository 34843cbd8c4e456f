import Testing
import Wire

/// Parameters that make no sense, each with the parameter that is named.
private let faults: [(String, Value)] = [
  ("ends_at", ["ends_at": "2024-11-01T14:00:00.000Z"]),
  ("ends_at", ["starts_at": "2024-10-01T14:00:00.000Z", "ends_at": "2024-10-02T14:00:00.000Z"]),
  ("reservation_key", ["reservation_key": "r1"]),
  ("requested_access_methods", ["requested_access_methods": [["mode": "card", "code": "1234"]]]),
  ("requested_access_methods", ["requested_access_methods": [["mode": "key"]]]),
  (
    "requested_access_methods",
    ["requested_access_methods": [["mode": "mobile_key", "instant_key_max_use_count": 1001]]]
  ),
]

/// What a grant says of itself, before its site has anything of it.
@Suite("An access grant", .world)
struct AccessGrantTests {
  private let world = World.here
  private let path = "/access_grants/create"

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe", "user_identity_key": "jane"], "starts_at": checkIn,
      "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
    ]
    return try await world.ok(path, standard.with(parameters)).access_grant
  }

  private func get(_ id: Value) async throws -> Value {
    try await world.ok("/access_grants/get", ["access_grant_id": id]).access_grant
  }

  private func method(_ id: Value) async throws -> Value {
    try await world.ok("/access_methods/get", ["access_method_id": id]).access_method
  }

  private func history(_ filter: Value) async throws -> [Value] {
    try await world.ok("/events/list", filter.with(["since": longAgo])).events.each("event_type")
  }

  @Test("is answered at once with a method for each request")
  func creation() async throws {
    let grant = try await create([
      "access_grant_key": "stay-1",
      "requested_access_methods": [["mode": "code"], ["mode": "card"], ["mode": "mobile_key"], ["mode": "cloud_key"]],
    ])
    #expect(grant.display_name == "Apartment 4B")
    #expect(grant.display_status == "Upcoming")
    #expect(grant.starts_at == checkIn)
    #expect(grant.ends_at == checkOut)
    #expect(grant.name == .null)
    #expect(grant.errors == [])
    #expect(grant.space_ids == [])
    #expect(grant.access_method_ids.count == 4)
    let requested = grant.requested_access_methods
    #expect(requested.each("mode") == ["code", "card", "mobile_key", "cloud_key"])
    #expect(requested.each("created_access_method_ids").map { $0[0] } == grant.access_method_ids.items)
    #expect(try await get(grant.access_grant_id) == grant)
    #expect(try await world.ok("/access_grants/get", ["access_grant_key": "stay-1"]).access_grant == grant)
    #expect(try await world.ok("/access_grants/list").access_grants == [grant])
    let methods = try await world.ok("/access_methods/list", ["access_grant_key": "stay-1"]).access_methods
    #expect(methods.each("access_method_id") == grant.access_method_ids.items)
    #expect(methods[0].code == .null)
    #expect(methods[1].is_assignment_required == true)
    #expect(methods.each("is_issued") == [false, false, false, false])
    #expect(try await history(["access_grant_id": grant.access_grant_id]) == ["access_grant.created"])
    #expect(try await history(["access_method_id": grant.access_method_ids[0]]) == ["access_method.created"])
  }

  @Test("tells its PIN at booking, and keeps it when it is extended")
  func digits() async throws {
    let grant = try await create()
    let id = grant.access_method_ids[0]
    try await world.advance(120)
    let issued = try await method(id)
    #expect(issued.code.text.count == 6)
    #expect(issued.is_issued == true)
    #expect(try await world.virtual.user("Jane Doe").subscription_state == "suspended")
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "ends_at": "2024-11-09T11:00:00.000Z"])
    try await world.advance(120)
    #expect(try await method(id).code == issued.code)
    #expect(try await world.virtual.count("pin_set") == 1)
    let types = try await history(["access_grant_id": grant.access_grant_id])
    #expect(types.contains("access_grant.access_times_changed"))
  }

  @Test("shares user and PIN with the other grants of its person, and the last one takes them along")
  func sharing() async throws {
    let first = try await create()
    let second = try await create(["starts_at": "2024-11-20T15:00:00.000Z", "ends_at": "2024-11-22T11:00:00.000Z"])
    #expect(first.user_identity_id == second.user_identity_id)
    try await world.advance(120)
    let codes = [try await method(first.access_method_ids[0]), try await method(second.access_method_ids[0])]
    #expect(codes[0].code == codes[1].code)
    #expect(codes[0].code.text.count == 6)
    let users = try await world.ok("/acs/users/list", ["user_identity_id": first.user_identity_id]).acs_users
    let user = users.first("acs_system_id", buildingA).acs_user_id
    try await world.refused("/acs/users/delete", 400, "not_supported", ["acs_user_id": user])
    try await world.refused(
      "/user_identities/remove_acs_user", 400, "not_supported",
      ["acs_user_id": user, "user_identity_id": first.user_identity_id])
    try await world.ok("/access_grants/delete", ["access_grant_id": first.access_grant_id])
    try await world.advance(120)
    #expect(try await method(second.access_method_ids[0]).code == codes[1].code)
    try await world.refused(
      "/access_grants/get", 404, "access_grant_not_found", ["access_grant_id": first.access_grant_id])
    try await world.ok("/access_grants/delete", ["access_grant_id": second.access_grant_id])
    try await world.advance(120)
    try await world.refused("/acs/users/get", 404, "acs_user_not_found", ["acs_user_id": user])
    #expect(
      try await history(["access_grant_ids": [first.access_grant_id, second.access_grant_id]]).suffix(1)
        == ["access_grant.deleted"])
    #expect(
      try await history(["access_method_id": second.access_method_ids[0]]).last == "access_method.deleted")
  }

  @Test("names doors that cannot take a PIN, and says when none can")
  func keypads() async throws {
    let (storage, apartment) = (try await world.door("Bicycle Storage"), try await world.door())
    let both = try await create(["device_ids": [storage, apartment]])
    #expect(both.errors == [])
    let warning = both.warnings.first("warning_code", "device_does_not_support_access_codes")
    #expect(warning.device_id == storage)
    let none = try await create(["device_ids": [storage]])
    #expect(none.access_method_ids == [])
    #expect(none.errors.each("error_code") == ["cannot_create_requested_access_methods"])
    #expect(none.errors[0].missing_device_ids == [storage])
    #expect(none.display_status == "Needs attention")
    let events = try await world.ok(
      "/events/list", ["access_grant_id": none.access_grant_id, "since": longAgo]
    ).events
    let failure = events.first("event_type", "access_grant.could_not_create_requested_access_methods")
    #expect(failure.missing_device_ids == [storage])
    let grant = try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": none.access_grant_id, "requested_access_methods": [["mode": "card"]]]
    ).access_grant
    #expect(grant.access_method_ids.count == 1)
  }

  @Test("takes a requested PIN as a wish")
  func wishes() async throws {
    let wish: Value = ["requested_access_methods": [["mode": "code", "code": "4711"]]]
    let grant = try await create(wish)
    #expect(grant.requested_access_methods[0].code == "4711")
    try await world.advance(120)
    let warning = try await get(grant.access_grant_id).warnings.first("warning_code", "requested_code_unavailable")
    #expect(warning.original_code == "4711")
    #expect(warning.new_code.text.count == 6)
    #expect(warning.device_id == (try await world.door()))
    try await world.virtual.post("site", ["custom_pin": true])
    try await world.sync()
    let other = try await create(wish.with(["user_identity": ["full_name": "Jim"]]))
    try await world.advance(120)
    #expect(try await method(other.access_method_ids[0]).code == "4711")
  }

  @Test("follows a space, and is left with a warning by its deletion")
  func spaces() async throws {
    let (apartment, entrance) = (try await world.door(), try await world.door("Main Entrance"))
    let space = try await world.ok("/spaces/create", ["name": "Room", "device_ids": [apartment]]).space.space_id
    let grant = try await create(["device_ids": [], "space_ids": [space]])
    let id = grant.access_grant_id
    #expect(grant.space_ids == [space])
    #expect(grant.location_ids == [space])
    func doors() async throws -> Set<Value> {
      let batch = try await world.ok("/access_grants/get_related", ["access_grant_ids": [id]]).batch
      return Set(batch.devices.each("device_id"))
    }
    #expect(try await doors() == [apartment])
    try await world.ok("/spaces/add_devices", ["space_id": space, "device_ids": [entrance]])
    #expect(try await doors() == [apartment, entrance])
    #expect(try await world.ok("/access_grants/list", ["acs_entrance_id": entrance]).access_grants.count == 1)
    try await world.ok("/spaces/delete", ["space_id": space])
    #expect(try await doors() == [])
    let left = try await get(id)
    #expect(left.space_ids == [])
    #expect(
      left.warnings.items.contains { $0.warning_code == "underprovisioned_access" && $0.message.contains("Room") })
    try await world.ok("/access_grants/update", ["access_grant_id": id, "device_ids": [apartment]])
    #expect(try await get(id).warnings.items.allSatisfy { !$0.message.contains("Room") })
  }

  @Test("is found again by its key, which only one has")
  func keys() async throws {
    let grant = try await create(["access_grant_key": "stay"])
    let error = try await world.refused(
      path, 409, "access_grant_key_taken",
      ["user_identity_id": grant.user_identity_id, "access_grant_key": "stay", "requested_access_methods": []])
    #expect(error.data.access_grant_id == grant.access_grant_id)
    let other = try await create()
    let keyless = try await world.ok("/access_grants/list", ["access_grant_key": .null]).access_grants
    #expect(keyless.each("access_grant_id") == [other.access_grant_id])
    try await world.ok("/access_grants/delete", ["access_grant_id": grant.access_grant_id])
    try await world.advance(120)
    _ = try await create(["access_grant_key": "stay"])
  }

  @Test("that makes no sense is refused with the faulty parameter", arguments: faults)
  func refusals(field: String, wrong: Value) async throws {
    let standard: Value = [
      "user_identity": ["full_name": "Jane"], "device_ids": Value([try await world.door()]),
      "starts_at": checkIn, "ends_at": checkOut, "requested_access_methods": [],
    ]
    let error = try await world.refused(path, 400, "invalid_input", standard.with(wrong))
    #expect(error.validation_errors.names.contains(field))
    #expect(try await world.ok("/access_grants/list").access_grants == [])
    #expect(try await world.ok("/user_identities/list").user_identities == [])
  }

  @Test("needs doors, spaces and persons that there are")
  func unknown() async throws {
    let base: Value = ["user_identity": ["full_name": "Jane"], "requested_access_methods": []]
    try await world.refused(path, 404, "device_not_found", base.with(["device_ids": ["none"]]))
    try await world.refused(path, 404, "acs_entrance_not_found", base.with(["acs_entrance_ids": ["none"]]))
    try await world.refused(path, 404, "space_not_found", base.with(["space_ids": ["none"]]))
    try await world.refused(
      path, 404, "user_identity_not_found", ["user_identity_id": "none", "requested_access_methods": []])
    try await world.refused("/access_grants/unmanaged/get", 404, "access_grant_not_found", ["access_grant_id": "none"])
    #expect(try await world.ok("/access_grants/unmanaged/list").access_grants == [])
    try await world.refused(
      "/access_methods/unmanaged/get", 404, "access_method_not_found", ["access_method_id": "none"])
  }

  @Test("loses one method without the others")
  func methods() async throws {
    let grant = try await create(["requested_access_methods": [["mode": "code"], ["mode": "card"]]])
    try await world.advance(120)
    try await world.ok("/access_methods/delete", ["access_method_id": grant.access_method_ids[0]])
    let left = try await get(grant.access_grant_id)
    #expect(left.access_method_ids == [grant.access_method_ids[1]])
    #expect(left.requested_access_methods.each("mode") == ["card"])
    #expect(left.errors == [])
    try await world.refused(
      "/access_methods/get", 404, "access_method_not_found", ["access_method_id": grant.access_method_ids[0]])
    #expect(try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials == [])
    try await world.ok("/access_methods/delete", ["access_grant_id": grant.access_grant_id])
    #expect(try await get(grant.access_grant_id).access_method_ids == [])
  }

  @Test("without methods says that its person has no way in")
  func meansless() async throws {
    let bare = try await create(["requested_access_methods": []])
    let emptied = try await create(["requested_access_methods": [["mode": "code"], ["mode": "card"]]])
    try await world.setClock(checkIn)
    try await world.ok("/access_methods/delete", ["access_grant_id": emptied.access_grant_id])
    try await world.advance(120)
    for id in [bare.access_grant_id, emptied.access_grant_id] {
      let grant = try await get(id)
      #expect(grant.display_status == "No means of access")
      #expect(grant.warnings.each("warning_code") == ["underprovisioned_access"])
      #expect(grant.warnings[0].message.contains("no way in"))
    }
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": emptied.access_grant_id, "requested_access_methods": [["mode": "code"]]])
    try await world.advance(1200)
    let again = try await get(emptied.access_grant_id)
    #expect(again.display_status == "Active")
    #expect(again.warnings == [])
    try await world.setClock(checkOut)
    #expect(try await get(bare.access_grant_id).display_status == "Ended")
    #expect(try await get(bare.access_grant_id).warnings == [])
  }

  @Test("gives a method that is requested during the stay time to be issued")
  func laterMethods() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(3600)
    try await world.virtual.post("faults", ["faults": [["kind": "unreachable"]]])
    let later = try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": grant.access_grant_id, "requested_access_methods": [["mode": "mobile_key"]]]
    ).access_grant
    let id = later.access_method_ids[1]
    #expect(try await method(id).errors == [])
    #expect(try await history(["access_method_id": id]) == ["access_method.created"])
    try await world.advance(400)
    let late = try await method(id).warnings.first("warning_code", "delay_in_issuing")
    #expect(late.message.contains("The access has started"))
    try await world.advance(500)
    #expect(try await method(id).errors.each("error_code") == ["failed_to_issue"])
  }

  @Test("with a card is issued by assigning one")
  func cards() async throws {
    try await world.virtual.post("tags", ["tag_number": "12345678"])
    try await world.sync()
    let grant = try await create(["requested_access_methods": [["mode": "card"]]])
    let id = grant.access_method_ids[0]
    let waiting = try await world.ok("/access_methods/get", ["access_method_id": id]).access_method
    #expect(waiting.is_assignment_required == true)
    #expect(waiting.is_encoding_required == true)
    #expect(waiting.is_ready_for_encoding == true)
    let wrong = try await world.ok(
      "/access_methods/assign_card", ["access_method_id": id, "card_number": "1"]
    ).action_attempt
    #expect(wrong.action_type == "ASSIGN_CREDENTIAL")
    #expect(wrong.status == "error")
    #expect(wrong.error.type == "credential_not_found")
    let done = try await world.ok(
      "/access_methods/assign_card", ["access_method_id": id, "card_number": "12345678"]
    ).action_attempt
    #expect(done.status == "success")
    #expect(done.result.access_method_id == id)
    #expect(done.result.is_assignment_required == false)
    #expect(done.result.is_encoding_required == false)
    let which: Value = ["action_attempt_id": done.action_attempt_id]
    #expect(try await world.ok("/action_attempts/get", which).action_attempt == done)
    try await world.refused(
      "/access_methods/encode", 404, "acs_encoder_not_found", ["access_method_id": id, "acs_encoder_id": "none"])
  }

  @Test("opens its doors remotely while it runs, and no others")
  func remote() async throws {
    let grant = try await create(["requested_access_methods": [["mode": "cloud_key"]]])
    func unlock(_ door: Value) async throws -> Value {
      try await world.ok(
        "/access_methods/unlock_door",
        ["access_method_id": grant.access_method_ids[0], "acs_entrance_id": world.door(door)]
      ).action_attempt
    }
    #expect(try await unlock("Apartment 4B").error.type == "no_access")
    try await world.setClock(checkIn)
    #expect(try await unlock("Apartment 4B").status == "success")
    #expect(try await unlock("Main Entrance").error.type == "no_access")
    try await world.setClock(checkOut)
    #expect(try await unlock("Apartment 4B").error.type == "no_access")
    #expect(try await world.virtual.count("lock_opened_remotely") == 1)
  }

  @Test("leaves nothing of a person who is deleted")
  func identities() async throws {
    let grant = try await create()
    try await world.advance(120)
    try await world.ok("/user_identities/delete", ["user_identity_id": grant.user_identity_id])
    try await world.advance(120)
    #expect(try await world.ok("/access_grants/list").access_grants == [])
    #expect(try await world.virtual.user("Jane Doe").isMissing)
  }
}

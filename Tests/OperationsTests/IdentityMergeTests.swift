import Testing
import Wire

@Suite("Identities that are merged", .world)
struct IdentityMergeTests {
  private let world = World.here
  private let path = "/user_identities/merge"

  private func get(_ which: Value) async throws -> Value {
    try await world.ok("/user_identities/get", which).user_identity
  }

  private func merge(_ one: Value, _ others: Value...) async throws {
    try await world.ok(path, ["user_identity_id": one, "merged_user_identity_ids": Value(others)])
  }

  /// An identity into which two others were merged, the third by way of the second, with the second's ACS user.
  private func merged() async throws -> (one: Value, two: Value, three: Value, user: Value, session: String) {
    let one = try await world.identity([
      "user_identity_key": "one", "full_name": "Jane", "email_address": "jane@example.com",
    ])
    let two = try await world.identity([
      "user_identity_key": "two", "email_address": "j@example.com", "phone_number": "+31611111111",
    ])
    let three = try await world.identity(["user_identity_key": "three"])
    let user = try await world.staff("J", ["user_identity_id": two, "acs_access_group_ids": [common]])
    let session = try await world.session(["user_identity_id": two])
    try await world.ok(
      "/user_identities/grant_access_to_device",
      ["user_identity_id": two, "device_id": world.door("Bicycle Storage")])
    try await merge(two, three)
    try await merge(one, two)
    return (one, two, three, user, session)
  }

  @Test("give the one what it lacks")
  func whatItLacks() async throws {
    let (one, two, three, user, _) = try await merged()
    let identity = try await get(["user_identity_id": one])
    #expect(identity.email_address == "jane@example.com")
    #expect(identity.phone_number == "+31611111111")
    #expect(identity.full_name == "Jane")
    #expect(identity.user_identity_key == "one")
    #expect(identity.acs_user_ids == [user])
    #expect(identity.merged_user_identity_ids == [three, two])
    #expect(identity.merged_user_identity_keys == ["three", "two"])
    #expect(try await world.ok("/user_identities/list").user_identities == [identity])
  }

  @Test("are the one in every operation, by their IDs, keys and sessions")
  func names() async throws {
    let (one, two, three, user, session) = try await merged()
    let identity = try await get(["user_identity_id": one])
    for name: Value in [
      ["user_identity_id": two], ["user_identity_id": three], ["user_identity_key": "two"],
      ["user_identity_key": "three"],
    ] { #expect(try await get(name) == identity) }
    #expect(
      try await world.ok("/acs/users/list", ["user_identity_id": three]).acs_users.each("acs_user_id") == [user])
    let named: Value = ["user_identity_id": two, "acs_system_id": buildingA]
    #expect(try await world.ok("/acs/users/get", named).acs_user.user_identity_id == one)
    try await world.ok("/user_identities/update", ["user_identity_id": three, "full_name": "Jane Doe"])
    #expect(try await get(["user_identity_id": one]).full_name == "Jane Doe")
    let devices = try await world.ok("/user_identities/list_accessible_devices", ["user_identity_id": two]).devices
    #expect(devices.count == 3)
    #expect(try await world.call("/user_identities/get", ["user_identity_id": one], by: session).status == 403)
    #expect(try await world.ok("/acs/users/list", by: session).acs_users.each("acs_user_id") == [user])
  }

  @Test("are merged once, keep their keys, and go with the one")
  func onceAndForAll() async throws {
    let (one, two, three, _, _) = try await merged()
    try await merge(one, two)
    try await world.ok(path, ["user_identity_key": "one", "merged_user_identity_keys": ["two", "three"]])
    #expect(try await get(["user_identity_id": one]).merged_user_identity_ids == [three, two])
    try await world.refused(
      "/user_identities/create", 409, "user_identity_email_or_phone_conflict", ["user_identity_key": "two"])
    let four = try await world.identity()
    try await world.refused(
      path, 400, "invalid_input", ["user_identity_id": four, "merged_user_identity_ids": [two]])
    // The e-mail address of the deleted user is free.
    _ = try await world.identity(["email_address": "j@example.com"])
    try await world.ok("/user_identities/delete", ["user_identity_id": one])
    try await world.refused("/user_identities/get", 404, "user_identity_not_found", ["user_identity_id": two])
    _ = try await world.identity(["user_identity_key": "two"])
  }

  @Test("are found by the keys that they have now")
  func keys() async throws {
    let one = try await world.identity(["user_identity_key": "one"])
    let two = try await world.identity(["user_identity_key": "two"])
    let three = try await world.identity(["user_identity_key": "three"])
    try await world.ok(path, ["user_identity_key": "one", "merged_user_identity_keys": ["two"]])
    // As with IDs, an identity that was merged into another one cannot be merged again.
    let error = try await world.refused(
      path, 400, "invalid_input", ["user_identity_key": "three", "merged_user_identity_keys": ["two"]])
    #expect(error.message.contains(one.text))
    #expect(error.validation_errors.names.contains("merged_user_identity_keys"))
    // The key of the merged identity becomes the survivor's own. The survivor can still be merged.
    try await world.ok("/user_identities/update", ["user_identity_id": one, "user_identity_key": "two"])
    #expect(try await get(["user_identity_key": "two"]).merged_user_identity_keys == [])
    try await merge(three, one)
    #expect(try await get(["user_identity_key": "two"]).user_identity_id == three)
    #expect(try await get(["user_identity_id": three]).merged_user_identity_ids == [two, one])
  }

  @Test("while somebody asks for them are found, before it or after")
  func meanwhile() async throws {
    let world = world
    var chain: [Value] = []
    for _ in 0..<15 { chain.append(try await world.identity()) }
    let first = chain[0]
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await world.call(
            "/user_identities/update", ["user_identity_id": first, "full_name": "N \(number)"]
          ).status
        }
      }
      for (before, after) in zip(chain, chain.dropFirst()) { try await merge(after, before) }
      for try await status in group { #expect(status == 200) }
    }
  }

  @Test("stay as they were where one of them cannot be merged")
  func refusals() async throws {
    let one = try await world.identity(["user_identity_key": "one"])
    let two = try await world.identity(["user_identity_key": "two", "phone_number": "+31611111111"])
    let three = try await world.identity(["phone_number": "+31622222222"])
    _ = try await world.staff("J", ["user_identity_id": one])
    let user = try await world.staff("J", ["user_identity_id": two])
    let many = Value(Array(repeating: two, count: 21))
    for wrong: Value in [
      ["user_identity_id": one, "merged_user_identity_ids": [one]],
      ["user_identity_key": "one", "merged_user_identity_keys": ["none"]],
      ["user_identity_key": "one", "merged_user_identity_keys": ["one"]], [:], ["user_identity_id": one],
      ["user_identity_id": one, "merged_user_identity_keys": ["two"]],
      ["user_identity_id": one, "merged_user_identity_ids": []],
      ["user_identity_id": one, "merged_user_identity_ids": many],
    ] { try await world.refused(path, 400, "invalid_input", wrong) }
    try await world.refused(
      path, 404, "user_identity_not_found", ["user_identity_id": one, "merged_user_identity_ids": ["nobody"]])
    // The third identity could be merged, but the second cannot, so nothing changes.
    let both: Value = ["user_identity_id": one, "merged_user_identity_ids": [three, two]]
    let error = try await world.refused(path, 409, "acs_user_already_exists", both)
    #expect(error.data.merged_acs_user_id == user)
    #expect(try await get(["user_identity_id": three]).phone_number == "+31622222222")
    #expect(try await get(["user_identity_id": one]).merged_user_identity_ids == [])
    try await world.ok("/acs/users/delete", ["acs_user_id": user])
    try await world.advance(60)
    try await world.ok(path, both)
    #expect(try await get(["user_identity_key": "two"]).phone_number == "+31622222222")
  }
}

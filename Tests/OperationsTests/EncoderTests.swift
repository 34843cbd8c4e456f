import Testing
import Wire

@Suite("An encoder", .world)
struct EncoderTests {
  private let world = World.here
  private let number: Value = "12345678"
  private let other: Value = "87654321"

  private func register(_ numbers: Value...) async throws {
    for number in numbers { try await world.virtual.post("tags", ["tag_number": number]) }
    try await world.sync()
    try await world.advance(1)
  }

  private func hold(_ number: Value) async throws {
    try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))/try", ["tag": number])
    try await world.advance(120)
  }

  /// The attempt, once its result is stored.
  private func ended(_ attempt: Value) async throws -> Value {
    let which: Value = ["action_attempt_id": attempt.action_attempt_id]
    try await world.until { try await world.ok("/action_attempts/get", which).action_attempt.status != "pending" }
    return try await world.ok("/action_attempts/get", which).action_attempt
  }

  private func cardMethod(_ name: Value) async throws -> Value {
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": name], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "card"]],
      ]
    ).access_grant.access_method_ids[0]
  }

  private func events(_ encoder: Value) async throws -> [Value] {
    try await world.ok("/events/list", encoder.with(["since": longAgo])).events.items
  }

  @Test("is a lock, and lists itself with its name")
  func list() async throws {
    let found = try await world.ok("/acs/encoders/list", ["acs_system_id": buildingA]).acs_encoders.items
    let door = try await world.door()
    let encoder = try #require(found.first { $0.acs_encoder_id == door })
    #expect(encoder.display_name == "Apartment 4B")
    #expect(encoder.errors == [])
    try await world.refused("/acs/encoders/get", 404, "acs_encoder_not_found", ["acs_encoder_id": "none"])
  }

  @Test("that is offline fails each attempt at once", arguments: [false, true])
  func offline(isSimulated: Bool) async throws {
    let encoder: Value = ["acs_encoder_id": try await world.door()]
    let method = try await cardMethod("Jane Doe")
    if isSimulated {
      try await world.ok("/devices/simulate/disconnect", ["device_id": encoder.acs_encoder_id])
    } else {
      try await world.virtual.post("locks/\(world.virtual.lock("Apartment 4B"))", ["online": false])
      try await world.sync()
    }
    let scan = try await world.ok("/acs/encoders/scan_credential", encoder).action_attempt
    #expect(scan.status == "error")
    #expect(scan.error.type == "encoder_not_online")
    let encode = try await world.ok("/access_methods/encode", encoder.with(["access_method_id": method])).action_attempt
    #expect(encode.error.type == "encoder_not_online")
  }

  @Test("is reported once when its lock is added to a site, and once when it is removed")
  func comingAndGoing() async throws {
    let doors = try await world.ok("/acs/entrances/list", ["acs_system_id": buildingA]).acs_entrances
    let first = try await world.events("acs_encoder.added", more: ["acs_system_id": buildingA])
    #expect(Set(first.map(\.acs_encoder_id)) == Set(doors.each("acs_entrance_id")))
    #expect(first.count == doors.count)
    let made = try await world.virtual.post("locks", ["name": "Desk"]).id.text
    for _ in 0..<2 { try await world.sync() }
    let desk: Value = ["acs_encoder_id": try await world.door("Desk")]
    let added = try await events(desk)
    #expect(added.map(\.event_type) == ["acs_encoder.added"])
    #expect(added.first?.acs_system_id == buildingA)
    #expect(added.first?.connected_account_id.isMissing == false)
    #expect(added.first?.acs_entrance_id.isMissing == true)
    try await world.virtual.post("locks/" + made, ["removed": true])
    for _ in 0..<2 { try await world.sync() }
    #expect(try await events(desk).map(\.event_type) == ["acs_encoder.added", "acs_encoder.removed"])
  }

  @Test("is asked for when a grant's access method waits for a card")
  func required() async throws {
    try await register(number)
    let method = try await cardMethod("Jane Doe")
    let required = try await world.events("access_method.card_encoding_required")
    #expect(required.map(\.access_method_id) == [method])
    #expect(required.first?.access_grant_ids.count == 1)
    // A person who has a card needs no other one.
    try await world.ok("/access_methods/assign_card", ["access_method_id": method, "card_number": number])
    try await world.advance(60)
    let holder = try await world.ok("/access_grants/list").access_grants[0].user_identity_id
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity_id": holder, "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "card"]],
      ])
    #expect(try await world.events("access_method.card_encoding_required") == required)
  }

  @Test("puts no card on an access method whose grant has ended, until the grant is extended")
  func endedGrant() async throws {
    try await register(number)
    let which: Value = ["access_method_id": try await cardMethod("Jane Doe")]
    try await world.setClock(checkOut)
    try await world.advance(60)
    let encoder = which.with(["acs_encoder_id": try await world.door()])
    try await world.refused("/access_methods/encode", 400, "invalid_input", encoder)
    let card = which.with(["card_number": number])
    let refused = try await world.ok("/access_methods/assign_card", card).action_attempt
    #expect(refused.error.message.contains("has ended"))
    let over = try await world.ok("/access_methods/get", which).access_method
    #expect(over.is_encoding_required == false && over.is_ready_for_encoding == false)
    let grant = try await world.ok("/access_grants/list").access_grants[0].access_grant_id
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant, "ends_at": "2024-11-05T11:00:00.000Z"])
    #expect(try await world.ok("/access_methods/assign_card", card).action_attempt.status == "success")
  }

  @Test("puts the registered card that is held to it on an access method, and no other")
  func encode() async throws {
    try await register(number)
    let method = try await cardMethod("Jane Doe")
    let begun = try await world.ok(
      "/access_methods/encode", ["access_method_id": method, "acs_encoder_id": world.door()]
    ).action_attempt
    #expect(begun.status == "pending")
    // The site does not know this card.
    try await hold(other)
    try await hold(number)
    let done = try await ended(begun)
    #expect(done.status == "success")
    #expect(done.result.card_number == number)
    let second = try await world.ok(
      "/access_methods/encode", ["access_method_id": cardMethod("Next Guest"), "acs_encoder_id": world.door()]
    ).action_attempt
    try await hold(number)
    #expect(try await ended(second).error.type == "incompatible_card_format")
  }

  @Test("leaves the card of a person whom the staff added, and names the person")
  func staffCard() async throws {
    try await register(number)
    let people = try await WebApp(world)
    let carla = try await people.add("Carla", "Cleaner")
    try await world.advance(120)
    let tags = try await people.call("GET", "tags")["items"]
    try await people.edit(carla, ["tag_id": tags.first("tag_number", number).id])
    try await world.sync()
    let encoder: Value = ["acs_encoder_id": try await world.door()]
    let begun = try await world.ok(
      "/access_methods/encode", encoder.with(["access_method_id": cardMethod("Jane Doe")])
    ).action_attempt
    try await hold(number)
    let failed = try await ended(begun).error
    #expect(failed.type == "incompatible_card_format")
    #expect(failed.message.contains("Carla Cleaner"))
    let listed = try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials
    let card: Value = ["acs_credential_id": listed.first("card_number", number).acs_credential_id]
    let refused = try await world.refused(
      "/acs/encoders/encode_credential", 400, "not_supported", encoder.with(card))
    #expect(refused.message.contains("Carla Cleaner"))
    #expect(try await people.user("Carla Cleaner").user.tag_number == number)
  }

  @Test("waits for no second card of an access method: the attempt fails at once")
  func secondCard() async throws {
    try await register(number, other)
    let method: Value = ["access_method_id": try await cardMethod("Jane Doe")]
    let encoder = method.with(["acs_encoder_id": try await world.door()])
    try await world.ok("/access_methods/assign_card", method.with(["card_number": number]))
    for path in ["/access_methods/encode", "/acs/encoders/encode_credential"] {
      let refused = try await world.ok(path, encoder).action_attempt
      #expect(refused.status == "error")
      #expect(refused.error.type == "credential_cannot_be_reissued")
    }
    try await hold(other)
    let cards = try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials
    #expect(cards.each("card_number").contains(other))
    #expect(cards.first("card_number", other).acs_user_id.text.isEmpty)
  }

  @Test("confirms the card of a user, and refuses one that belongs to nobody")
  func confirm() async throws {
    try await register(number)
    let listed = try await world.ok("/acs/credentials/list", ["acs_system_id": buildingA]).acs_credentials
    let card: Value = ["acs_credential_id": listed.first("card_number", number).acs_credential_id]
    let (path, encoder) = ("/acs/encoders/encode_credential", card.with(["acs_encoder_id": try await world.door()]))
    let refused = try await world.refused(path, 400, "invalid_input", encoder)
    #expect(refused.validation_errors.names.contains("acs_credential_id"))
    try await world.ok("/acs/credentials/assign", card.with(["acs_user_id": world.staff("Sam Staff")]))
    let begun = try await world.ok(path, encoder).action_attempt
    #expect(begun.status == "pending")
    try await hold(number)
    #expect(try await ended(begun).result.card_number == number)
  }

  @Test("reports the card of a scan, also one that is not registered if that was asked for")
  func scan() async throws {
    try await register(number)
    let known = try await world.ok("/acs/encoders/scan_credential", ["acs_encoder_id": world.door()]).action_attempt
    try await hold(number)
    let result = try await ended(known).result
    #expect(result.acs_credential_on_encoder.card_number == number)
    #expect(result.acs_credential_on_seam.card_number == number)
    let unknown = try await world.ok(
      "/acs/encoders/scan_credential",
      ["acs_encoder_id": world.door(), "salto_ks_metadata": ["detect_new_tags": true]]
    ).action_attempt
    try await hold(other)
    let found = try await ended(unknown).result
    #expect(found.acs_credential_on_encoder.card_number == other)
    #expect(found.warnings.each("warning_code") == ["acs_credential_on_seam_not_found"])
  }

  @Test("gives a card to the newest attempt only, and not to a guest whose attempt was left waiting")
  func newest() async throws {
    try await register(number)
    let encoder: Value = ["acs_encoder_id": try await world.door()]
    func begin(_ name: Value) async throws -> Value {
      let method: Value = ["access_method_id": try await cardMethod(name)]
      return try await world.ok("/access_methods/encode", encoder.with(method)).action_attempt
    }
    let left = try await begin("Jane Doe")
    let scan = try await world.ok("/acs/encoders/scan_credential", encoder).action_attempt
    let next = try await begin("Next Guest")
    #expect(try await ended(left).error.type == "uncategorized_error")
    try await hold(number)
    #expect(try await ended(next).result.card_number == number)
    #expect(try await ended(scan).result.acs_credential_on_encoder.card_number == number)
    #expect(try await ended(left).status == "error")
  }

  @Test("assigns the card that is held to it")
  func assign() async throws {
    try await register(number)
    let user = try await world.staff("Sam Staff", ["acs_access_group_ids": [common]])
    try await world.advance(120)
    let begun = try await world.ok(
      "/acs/encoders/scan_to_assign_credential", ["acs_encoder_id": world.door(), "acs_user_id": user]
    ).action_attempt
    try await hold(number)
    #expect(try await ended(begun).result.acs_user_id == user)
    // The clerk reads the reason, and knows no parameters.
    try await register(other)
    let second = try await world.ok(
      "/acs/encoders/scan_to_assign_credential", ["acs_encoder_id": world.door(), "acs_user_id": user]
    ).action_attempt
    try await hold(other)
    #expect(
      try await ended(second).error.message.text.hasSuffix("this user already has card 12345678. Unassign it first."))
  }

  @Test("of a sandbox meets what is simulated, once")
  func simulated() async throws {
    try await register(number)
    let which: Value = ["acs_encoder_id": try await world.door()]
    try await world.ok("/acs/encoders/simulate/next_credential_scan_will_succeed", which)
    let scanned = try await world.ok("/acs/encoders/scan_credential", which).action_attempt
    #expect(scanned.result.acs_credential_on_seam.card_number == number)
    try await world.ok("/acs/encoders/simulate/next_credential_encode_will_succeed", which)
    let encoded = try await world.ok(
      "/access_methods/encode", which.with(["access_method_id": cardMethod("Jane Doe")])
    ).action_attempt
    #expect(encoded.result.card_number == number)
    #expect(try await world.ok("/acs/encoders/scan_credential", which).action_attempt.status == "pending")
  }

  @Test("of a sandbox ends an attempt also with a simulated card that is not registered")
  func simulatedStranger() async throws {
    let which: Value = ["acs_encoder_id": try await world.door()]
    let scenario = which.with(["scenario": "credential_does_not_exist_on_seam"])
    try await world.ok("/acs/encoders/simulate/next_credential_scan_will_succeed", scenario)
    let scanned = try await world.ok("/acs/encoders/scan_credential", which).action_attempt
    #expect(scanned.status == "success")
    #expect(scanned.result.acs_credential_on_seam == .null)
    #expect(scanned.result.warnings.each("warning_code") == ["acs_credential_on_seam_not_found"])
    try await world.ok("/acs/encoders/simulate/next_credential_scan_will_succeed", scenario)
    let user = try await world.staff("Sam Staff")
    let refused = try await world.ok(
      "/acs/encoders/scan_to_assign_credential", which.with(["acs_user_id": user])
    ).action_attempt
    #expect(refused.error.type == "uncategorized_error")
  }

  /// An attempt that waits for a card.
  private func scanning() async throws -> Value {
    let attempt = try await world.ok("/acs/encoders/scan_credential", ["acs_encoder_id": world.door()]).action_attempt
    #expect(attempt.status == "pending")
    return attempt
  }

  @Test("that waits for a card fails at once when the clock is set back")
  func setBack() async throws {
    let attempt = try await scanning()
    try await world.setClock("2024-10-30T09:00:00.000Z")
    let failed = try await world.ok("/action_attempts/get", ["action_attempt_id": attempt.action_attempt_id])
    #expect(failed.action_attempt.error.type == "uncategorized_error")
    #expect(failed.action_attempt.error.message.contains("Start again"))
  }

  @Test("that waits for a card fails at once when its account is deleted")
  func deletedAccount() async throws {
    let attempt = try await scanning()
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let failed = try await world.ok("/action_attempts/get", ["action_attempt_id": attempt.action_attempt_id])
    #expect(failed.action_attempt.error.type == "uncategorized_error")
    #expect(failed.action_attempt.error.message.contains("no longer exists"))
  }
}

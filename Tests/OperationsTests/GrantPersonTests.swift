import Testing
import Wire

/// What a grant does for different people, and with settings of its site.
@Suite("The person of an access grant", .world)
struct GrantPersonTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe", "user_identity_key": "jane"], "starts_at": checkIn,
      "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
    ]
    return try await world.ok("/access_grants/create", standard.with(parameters)).access_grant
  }

  private func method(_ grant: Value) async throws -> Value {
    try await world.ok("/access_methods/get", ["access_method_id": grant.access_method_ids[0]]).access_method
  }

  private func history(_ grant: Value) async throws -> [Value] {
    let filter: Value = ["access_method_id": grant.access_method_ids[0], "since": longAgo]
    return try await world.ok("/events/list", filter).events.each("event_type")
  }

  private func typing(_ digits: Value, at door: Value = "Apartment 4B") async throws -> Value {
    try await world.virtual.post("locks/\(world.virtual.lock(door))/try", ["pin": digits]).opened
  }

  private func explain(_ door: Value, _ user: Value, at moment: Value = Value(nil)) async throws -> Value {
    let parameters: Value = ["acs_entrance_id": try await world.door(door), "acs_user_id": user, "means": "any"]
    return try await world.ok("/latchkey/v1/access/explain", parameters.with(["moment": moment])).explanation
  }

  @Test("who was created with a grant does not keep a repeated call from naming that grant")
  func repetition() async throws {
    let call: Value = [
      "user_identity": ["full_name": "Jim", "email_address": "jim@example.com"], "access_grant_key": "stay-1",
      "ends_at": checkOut, "requested_access_methods": [["mode": "card"]],
    ]
    let grant = try await world.ok("/access_grants/create", call).access_grant
    let error = try await world.refused("/access_grants/create", 409, "access_grant_key_taken", call)
    #expect(error.data.access_grant_id == grant.access_grant_id)
  }

  @Test("opens no door without a free seat, and the grant says why")
  func seats() async throws {
    try await world.virtual.post("site", ["seats": 1])
    try await world.setClock(checkIn)
    _ = try await create()
    try await world.advance(600)
    let late = try await create(["user_identity": ["full_name": "Jim Poe"]])
    try await world.advance(600)
    let which: Value = ["access_grant_id": late.access_grant_id]
    let shut = try await world.ok("/access_grants/get", which).access_grant
    #expect(shut.display_status == "Being set up")
    #expect(shut.warnings.each("warning_code") == ["underprovisioned_access"])
    #expect(shut.warnings[0].message.contains("no free seat"))
    let filter = which.with(["since": longAgo])
    #expect(try await world.ok("/events/list", filter).events.each("event_type") == ["access_grant.created"])
    try await world.virtual.post("site", ["seats": 2])
    try await world.advance(1200)
    #expect(try await world.ok("/access_grants/get", which).access_grant.display_status == "Active")
  }

  @Test("has no way in by a mobile key without an e-mail address, and the grant says so")
  func missingAddress() async throws {
    let grant = try await create(["requested_access_methods": [["mode": "mobile_key"]]])
    try await world.setClock(checkIn)
    try await world.advance(300)
    let which: Value = ["access_grant_id": grant.access_grant_id]
    let shut = try await world.ok("/access_grants/get", which).access_grant
    #expect(shut.display_status == "Being set up")
    #expect(shut.warnings.each("warning_code") == ["underprovisioned_access"])
    #expect(shut.warnings[0].message.contains("e-mail address"))
    try await world.ok(
      "/user_identities/update",
      ["user_identity_id": grant.user_identity_id, "email_address": "jane@example.com"])
    try await world.advance(600)
    let open = try await world.ok("/access_grants/get", which).access_grant
    #expect(open.display_status == "Active")
    #expect(open.warnings == [])
  }

  @Test("gets a mobile key issued only once there is an e-mail address, and learns that it is missing")
  func invitation() async throws {
    let grant = try await create(["requested_access_methods": [["mode": "mobile_key"]]])
    try await world.setClock("2024-10-31T15:00:00.000Z")
    try await world.advance(300)
    let early = try await method(grant)
    #expect(early.is_issued == false)
    #expect(early.display_status == "Waiting for an e-mail address")
    #expect(early.warnings.each("warning_code") == ["delay_in_issuing"])
    #expect(early.warnings[0].message.contains("e-mail address"))
    try await world.setClock(checkIn)
    try await world.advance(300)
    let failed = try await method(grant)
    #expect(failed.is_issued == false)
    #expect(failed.errors.each("error_code") == ["failed_to_issue"])
    #expect(failed.errors[0].message.contains("e-mail address"))
    let question: Value = [
      "acs_entrance_id": try await world.door(), "user_identity_id": grant.user_identity_id, "means": "mobile_key",
    ]
    let explained = try await world.ok("/latchkey/v1/access/explain", question).explanation
    #expect(explained.reason == "not_issued")
    #expect(explained.suggested_change.code == "set_email_address")
    #expect(explained.suggested_change.is_sufficient == false)
    try await world.ok(
      "/user_identities/update",
      ["user_identity_id": grant.user_identity_id, "email_address": "jane@example.com"])
    try await world.advance(600)
    let issued = try await method(grant)
    #expect(issued.is_issued == true)
    #expect(issued.errors == [])
    #expect(issued.warnings == [])
    let invited = try await world.ok("/latchkey/v1/access/explain", question).explanation
    #expect(invited.suggested_change.code == "open_app")
  }

  @Test("gets the PIN only once it is subscribed, if the site may lose earlier ones")
  func latePINs() async throws {
    try await world.virtual.post("settings", ["pins_die_on_subscribing": true])
    try await world.ok(
      "/latchkey/v1/grant_settings/update", ["acs_system_id": buildingA, "pins_before_start": false])
    let grant = try await create()
    try await world.advance(600)
    let early = try await method(grant)
    #expect(early.code == .null)
    #expect(early.is_issued == false)
    #expect(early.errors == [])
    #expect(try await world.virtual.count("pin_set") == 0)
    try await world.setClock(checkIn)
    try await world.advance(120)
    let late = try await method(grant)
    #expect(late.is_issued == true)
    #expect(late.code.text.count == 6)
    #expect(try await typing(late.code) == true)
    #expect(try await world.events("access_method.delay_in_issuing") == [], "the PIN could not be made earlier")
  }

  @Test("gets the PIN of an earlier booking once the site is said to keep it")
  func releasedPINs() async throws {
    let site: Value = ["acs_system_id": buildingA]
    try await world.ok("/latchkey/v1/grant_settings/update", site.with(["pins_before_start": false]))
    let grant = try await create()
    try await world.advance(600)
    #expect(try await method(grant).code == .null)
    try await world.ok("/latchkey/v1/grant_settings/update", site.with(["pins_before_start": true]))
    try await world.advance(600)
    let released = try await method(grant)
    #expect(released.code.text.count == 6)
    #expect(released.is_issued == true)
  }

  @Test("is told about a PIN that is late after the subscription")
  func delayedPINs() async throws {
    try await world.ok(
      "/latchkey/v1/grant_settings/update", ["acs_system_id": buildingA, "pins_before_start": false])
    let grant = try await create()
    try await world.setClock("2024-11-01T14:40:00.000Z")
    try await world.virtual.post("faults", ["faults": [["kind": "unreachable"]]])
    try await world.advance(540)
    #expect(try await method(grant).warnings == [])
    try await world.advance(120)
    #expect(try await method(grant).warnings.each("warning_code") == ["delay_in_issuing"])
  }

  @Test("has no error for a refusal before its locks can have the PIN")
  func rollingOut() async throws {
    let grant = try await create(["starts_at": "2024-10-01T00:00:00.000Z"])
    try await world.advance(60)
    let early = try await method(grant)
    #expect(early.is_issued == true)
    #expect(early.display_status == "Reaching the locks")
    #expect(try await typing(early.code) == false)
    try await world.advance(120)
    #expect(try await method(grant).errors == [])
    try await world.advance(300)
    #expect(try await method(grant).display_status == "Active")
    #expect(try await method(grant).errors == [])
    #expect(try await typing(early.code) == true)
  }

  @Test("is told that a door refused the PIN, until the PIN opens one")
  func refusals() async throws {
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(300)
    let issued = try await method(grant)
    #expect(issued.is_issued == true)
    #expect(try await typing(issued.code) == true)
    let people = try await WebApp(world)
    try await people.edit(people.user("Jane Doe"), ["blocked": true])
    try await world.advance(5)
    #expect(try await typing(issued.code) == false)
    try await people.edit(people.user("Jane Doe"), ["blocked": false])
    try await world.advance(300)
    let refused = try await method(grant)
    #expect(refused.is_issued == true)
    #expect(refused.errors.each("error_code") == ["failed_to_issue"])
    #expect(refused.display_status == "Refused at a door")
    #expect(try await typing(issued.code) == true)
    try await world.advance(300)
    #expect(try await method(grant).errors == [])
    // A lock that does not know a PIN names nobody.
    let unknown: Value = issued.code == "000000" ? "000001" : "000000"
    #expect(try await typing(unknown) == false)
    try await world.advance(300)
    #expect(try await method(grant).errors == [])
  }

  @Test("keeps its own access beside a grant, and outside of it opens the doors of the grant only")
  func ownAccess() async throws {
    let identity = try await world.identity(["full_name": "Jane Doe", "user_identity_key": "jane"])
    let (start, end): (Value, Value) = ("2024-11-03T08:00:00.000Z", "2024-11-03T18:00:00.000Z")
    let user = try await world.staff(
      "Jane Doe",
      [
        "user_identity_id": identity, "access_schedule": ["starts_at": start, "ends_at": end],
        "acs_access_group_ids": [bicycles],
      ])
    try await world.advance(120)
    _ = try await create()
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    let early = try await explain("Bicycle Storage", user)
    #expect(early.access == "denied")
    #expect(early.reason == "before_schedule")
    #expect(early.message.contains("apart from access grants"))
    #expect(try await explain("Apartment 4B", user).access == "allowed")
    try await world.setClock("2024-11-03T09:00:00.000Z")
    try await world.advance(300)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == true)
    #expect(try await explain("Bicycle Storage", user).access == "allowed")
    try await world.setClock("2024-11-03T19:00:00.000Z")
    try await world.advance(300)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    #expect(try await explain("Bicycle Storage", user).reason == "after_schedule")
    try await world.setClock(checkOut)
    try await world.advance(120)
    #expect(try await world.user(user).acs_user_id == user)
  }

  @Test("is invited to a mobile key at the lead time, and not before")
  func mobileKeys() async throws {
    _ = try await create([
      "user_identity": ["full_name": "Jane Doe", "email_address": "jane@example.com"],
      "starts_at": "2024-11-20T15:00:00.000Z", "ends_at": "2024-11-22T11:00:00.000Z",
      "requested_access_methods": [["mode": "code"], ["mode": "mobile_key"]],
    ])
    try await world.advance(600)
    let early = try await WebApp(world).user("Jane Doe")
    #expect(early.isMissing == false)
    #expect(!early.contains("jane@example.com"))
    try await world.setClock("2024-11-18T14:59:00.000Z")
    #expect(try await !WebApp(world).user("Jane Doe").contains("jane@example.com"))
    try await world.setClock("2024-11-18T15:10:00.000Z")
    #expect(try await WebApp(world).user("Jane Doe").contains("jane@example.com"))
  }

  @Test("whom the site's staff created gets the grant's group only, and is told at the start if it does not work")
  func peopleOfTheSite() async throws {
    let people = try await WebApp(world)
    _ = try await people.add(
      "Carla", "Cleaner", ["email": "carla@example.com", "subscription_state": "suspended"])
    try await world.advance(60)
    try await world.sync()
    let user = try await world.staff("Carla Cleaner", ["email_address": "carla@example.com"])
    try await world.advance(120)
    let found = try await world.ok("/acs/users/unmanaged/list").acs_users.first("full_name", "Carla Cleaner")
    try await world.ok(
      "/latchkey/v1/users/take_up", ["acs_user_id": user, "unmanaged_acs_user_id": found.acs_user_id])
    try await world.advance(120)
    let person: Value = ["full_name": "Carla Cleaner", "email_address": "carla@example.com"]
    let grant = try await create(["user_identity": person])
    try await world.setClock(checkIn)
    try await world.advance(700)
    let shown = try await people.user("Carla Cleaner")
    #expect(shown.subscription_state == "suspended")
    #expect(try await method(grant).errors.each("error_code") == ["failed_to_issue"])
    #expect(try await history(grant).contains("access_method.failed_to_issue"))
    try await people.subscribe(shown, "subscribed")
    try await world.sync()
    try await world.advance(120)
    let issued = try await method(grant)
    #expect(issued.is_issued == true)
    #expect(try await typing(issued.code) == true)
    try await world.setClock(checkOut)
    try await world.advance(120)
    #expect(try await people.user("Carla Cleaner").subscription_state == "subscribed")
    #expect(try await typing(issued.code) == false)
  }

  @Test("whom the site's staff deleted is created again for another grant, and not before")
  func deletedBySite() async throws {
    let people = try await WebApp(world)
    let grant = try await create()
    try await world.setClock(checkIn)
    try await world.advance(120)
    try await people.delete(people.user("Jane Doe"))
    try await world.advance(60)
    try await world.sync()
    try await world.advance(900)
    #expect(try await world.virtual.user("Jane Doe").isMissing)
    let another = try await create(["device_ids": Value([try await world.door("Main Entrance")])])
    try await world.advance(600)
    #expect(another.user_identity_id == grant.user_identity_id)
    for (grant, door) in [(grant, "Apartment 4B"), (another, "Main Entrance")] as [(Value, Value)] {
      let issued = try await method(grant)
      #expect(issued.is_issued == true)
      #expect(try await typing(issued.code, at: door) == true)
    }
  }
}

import Testing
import Wire

@Suite("An explanation of access", .world)
struct AccessTests {
  private let world = World.here
  private let path = "/latchkey/v1/access/explain"
  private let during: Value = "2024-11-02T12:00:00Z"

  private func explain(_ door: Value, _ who: Value, means: Value = "any", at moment: Value = Value(nil)) async throws
    -> Value
  {
    try await world.ok(path, who.with(["acs_entrance_id": door, "means": means, "moment": moment])).explanation
  }

  private func openers(_ door: Value, means: Value = "any") async throws -> Value {
    try await world.ok("/latchkey/v1/access/list_openers", ["acs_entrance_id": door, "means": means]).openers
  }

  @Test("of a stay holds before it, while it lasts and after it, and stays so")
  func stay() async throws {
    let (door, cellar) = (try await world.door(), try await world.door("Bicycle Storage"))
    let user = try await world.guest()
    let guest: Value = ["acs_user_id": user]
    try await world.advance(120)
    let early = try await explain(door, guest)
    #expect(early.access == "denied")
    #expect(early.reason == "before_schedule")
    #expect(early.suggested_change.code == "change_access_schedule")
    #expect(early.suggested_change.is_sufficient == true)
    let shut = try await world.ok(
      "/latchkey/v1/access/list_openers", ["acs_entrance_id": door, "means": "any", "access": ["denied"]]
    ).openers
    #expect(shut.first("acs_user_id", user).reason == "before_schedule")
    #expect(shut.each("access").allSatisfy { $0 == "denied" })
    #expect(try await openers(door) == [])
    let forecast = try await explain(door, guest, at: during)
    #expect(forecast.access == "allowed")
    #expect(forecast.is_forecast == true)
    #expect(try await explain(door, guest, at: "2024-11-05T12:00:00Z").reason == "after_schedule")
    try await world.setClock(checkIn)
    let identity: Value = ["user_identity_id": try await world.user(user).user_identity_id]
    let now = try await explain(door, guest)
    #expect(now.access == "allowed")
    #expect(now.reason == "granted")
    #expect(now.is_forecast == false)
    // The guest can only use a phone, so the right is useless without one.
    let withoutPhone = try await explain(door, guest, means: "mobile_key")
    #expect(withoutPhone.reason == "not_issued")
    #expect(withoutPhone.suggested_change.code == "open_app")
    #expect(
      withoutPhone.chain.each("code") == [
        "acs_user", "credential", "phone", "suspension", "subscription", "schedule", "access_group", "entrance",
        "lock", "iq",
      ])
    let elsewhere = try await explain(cellar, guest)
    #expect(elsewhere.reason == "no_access_group")
    #expect(elsewhere.suggested_change.acs_access_group_id == bicycles)
    let listed = try await openers(door)
    #expect(listed.each("acs_user_id") == [user])
    #expect(listed.each("person_name") == ["Jane Doe"])
    #expect(listed.each("access") == ["allowed"])
    #expect(try await openers(cellar) == [])
    try await world.advance(1)
    try await world.ok("/acs/users/suspend", guest)
    try await world.advance(60)
    let suspended = try await explain(door, guest)
    #expect(suspended.reason == "suspended")
    #expect(suspended.suggested_change.code == "unsuspend_acs_user")
    try await world.ok("/acs/users/delete", guest)
    try await world.advance(60)
    #expect(try await explain(door, guest).reason == "no_acs_user")
    // The explanation of a past moment does not change.
    #expect(try await explain(door, identity, at: now.moment) == now)
    #expect(try await explain(door, guest, at: now.moment) == now)
    #expect(try await explain(door, guest, at: early.moment) == early)
  }

  @Test("of all doors of a person says by which groups they open, and until when")
  func doors() async throws {
    let guest = try await world.guest()
    let path = "/latchkey/v1/access/list_doors"
    let asked: Value = ["acs_user_id": guest, "means": "any"]
    try await world.advance(120)
    let early = try await world.ok(path, asked).doors.first("display_name", "Apartment 4B")
    #expect(early.access == "denied" && early.reason == "before_schedule" && early.ends_at.isMissing)
    let later = try await world.ok(path, asked.with(["moment": during])).doors.first("display_name", "Apartment 4B")
    #expect(later.access == "allowed" && later.ends_at == checkOut)
    try await world.setClock(checkIn)
    try await world.advance(120)
    let all = try await world.ok(path, asked)
    #expect(all.doors.each("access").allSatisfy { $0 == "allowed" })
    #expect(all.doors.each("ends_at").allSatisfy { $0 == checkOut })
    #expect(all.doors.each("group_names").allSatisfy { $0.count > 0 })
    #expect(!all.doors.each("display_name").contains("Bicycle Storage"))
    let first = try await world.ok(path, asked.with(["limit": 1]))
    #expect(first.pagination.total_count == Value(.int(all.doors.count)))
    #expect(first.doors.items == Array(all.doors.items.prefix(1)))
    let staff = try await world.staff("Nadia", ["acs_access_group_ids": [bicycles]])
    try await world.advance(120)
    let own = try await world.ok(path, ["acs_user_id": staff, "means": "any"]).doors
    #expect(own.each("display_name") == ["Bicycle Storage"] && own[0].ends_at.isMissing)
    try await world.refused(path, 404, "acs_user_not_found", ["acs_user_id": "nobody"])
  }

  @Test("of a grant that has not begun names its doors")
  func doorsOfGrant() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    let door = try await world.door()
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": "Gwen"], "starts_at": checkIn, "ends_at": checkOut,
        "device_ids": Value([door]), "requested_access_methods": [["mode": "code"]],
      ])
    let user = try await world.ok("/latchkey/v1/people/list").people[0].acs_user_id
    let asked: Value = ["acs_user_id": user, "means": "any", "moment": during]
    let doors = try await world.ok("/latchkey/v1/access/list_doors", asked).doors
    #expect(doors.each("acs_entrance_id") == [door])
    #expect(doors[0].ends_at == checkOut && doors[0].group_names.count == 1)
  }

  @Test("of all people at a door begins with those whose stays are not over")
  func order() async throws {
    let groups: Value = [common, apartment]
    _ = try await world.guest("Early Guest")
    let later = try await world.staff(
      "Later Guest",
      [
        "access_schedule": ["starts_at": checkIn, "ends_at": "2024-11-08T11:00:00.000Z"],
        "acs_access_group_ids": groups,
      ])
    _ = try await world.guest("Other Guest")
    try await world.advance(120)
    let everybody: Value = [
      "acs_entrance_id": try await world.door(), "means": "any", "access": ["allowed", "denied", "unknown"],
      "moment": "2024-11-05T12:00:00.000Z",
    ]
    let all = try await world.ok("/latchkey/v1/access/list_openers", everybody).openers
    #expect(all.count > 1)
    #expect(all[0].acs_user_id == later)
    let first = try await world.ok("/latchkey/v1/access/list_openers", everybody.with(["limit": 1])).openers
    #expect(first.each("acs_user_id") == [later])
  }

  @Test("is refused for bad parameters, and says what an identity without ACS user lacks")
  func refusals() async throws {
    let door: Value = ["acs_entrance_id": try await world.door()]
    let guest: Value = ["acs_user_id": try await world.guest()]
    try await world.refused(path, 400, "invalid_input", door)
    try await world.refused(path, 400, "invalid_input", door.with(guest).with(["moment": "today"]))
    try await world.refused(path, 404, "acs_entrance_not_found", guest.with(["acs_entrance_id": "none"]))
    try await world.refused(path, 404, "acs_user_not_found", door.with(["acs_user_id": "none"]))
    try await world.refused(path, 404, "user_identity_not_found", door.with(["user_identity_id": "none"]))
    let stranger: Value = ["user_identity_id": try await world.identity(["full_name": "Stranger"])]
    #expect(
      try await explain(door.acs_entrance_id, stranger).suggested_change.code == "create_acs_user")
  }

  @Test("by a PIN names the keypad, and by a key the schedule that is over")
  func means() async throws {
    let user = try await world.guest(groups: [common, apartment, bicycles])
    let guest: Value = ["acs_user_id": user]
    let (door, cellar) = (try await world.door(), try await world.door("Bicycle Storage"))
    try await world.setClock(during)
    try await world.advance(120)
    #expect(try await explain(door, guest, means: "code").reason == "no_credential")
    let pin = try await world.working { [world] in
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"]).acs_credential
    }
    try await world.advance(60)
    let allowed = try await explain(door, guest, means: "code")
    #expect(allowed.access == "allowed")
    #expect(allowed.reason == "granted")
    let incapable = try await explain(cellar, guest, means: "code")
    #expect(incapable.access == "denied")
    #expect(incapable.reason == "entrance_not_capable")
    let doors = try await world.ok(
      "/acs/credentials/list_accessible_entrances", ["acs_credential_id": pin.acs_credential_id]
    ).acs_entrances
    #expect(Set(doors.each("display_name")) == ["Apartment 4B", "Elevator Lobby", "Main Entrance"])
    try await world.setClock("2024-12-04T11:00:00Z")
    let over = try await explain(door, guest, means: "mobile_key")
    #expect(over.reason == "after_schedule")
    #expect(over.suggested_change.code == "change_access_schedule")
    #expect(over.message.contains("schedule has ended"))
    // A site that accepts neither mobile keys nor PINs opens for neither.
    try await world.virtual.post("site", ["mkey_compatible": false, "pin_enabled": false])
    try await world.advance(120)
    let none = try await world.ok(
      "/acs/credentials/list_accessible_entrances", ["acs_credential_id": pin.acs_credential_id])
    #expect(none.acs_entrances == [])
  }

  @Test("in an outage says since when nothing is known, and not that anything changed")
  func outage() async throws {
    let user = try await world.guest()
    _ = try await world.working { [world] in
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"])
    }
    try await world.setClock(during)
    try await world.advance(120)
    let door = try await world.door()
    try await world.virtual.faults(["kind": "unreachable"])
    try await world.advance(300)
    for means: Value in ["mobile_key", "code"] {
      let said = try await explain(door, ["acs_user_id": user], means: means)
      if means == "code" {
        #expect(said.access == "unknown")
        #expect(said.reason == "iq_not_seen")
        #expect(said.message.text.hasPrefix("The lock's IQ was last seen at 2024-11-02T12:02:00"))
      }
      let told = ([said.message] + said.chain.each("message")).map(\.text).joined(separator: " ")
      #expect(!told.contains("changed"))
      #expect(!told.contains("has not reached"))
    }
  }

  @Test("of remote access names the grant and the session if there is no user")
  func remote() async throws {
    let storage = try await world.door("Bicycle Storage")
    let who: Value = ["user_identity_id": try await world.identity(["full_name": "Jane"])]
    try await world.ok("/user_identities/grant_access_to_device", who.with(["device_id": storage]))
    var told = try await explain(storage, who, means: "remote")
    #expect(told.access == "denied")
    #expect(told.reason == "no_client_session")
    #expect(told.suggested_change.code == "create_client_session")
    #expect(try await openers(storage) == [])
    let token = try await world.session(who)
    told = try await explain(storage, who)
    #expect(told.access == "allowed")
    #expect(told.reason == "granted")
    #expect(told.acs_user_id.isMissing)
    #expect(told.chain.each("code") == ["device_grant", "suspension", "client_session", "lock", "iq"])
    #expect(Set(told.chain.each("holds")) == ["yes"])
    for means: Value in ["any", "remote"] {
      let listed = try await openers(storage, means: means)
      #expect(listed.each("user_identity_id") == [who.user_identity_id])
      #expect(listed.each("access") == ["allowed"])
      #expect(listed[0].acs_user_id.isMissing || listed[0].acs_user_id == .null)
    }
    #expect(try await world.call("/locks/unlock_door", ["device_id": storage], by: token).status == 200)
    // A request about a phone's key gets a hint about remote unlocks.
    let byPhone = try await explain(storage, who, means: "mobile_key")
    #expect(byPhone.reason == "no_acs_user")
    #expect(try await openers(storage, means: "mobile_key") == [])
    let hint = byPhone.chain.items.last ?? Value(nil)
    #expect(hint.code == "client_session")
    #expect(hint.is_decisive == false)
    #expect(hint.message.contains("remote"))
    // A lock that nobody can move must not be reported as movable.
    try await world.virtual.post("iqs/\(world.virtual.site().iqs[0].id.text)", ["state": "no_internet"])
    try await world.advance(600)
    told = try await explain(storage, who, means: "remote")
    #expect(told.access == "unknown")
    #expect(told.reason == "iq_offline")
  }

  @Test("of a revocation names confirmed doors and doors of other grants")
  func revocation() async throws {
    let user = try await world.guest()
    let identity = try await world.user(user).user_identity_id
    let (home, storage) = (try await world.door(), try await world.door("Bicycle Storage"))
    let token = try await world.session(["user_identity_id": identity])
    try await world.ok(
      "/user_identities/grant_access_to_device", ["user_identity_id": identity, "device_id": storage])
    try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "cloud_key"])
    try await world.setClock(checkIn)
    try await world.advance(120)
    let move = { (door: Value) in try await world.call("/locks/unlock_door", ["device_id": door], by: token).status }
    func state(_ door: Value) async throws -> Value {
      try await world.ok("/latchkey/v1/access/revocations/get", ["acs_user_id": user]).revocation.entrances
        .first("acs_entrance_id", door)
    }
    try await world.ok("/acs/users/revoke_access_to_all_entrances", ["acs_user_id": user])
    try await world.advance(120)
    #expect(try await state(home).state == "confirmed")
    #expect(try await move(home) == 403)
    #expect(try await state(storage).state == "open")
    #expect(try await state(storage).reason == "granted")
    #expect(try await move(storage) == 200)
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    try await world.advance(120)
    for door in [home, storage] { #expect(try await state(door).state == "confirmed") }
    let whole = try await world.ok("/latchkey/v1/access/revocations/get", ["acs_user_id": user]).revocation
    #expect(Set(whole.entrances.each("state")) == ["confirmed"])
    #expect(try await move(storage) == 403)
  }

  @Test("says since when the person may unlock remotely, and stays so when grants come or end later")
  func hints() async throws {
    let door = try await world.door()
    let who: Value = [
      "user_identity_id": try await world.identity(["full_name": "Jane Doe", "email_address": "jane@guests.example"])
    ]
    func grant(until end: Value) async throws -> Value {
      let grant: Value = [
        "starts_at": checkIn, "ends_at": end, "device_ids": Value([door]),
        "requested_access_methods": [["mode": "mobile_key"]],
      ]
      return try await world.ok("/access_grants/create", who.with(grant)).access_grant
    }
    let first = try await grant(until: checkOut)
    world.pass(seconds: 60)
    let second = try await grant(until: "2024-11-05T11:00:00Z")
    try await world.setClock(during)
    try await world.advance(300)
    let told = try await explain(door, who, means: "code")
    let hint = told.chain.items.last ?? Value(nil)
    #expect(hint.code == "client_session")
    #expect(hint.is_decisive == false)
    #expect(hint.since == first.created_at)
    try await world.advance(1)
    for ended in [first, second] {
      _ = try await grant(until: "2024-11-06T11:00:00Z")
      try await world.ok("/access_grants/delete", ["access_grant_id": ended.access_grant_id])
      try await world.advance(60)
      #expect(try await explain(door, who, means: "code", at: told.moment) == told)
    }
  }
}

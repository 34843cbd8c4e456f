import API
import Core
import Engine
import Store
import Testing
import Wire

@testable import latchkey

/// The groups of a grant at the virtual site, stored directly, and judged by the site's doors and ledger.
@Suite("The group of a grant", .world)
struct GrantGroupTests {
  private let world = World.here
  private let zone = "Europe/Amsterdam"
  private let grant: ID<AccessGrant> = "grant"

  private func instant(_ value: Value) throws -> Instant { try #require(Instant(value.text)) }

  /// A user who may enter at any time, if a group lets them.
  private func jane() async throws -> Value {
    let user = try await world.staff("Jane")
    try await world.advance(120)
    return user
  }

  private func entrance(_ name: Value) async throws -> ID<AcsEntrance> {
    let entrances = try await world.ok("/acs/entrances/list").acs_entrances
    return ID(entrances.first("display_name", name).acs_entrance_id.text)
  }

  private func wanted(
    _ user: Value, _ doors: [Value], from start: Value = checkIn, until end: Value = checkOut
  ) async throws -> GrantGroup.Wanted {
    var entrances: Set<ID<AcsEntrance>> = []
    for door in doors { entrances.insert(try await entrance(door)) }
    let schedule = Schedule(startsAt: try instant(start), endsAt: try instant(end))
    return GrantGroup.Wanted(
      acsSystemID: ID(buildingA.text), timeZone: zone, acsUserID: ID(user.text), name: "Jane Doe · 4B",
      entrances: entrances, schedule: schedule, leadsAt: schedule.startsAt - .seconds(20 * 3600))
  }

  private func set(_ wanted: GrantGroup.Wanted...) async throws {
    let (grant, workspace) = (grant, world.workspace)
    let now = world.premises.clocks.now(in: workspace)
    try await world.premises.database.write(in: workspace, at: now, by: .commandLine) {
      try $0.setGrantGroups(wanted, of: grant)
    }
  }

  private func stored() async throws -> GrantGroupRecord? {
    let (grant, workspace) = (grant, world.workspace)
    return try await world.premises.database.read { try $0.grantGroups(of: [grant], in: workspace)[grant]?.first }
  }

  private func atSite() async throws -> [Value] {
    try await world.virtual.site().access_groups.items.filter { $0.name.text.hasPrefix("Jane Doe · 4B · ") }
  }

  private func opens(_ door: Value) async throws -> Value {
    try await world.virtual.opens(door, world.virtual.user("Jane"))
  }

  private func explained(_ door: Value, _ user: Value, at moment: Value = Value(nil)) async throws -> Value {
    let entrance = try await entrance(door).text
    let parameters: Value = ["acs_user_id": user, "acs_entrance_id": "\(entrance)", "means": "any", "moment": moment]
    return try await world.ok("/latchkey/v1/access/explain", parameters).explanation
  }

  @Test("opens the grant's doors from its start to its end, even while everything is down")
  func life() async throws {
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    try await world.setClock("2024-10-31T18:59:00.000Z")
    #expect(try await atSite().isEmpty)
    try await world.setClock("2024-10-31T19:10:00.000Z")
    #expect(try await atSite().count == 1)
    #expect(try await stored()?.isInPlace == true)
    #expect(try await opens("Apartment 4B") == false)
    #expect(try await explained("Apartment 4B", user).reason == "before_schedule")
    try await world.setClock("2024-11-01T15:00:00.000Z")
    #expect(try await opens("Apartment 4B") == true)
    #expect(try await opens("Bicycle Storage") == false)
    #expect(try await explained("Apartment 4B", user).access == "allowed")
    try await world.setClock("2024-11-04T10:59:00.000Z")
    let before = try await world.virtual.ledger().count
    // Nobody reaches the site when the grant ends.
    world.pass(seconds: 59)
    #expect(try await opens("Apartment 4B") == true)
    world.pass(seconds: 1)
    #expect(try await opens("Apartment 4B") == false)
    #expect(try await world.virtual.ledger().count == before)
    try await world.advance(120)
    #expect(try await atSite().isEmpty)
  }

  @Test("is foreseen before it exists") func forecast() async throws {
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    let (during, after) = (
      try await explained("Apartment 4B", user, at: "2024-11-02T12:00:00.000Z"),
      try await explained("Apartment 4B", user, at: "2024-11-05T12:00:00.000Z")
    )
    #expect(during.access == "allowed" && after.access == "denied")
    let door = try await entrance("Apartment 4B").text
    let openers = try await world.ok(
      "/latchkey/v1/access/list_openers",
      ["acs_entrance_id": "\(door)", "means": "any", "moment": "2024-11-02T12:00:00.000Z"])
    #expect(openers.contains(user.text))
  }

  @Test("moves to another room and to other times in place") func moving() async throws {
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    try await world.setClock("2024-11-02T12:00:00.000Z")
    let before = try await world.virtual.count("locks_changed")
    try await set(wanted(user, ["Bicycle Storage"], until: "2024-11-06T11:00:00.000Z"))
    try await world.advance(300)
    #expect(try await opens("Apartment 4B") == false)
    #expect(try await opens("Bicycle Storage") == true)
    #expect(try await world.virtual.count("locks_changed") == before + 1)
    #expect(try await world.virtual.count("schedule_updated") == 1)
    #expect(try await atSite().count == 1)
    #expect(try await world.virtual.count("group_created") == 1)
    try await world.setClock("2024-11-05T12:00:00.000Z")
    #expect(try await opens("Bicycle Storage") == true)
  }

  @Test("is deleted at once when the grant is") func deletion() async throws {
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    try await world.setClock("2024-11-02T12:00:00.000Z")
    #expect(try await opens("Apartment 4B") == true)
    try await set()
    #expect(try await stored()?.progress.revokingSince != nil)
    await world.revoke()
    #expect(try await atSite().isEmpty)
    #expect(try await stored() == nil)
    #expect(try await opens("Apartment 4B") == false)
    #expect(try await world.events("acs_access_group.deleted").count == 1)
  }

  @Test("is restored where people change or delete it, and is never taken for one of theirs") func edits() async throws
  {
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    try await world.setClock("2024-11-02T12:00:00.000Z")
    try await world.sync()
    #expect(try await stored()?.changedExternallyAt == nil)
    let web = try await WebApp(world)
    let id = try await atSite()[0].id
    let lock = try await world.virtual.lock("Bicycle Storage")
    try await web.call("POST", "access_groups/\(id.text)/locks", ["lock_id": "\(lock)"])
    try await world.sync()
    #expect(try await stored()?.changedExternallyAt != nil)
    await world.settle()
    #expect(try await atSite()[0].lock_ids.count == 1)
    try await web.call("DELETE", "access_groups/\(id.text)")
    #expect(try await opens("Apartment 4B") == false)
    try await world.sync()
    try await world.advance(300)
    let again = try await atSite()
    #expect(again.count == 1 && again[0].id != id)
    #expect(try await opens("Apartment 4B") == true)
    let groups = try await world.ok("/acs/access_groups/list", ["acs_system_id": buildingA]).acs_access_groups
    #expect(groups.count == 4)
  }

  @Test("takes nobody else in by other operations") func others() async throws {
    let user = try await jane()
    try await set(wanted(user, ["Bicycle Storage"]))
    try await world.setClock("2024-11-02T12:00:00.000Z")
    let group = try await world.ok("/acs/access_groups/list", ["acs_user_id": user]).acs_access_groups[0]
      .acs_access_group_id
    let ann = try await world.staff("Ann")
    let both: Value = ["acs_user_id": ann, "acs_access_group_id": group]
    for path in ["/acs/users/add_to_access_group", "/acs/access_groups/add_user"] {
      let error = try await world.refused(path, 400, "invalid_input", both)
      #expect(error.contains("acs_access_group_id") && error.contains("access grant"))
    }
    let own: Value = ["acs_user_id": user, "acs_access_group_id": group]
    try await world.refused("/acs/users/remove_from_access_group", 400, "invalid_input", own)
    try await world.ok("/acs/users/add_to_access_group", own)
    // The site's own group is chosen, although the grant's group opens only this door too.
    let door = try await entrance("Bicycle Storage").text
    try await world.ok("/acs/entrances/grant_access", ["acs_user_id": ann, "acs_entrance_id": "\(door)"])
    let hers = try await world.ok("/acs/access_groups/list", ["acs_user_id": ann]).acs_access_groups
    #expect(hers.each("acs_access_group_id") == [bicycles])
  }

  @Test("says why the site rejects it, and disturbs nothing else") func rejection() async throws {
    try await world.virtual.post("settings", ["access_group_limit": 3])
    let user = try await jane()
    try await set(wanted(user, ["Apartment 4B"]))
    try await world.setClock("2024-11-02T12:00:00.000Z")
    let refused = try #require(try await stored()?.progress.refusals.first)
    #expect(refused.stage == .creation && refused.refusal.message.contains("maximum number of access groups"))
    let ann = try await world.staff("Ann", ["acs_access_group_ids": [apartment]])
    try await world.advance(60)
    #expect(try await world.user(ann).pending_mutations == [])
    try await world.virtual.post("settings", ["access_group_limit": .null])
    try await world.advance(600)
    #expect(try await stored()?.isInPlace == true)
    #expect(try await opens("Apartment 4B") == true)
  }

  @Test("is made once whatever gets lost") func faults() async throws {
    let user = try await jane()
    for kind: Value in ["lost_answer", "error_after", "error_before", "throttled"] {
      let before = try await world.virtual.count("group_created")
      try await world.virtual.faults(
        ["kind": kind, "match": "access_groups", "times": 1, "per_call": true])
      try await set(wanted(user, ["Apartment 4B"], from: world.now(), until: "2030-01-01T00:00:00.000Z"))
      try await world.advance(600)
      #expect(try await atSite().count == 1, "\(kind)")
      #expect(try await world.virtual.count("group_created") == before + 1, "\(kind)")
      #expect(try await opens("Apartment 4B") == true, "\(kind)")
      try await set()
      try await world.advance(600)
      #expect(try await atSite().isEmpty, "\(kind)")
      #expect(try await stored() == nil, "\(kind)")
    }
  }
}

extension World {
  /// The workspace's time.
  fileprivate func now() -> Value { "\(premises.clocks.now(in: workspace).description)" }
}

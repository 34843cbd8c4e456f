import API
import Core
import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

@Suite("An erased person", .world)
struct ErasureTests {
  private let world = World.here
  private let path = "/latchkey/v1/people/erase"

  /// The tables that have a text anywhere.
  private func tables(with text: String) async throws -> [String] {
    try await world.premises.database.read { connection in
      try connection.columnsOfTables().filter { table, names in
        let condition = names.map { "lower(CAST(\"\($0)\" AS TEXT)) LIKE '%\(text.lowercased())%'" }.joined(
          separator: " OR ")
        return try connection.first("SELECT 1 FROM \"\(table)\" WHERE \(condition) LIMIT 1") { _ in true } ?? false
      }.keys.sorted()
    }
  }

  private func audit(about id: Value) async throws -> [Value] {
    try await world.ok("/latchkey/v1/audit/list", ["subject_id": id]).audit_entries.items
  }

  private func isIntact(since head: Value) async throws -> Value {
    try await world.ok("/latchkey/v1/audit/verify", ["head": head]).audit_verification.is_intact
  }

  @Test("is in no table, and the audit stays intact and tells what else happened")
  func erasure() async throws {
    let identity = try await world.identity(["full_name": "Quirina Zandstra", "phone_number": "+31612345678"])
    _ = try await world.staff("Quirina Zandstra", ["user_identity_id": identity])
    try await world.advance(120)
    try await world.ok("/user_identities/update", ["user_identity_id": identity, "full_name": "Quirina Zandstra-Bo"])
    let other = try await world.identity(["full_name": "Joe"])
    let before = try await audit(about: identity)
    let head = try #require(before.last)["hash"]
    #expect(try await Set(tables(with: "Zandstra")).isSuperset(of: ["audit_entries", "person_stays"]))
    try await world.ok(path, ["user_identity_id": identity])
    try await world.advance(120)
    let left = try await tables(with: "Zandstra") + tables(with: "31612345678")
    #expect(left == [])
    #expect(try await isIntact(since: head) == true)
    let after = try await audit(about: identity)
    #expect(after.count >= before.count)
    #expect(after.prefix(before.count).map { $0["hash"] } == before.map { $0["hash"] })
    #expect(after[0].changes.each("is_erased").contains(true))
    #expect(try await audit(about: other).first?.changes.contains("Joe") == true)
    try await world.refused("/user_identities/get", 404, "user_identity_not_found", ["user_identity_id": identity])
  }

  @Test("has no stays, also before the sites have lost the access grants")
  func stays() async throws {
    let identity = try await world.identity(["full_name": "Quirina Zandstra"])
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity_id": identity, "device_ids": [world.door()], "starts_at": checkIn, "ends_at": checkOut,
        "requested_access_methods": [["mode": "mobile_key"]],
      ])
    try await world.advance(120)
    #expect(try await tables(with: "Zandstra").contains("person_stays"))
    try await world.ok(path, ["user_identity_id": identity])
    #expect(try await !tables(with: "Zandstra").contains("person_stays"))
    #expect(try await world.ok("/latchkey/v1/people/list").people == [])
  }

  private func grant(_ identity: Value) async throws -> Value {
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity_id": identity, "device_ids": [world.door()], "starts_at": checkIn, "ends_at": checkOut,
        "access_grant_key": "zandstra-1", "requested_access_methods": [["mode": "mobile_key"]],
      ]
    ).access_grant.access_grant_id
  }

  @Test("is in no event, and the events stay")
  func events() async throws {
    let identity = try await world.identity(["full_name": "Quirina Zandstra"])
    _ = try await grant(identity)
    try await world.advance(120)
    func created() async throws -> [Value] {
      try await world.ok("/events/list", ["event_type": "access_method.created", "since": longAgo]).events.items
    }
    let before = try await created()
    #expect(before.map { $0.access_grant_keys } == [["zandstra-1"]])
    try await world.ok(path, ["user_identity_id": identity])
    try await world.advance(120)
    #expect(try await !tables(with: "zandstra").contains("events"))
    #expect(try await created() == before.map { $0.without("access_grant_keys") })
    let gone = try await world.ok("/events/list", ["event_type": "access_method.deleted", "since": longAgo]).events
    #expect(Set(gone.each("access_grant_keys")) == [Value(nil)])
  }

  @Test("is in no result of an attempt about an access code, and the attempts stay")
  func attempts() async throws {
    let made = try await world.ok("/access_codes/create", ["device_id": world.door(), "name": "Quirina Zandstra"])
    try await world.advance(600)
    #expect(try await tables(with: "Zandstra").contains("action_attempts"))
    let user = try await world.ok("/acs/users/list").acs_users.first("full_name", "Quirina Zandstra")
    try await world.ok(path, ["user_identity_id": user.user_identity_id])
    #expect(try await !tables(with: "Zandstra").contains("action_attempts"))
    let asked: Value = ["action_attempt_id": made.action_attempt.action_attempt_id]
    #expect(try await world.ok("/action_attempts/get", asked).action_attempt.status == "success")
    try await world.advance(600)
    #expect(try await tables(with: "Zandstra") == [])
  }

  @Test("is in no history of a door that a former grant opened")
  func formerGrants() async throws {
    let identity = try await world.identity(["full_name": "Quirina Zandstra"])
    let grant = try await grant(identity)
    try await world.setClock(checkIn)
    try await world.ok("/access_grants/delete", ["access_grant_id": grant])
    try await world.advance(600)
    try await world.refused("/access_grants/get", 404, "access_grant_not_found", ["access_grant_id": grant])
    #expect(try await tables(with: "Zandstra").contains("acs_access_group_history"))
    try await world.ok(path, ["user_identity_id": identity])
    #expect(try await !tables(with: "Zandstra").contains("acs_access_group_history"))
  }

  /// The access grant of a new guest who has a card.
  private func cardHolder(_ name: Value, from start: Value, to end: Value, card: Value) async throws -> Value {
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": name], "device_ids": [world.door()], "starts_at": start, "ends_at": end,
        "requested_access_methods": [["mode": "card"]],
      ]
    ).access_grant
    let assigning: Value = ["access_method_id": grant.access_method_ids[0], "card_number": card]
    #expect(try await world.ok("/access_methods/assign_card", assigning).action_attempt.status == "success")
    return grant
  }

  @Test("takes nothing from the audit of a guest who got the card later")
  func laterHolder() async throws {
    let number: Value = "12345678"
    try await world.virtual.post("tags", ["tag_number": number])
    try await world.sync()
    try await world.advance(1)
    let former = try await cardHolder("Quirina Zandstra", from: checkIn, to: checkOut, card: number)
    try await world.setClock(checkIn)
    try await world.advance(600)
    try await world.ok("/access_grants/delete", ["access_grant_id": former.access_grant_id])
    try await world.advance(600)
    let next = try await cardHolder(
      "Joe Vos", from: "2024-11-04T12:00:00.000Z", to: "2024-11-05T11:00:00.000Z", card: number)
    let before = try await audit(about: next.user_identity_id)
    #expect(before.contains { $0.changes.contains("Joe Vos") })
    try await world.ok(path, ["user_identity_id": former.user_identity_id])
    #expect(try await audit(about: next.user_identity_id) == before)
    #expect(try await !tables(with: "Zandstra").contains("audit_entries"))
  }

  @Test("takes nothing from the audit of an identity that got the ACS user later")
  func laterIdentity() async throws {
    let wrong = try await world.identity(["full_name": "Quirina Zandstra"])
    let right = try await world.identity(["full_name": "Joe Vos"])
    let user = try await world.staff("Joe Vos", ["user_identity_id": wrong])
    try await world.advance(120)
    try await world.ok("/user_identities/remove_acs_user", ["user_identity_id": wrong, "acs_user_id": user])
    try await world.ok("/user_identities/add_acs_user", ["user_identity_id": right, "acs_user_id": user])
    try await world.ok(path, ["user_identity_id": wrong])
    #expect(try await audit(about: right).contains { $0.changes.contains("Joe Vos") })
    #expect(try await !tables(with: "Zandstra").contains("audit_entries"))
  }

  @Test("is all of the identities that were merged, also after they were deleted")
  func merged() async throws {
    let one = try await world.identity(["full_name": "Quirina Zandstra"])
    let two = try await world.identity(["full_name": "Q. Zandstra"])
    try await world.ok("/user_identities/merge", ["user_identity_id": one, "merged_user_identity_ids": [two]])
    try await world.ok("/user_identities/delete", ["user_identity_id": one])
    try await world.ok(path, ["user_identity_id": one])
    #expect(try await tables(with: "Zandstra") == [])
  }

  /// Imports the stay of a guest whose phone number another identity has.
  private func imported() async throws -> Value {
    _ = try await world.identity(["phone_number": "+31611112222"])
    try await world.ok("/spaces/create", ["space_key": "4b", "customer_key": "hotel", "name": "Room 4B"])
    try await world.ok(
      "/latchkey/v1/customers/update_rules",
      ["customer_key": "hotel", "allow_shared_email_and_phone_across_user_identities": true])
    let document: Value = """
      stay_key,guest,email,phone,room,check_in,check_out
      r1,Quirina Zandstra,q@zandstra.example,+31611112222,4b,2024-11-01,2024-11-04
      """
    let run = try await world.ok(
      "/latchkey/v1/stays/import",
      ["customer_key": "hotel", "format": "csv", "time_zone": "Europe/Amsterdam", "document": document]
    ).customer_run
    return run.records.first("family", "people").resource_id
  }

  @Test("is in no imported file, and in no record of what became of it")
  func importedFile() async throws {
    let identity = try await imported()
    #expect(try await tables(with: "Zandstra").contains("audit_entries"))
    #expect(try await tables(with: "Zandstra").contains("customer_run_records"))
    try await world.ok(path, ["user_identity_id": identity])
    let left = try await tables(with: "Zandstra")
    #expect(!left.contains("audit_entries") && !left.contains("customer_run_records"))
  }

  @Test("may have been deleted before")
  func deleted() async throws {
    let identity = try await world.identity(["full_name": "Quirina Zandstra"])
    try await world.ok("/user_identities/delete", ["user_identity_id": identity])
    #expect(try await tables(with: "Zandstra") == ["audit_entries"])
    try await world.ok(path, ["user_identity_id": identity])
    #expect(try await tables(with: "Zandstra") == [])
    try await world.refused(path, 404, "user_identity_not_found", ["user_identity_id": "nobody"])
  }
}

import API
import Core
import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

@Suite("The audit", .world)
struct AuditTests {
  private let world = World.here

  private func entries(_ filter: Value = [:]) async throws -> [Value] {
    let all: Value = ["limit": 1000]
    return try await world.ok("/latchkey/v1/audit/list", all.with(filter)).audit_entries.items
  }

  private func last(_ filter: Value = [:]) async throws -> Value {
    try #require(try await entries(filter).last)
  }

  private func verify(_ head: Value = Value(nil)) async throws -> Value {
    try await world.ok("/latchkey/v1/audit/verify", ["head": head]).audit_verification
  }

  private func member(_ name: Value, of entry: Value) -> Value {
    Value(entry.changes.items.flatMap { $0.members.items }).first("name", name)
  }

  /// Changes the database past the server.
  private func tamper(_ sql: String) async throws {
    try await world.premises.database.write(in: world.workspace, at: world.clock.now) { _ = try $0.run(sql) }
  }

  @Test("tells who changed what, from what to what, by which request")
  func change() async throws {
    let jane = try await world.identity(["full_name": "Jane"])
    let reply = try await world.call("/user_identities/update", ["user_identity_id": jane, "full_name": "Janet"])
    let entry = try await last(["subject_id": jane])
    #expect(entry.operation == "/user_identities/update")
    #expect(entry.request_id.text == reply.header("seam-request-id"))
    #expect(entry.author.kind == "api_key")
    #expect(world.key.hasPrefix("seam_\(entry.author.reference.text)_"))
    #expect(member("full_name", of: entry) == ["name": "full_name", "from": "Jane", "to": "Janet"])
    #expect(entry.subjects.each("resource_id").contains(jane))
    #expect(try await entries(["subject_id": jane]).count == 2)
  }

  @Test("tells by whom the end of a stay was moved")
  func stay() async throws {
    let jane = try await world.identity(["full_name": "Jane"])
    let grant = try await world.ok(
      "/access_grants/create",
      [
        "user_identity_id": jane, "device_ids": [world.door()], "starts_at": checkIn, "ends_at": checkOut,
        "requested_access_methods": [["mode": "mobile_key"]],
      ]
    ).access_grant.access_grant_id
    let later: Value = "2024-11-05T11:00:00.000Z"
    let token = try await world.accessToken()
    let reply = try await world.call(
      "/access_grants/update", ["access_grant_id": grant, "ends_at": later],
      headers: ["authorization": "Bearer \(token)", "seam-workspace": world.workspace.text])
    #expect(reply.status == 200)
    let entry = try await last(["operation": "/access_grants/update"])
    #expect(entry.author.kind == "personal_access_token")
    #expect(entry.author.name == "Ann")
    #expect(member("ends_at", of: entry) == ["name": "ends_at", "from": checkOut, "to": later])
    #expect(try await entries(["operator_id": entry.author.operator_id]) == [entry])
  }

  @Test("names every kind of author")
  func authors() async throws {
    let jane = try await world.identity(["email_address": "jane@example.com"])
    _ = try await world.launch(jane)
    let session = try await world.session(["user_identity_id": jane])
    try await world.ok(
      "/seam/mobile_sdk/v1/phone_sessions/get_or_create",
      ["custom_sdk_installation_id": "phone", "phone_os": "ios"], by: session)
    let app = try await world.publishableKey()
    let headers = ["authorization": nil, "seam-publishable-key": app]
    let made = try await world.call("/client_sessions/create", ["user_identifier_key": "jane-app"], headers: headers)
    #expect(made.status == 200)
    let webview = try await world.ok("/connect_webviews/create", ["accepted_providers": ["salto_ks"]]).connect_webview
    _ = try await Visitor(world, webview).submit("proceed")
    for kind: Value in ["api_key", "client_session", "publishable_key", "command_line", "visitor", "rule"] {
      #expect(try await !entries(["author_kind": kind]).isEmpty, "\(kind)")
    }
    #expect(try await entries(["author_kind": "personal_access_token"]).isEmpty)
    #expect(try await last(["author_kind": "visitor"]).operation == "pages/connect_webview")
    #expect(try await verify().is_intact == true)
  }

  @Test("has nothing of calls that read, that fail or that change nothing, and one entry for a repeated call")
  func nothing() async throws {
    let jane = try await world.identity(["full_name": "Jane"])
    let before = try await entries().count
    try await world.ok("/user_identities/get", ["user_identity_id": jane])
    try await world.refused("/user_identities/delete", 404, "user_identity_not_found", ["user_identity_id": "nobody"])
    #expect(try await entries().count == before)
    let change: Value = ["user_identity_id": jane, "full_name": "Janet"]
    for _ in 0..<2 {
      let reply = try await world.call("/user_identities/update", change, headers: ["idempotency-key": "once"])
      #expect(reply.status == 200)
    }
    #expect(try await entries().count == before + 1)
  }

  @Test("names what was deleted by its key")
  func deletionsByKey() async throws {
    let (room, jane): (Value, Value) = (["room_key": "4b", "name": "Room 4B"], ["guest_key": "jane", "name": "Jane"])
    try await world.ok("/customers/push_data", ["customer_key": "hotel", "rooms": [room], "guests": [jane]])
    let person = try await world.ok("/user_identities/list").user_identities[0].user_identity_id
    let space = try await world.ok("/spaces/list").spaces[0].space_id
    try await world.ok(
      "/customers/delete_data", ["customer_key": "hotel", "guest_keys": ["jane"], "room_keys": ["4b"]])
    for id in [person, space] {
      let entry = try await last(["subject_id": id])
      #expect(entry.operation == "/customers/delete_data")
      #expect(member("is_deleted", of: entry).to == true)
    }
  }

  @Test("is listed in pages and by time")
  func pages() async throws {
    for number in 0..<5 {
      _ = try await world.identity(["full_name": "Jane \(number)"])
      world.pass(seconds: 60)
    }
    let filter: Value = ["operation": "/user_identities/create"]
    let all = try await entries(filter)
    #expect(all.count == 5)
    let page = try await world.ok("/latchkey/v1/audit/list", filter.with(["limit": 3]))
    #expect(page.audit_entries.items == Array(all.prefix(3)))
    let rest = try await world.ok(
      "/latchkey/v1/audit/list", filter.with(["limit": 3, "page_cursor": page.pagination.next_page_cursor]))
    #expect(rest.audit_entries.items == Array(all.suffix(2)))
    let newest = filter.with(["limit": 3, "sort": "newest_first"])
    let latest = try await world.ok("/latchkey/v1/audit/list", newest)
    #expect(latest.audit_entries.items == Array(all.reversed().prefix(3)))
    let before = try await world.ok(
      "/latchkey/v1/audit/list", newest.with(["page_cursor": latest.pagination.next_page_cursor]))
    #expect(before.audit_entries.items == Array(all.reversed().suffix(2)))
    #expect(try await entries(filter.with(["occurred_after": all[3].occurred_at])) == [all[4]])
    #expect(try await entries(filter.with(["occurred_before": all[1].occurred_at])) == [all[0]])
  }

  @Test("is searched for values, IDs, names, authors and operations")
  func search() async throws {
    func found(_ text: Value) async throws -> [Value] {
      try await entries(["search": text]).map { $0.operation }
    }
    let (create, update): (Value, Value) = ("/user_identities/create", "/user_identities/update")
    let jane = try await world.identity(["full_name": "Jané Doe"])
    let reply = try await world.call(
      "/user_identities/update", ["user_identity_id": jane, "full_name": "Rosa Quill"],
      asOperator: try await world.accessToken())
    #expect(reply.status == 200)
    for text: Value in ["jane doe", "ROSA", jane] { #expect(try await found(text) == [create, update], "\(text)") }
    let byAnn = try await found("Ann")
    #expect(byAnn.contains(update) && !byAnn.contains(create))
    #expect(try await found("user_identities/update") == [update])
    #expect(try await found("create a user identity") == [create])
    #expect(try await found("\(reply.header("seam-request-id") ?? "")") == [update])
    for text: Value in ["full_name", "rosa doe", "%"] { #expect(try await found(text) == [], "\(text)") }
    try await world.ok("/latchkey/v1/people/erase", ["user_identity_id": jane])
    #expect(try await found("jane doe") == [])
    #expect(try await found(jane).count == 3)
  }

  @Test("is searched a thousand entries at a time")
  func searchInParts() async throws {
    _ = try await world.identity(["full_name": "Quentin"])
    try await tamper(
      """
      INSERT INTO audit_entries (workspace_id, sequence, occurred_at, author_kind, operation, records, openings,
        omitted_count, previous_hash, hash)
      WITH RECURSIVE numbers (n) AS (SELECT 100000 UNION ALL SELECT n + 1 FROM numbers WHERE n < 101499)
      SELECT '\(world.workspace.text)', n, 0, 'rule', 'filler', '[]', '[]', 0, '', '' FROM numbers
      """)
    let search: Value = ["search": "quentin", "sort": "newest_first"]
    let first = try await world.ok("/latchkey/v1/audit/list", search)
    #expect(first.audit_entries == [] && first.pagination.has_next_page == true)
    let second = try await world.ok(
      "/latchkey/v1/audit/list", search.with(["page_cursor": first.pagination.next_page_cursor]))
    #expect(second.audit_entries.each("operation") == ["/user_identities/create"])
    #expect(second.pagination.has_next_page == false)
  }

  @Test("belongs to its workspace")
  func workspaces() async throws {
    let jane = try await world.identity(["full_name": "Jane"])
    let other = try await world.secondKey()
    let seen = try await world.ok("/latchkey/v1/audit/list", ["subject_id": jane], by: other)
    #expect(seen.audit_entries == [])
    #expect(try await world.ok("/latchkey/v1/audit/verify", by: other).audit_verification.is_intact == true)
  }

  @Test("shows an entry that was changed or removed, and a cut tail by its head")
  func tampering() async throws {
    for name: Value in ["Ann", "Bo", "Cy"] { _ = try await world.identity(["full_name": name]) }
    let whole = try await verify()
    #expect(whole.is_intact == true)
    #expect(whole.head == (try await last()["hash"]))
    try await tamper("DELETE FROM audit_entries WHERE sequence = (SELECT MAX(sequence) FROM audit_entries)")
    #expect(try await verify().is_intact == true)
    #expect(try await verify(whole.head).is_intact == false)
    let earlier = try await last()
    try await tamper("UPDATE audit_entries SET operation = 'x' WHERE sequence = 2")
    let changed = try await verify()
    #expect(changed.is_intact == false)
    #expect(changed.faulty_sequence == 2)
    try await tamper("DELETE FROM audit_entries WHERE sequence = 2")
    #expect(try await verify(earlier["hash"]).faulty_sequence == 2)
  }
}

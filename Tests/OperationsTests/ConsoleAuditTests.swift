import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

@Suite("The audit in the console", .world)
struct ConsoleAuditTests {
  private let world = World.here
  private let moves = "operation=/access_grants/update"

  private func grant() async throws -> Value {
    let jane = try await world.identity(["full_name": "Jane"])
    return try await world.ok(
      "/access_grants/create",
      [
        "user_identity_id": jane, "device_ids": [world.door()], "starts_at": checkIn, "ends_at": checkOut,
        "requested_access_methods": [["mode": "mobile_key"]],
      ]
    ).access_grant.access_grant_id
  }

  /// Moves the end of a stay by its page, to 5 November, and then by a call with a token, to 6 November.
  private func move(_ grant: Value) async throws {
    let desk = try await world.console(role: .frontDesk)
    let page = try await desk.get("stays/\(grant.text)").html
    let seen = page.components(after: "name=\"seen\" value=\"", upTo: "\"")
    let form = ["step": "change_stay_end", "seen": seen, "ends_at": "2024-11-05T12:00"]
    try #require(try await desk.post("stays/\(grant.text)", form).status == 200)
    let last: Value = "2024-11-06T11:00:00.000Z"
    let token = try await world.accessToken(.frontDesk)
    let reply = try await world.call(
      "/access_grants/update", ["access_grant_id": grant, "ends_at": last], asOperator: token)
    try #require(reply.status == 200)
  }

  /// Changes the database past the server.
  private func tamper(_ sql: String) async throws {
    try await world.premises.database.write(in: world.workspace, at: world.clock.now) { _ = try $0.run(sql) }
  }

  @Test("shows why somebody was suspended, and why a door was opened")
  func reasons() async throws {
    let jane = "people/\(try await world.guest("Jane Doe").text)"
    let door = "doors/\(try await world.door().text)"
    let desk = try await world.console(role: .frontDesk)
    let tooLong = String(repeating: "x", count: 201)
    for (path, step) in [(jane, "suspend"), (door, "open")] {
      let refused = try await desk.post(path, ["step": step, "reason": tooLong])
      #expect(refused.status == 422 && refused.html.contains("id=\"reason-error\""))
    }
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
    _ = try await desk.post(jane, ["step": "suspend", "reason": "unpaid"])
    _ = try await desk.post(door, ["step": "open", "reason": "parcel"])
    let log = try await world.console(role: .administrator).get("audit").text
    #expect(log.contains("Suspend an ACS user Reason: unpaid"))
    #expect(log.contains("Unlock a door Reason: parcel"))
  }

  @Test("shows who moved a stay, by a page and by a call, newest first")
  func stay() async throws {
    let grant = try await grant()
    try await move(grant)
    let browser = try await world.console(role: .administrator)
    for query in [moves, "subject=\(grant.text)"] {
      let text = try await browser.get("audit?\(query)").text
      let byPage = try #require(text.firstRange(of: "Ends: 4 Nov, 12:00 → 5 Nov, 12:00"))
      let byCall = try #require(text.firstRange(of: "Ends: 5 Nov, 12:00 → 6 Nov, 12:00"))
      #expect(byCall.lowerBound < byPage.lowerBound)
      #expect(text.contains("Ann Operator in the console") && text.contains("Ann Operator by token"))
    }
    let own = try await browser.get("audit?\(moves)&by=operator_session")
    #expect(own.text.contains("→ 5 Nov, 12:00") && !own.text.contains("→ 6 Nov, 12:00"))
    #expect(own.html.contains("stays/\(grant.text)\""))
  }

  @Test("is filtered by day, in pages, and names nothing that was not found")
  func filters() async throws {
    let browser = try await world.console(role: .administrator)
    for number in 0..<52 { _ = try await world.identity(["full_name": "<i>Guest \(number)</i>"]) }
    let query = "audit?operation=/user_identities/create"
    let page = try await browser.get(query)
    #expect(page.text.contains("Name: <i>Guest 51</i>") && !page.html.contains("<i>Guest"))
    #expect(!page.text.contains("<i>Guest 1</i>"))
    let cursor = page.html.components(after: "cursor=", upTo: "\"")
    let rest = try await browser.get("\(query)&cursor=\(cursor)")
    #expect(rest.text.contains("<i>Guest 1</i>") && !rest.text.contains("<i>Guest 51</i>"))
    #expect(try await browser.get("\(query)&to=2000-01-01").text.contains("Nothing was found"))
    #expect(try await browser.get("\(query)&from=2000-01-01").text.contains("Guest 51"))
    #expect(try await browser.get("\(query)&from=soon").status == 422)
    #expect(try await browser.get("\(query)&from=2024-11-02&to=2024-11-01").status == 422)
  }

  @Test("is searched by a text, and exports what was found")
  func search() async throws {
    for name: Value in ["Quentin", "Rosa"] { _ = try await world.identity(["full_name": name]) }
    let browser = try await world.console(role: .administrator)
    let page = try await browser.get("audit?q=quentin")
    #expect(page.text.contains("Name: Quentin") && !page.text.contains("Name: Rosa"))
    #expect(page.html.contains("name=\"q\" type=\"search\" value=\"quentin\""))
    #expect(try await browser.get("audit?q=nothing+like+it").text.contains("Nothing was found"))
    let file = try await browser.get("audit/export.json?q=quentin").html
    #expect(Value(try JSON.parse(file.utf8)).count == 1)
    let sheet = try await browser.get("audit/export.csv?q=quentin").html
    #expect(sheet.contains("Name: Quentin") && !sheet.contains("Name: Rosa"))
    #expect(try await browser.get("audit?q=\(String(repeating: "x", count: 201))").status == 422)
  }

  @Test("is exported whole, the oldest first")
  func export() async throws {
    try await move(try await grant())
    let browser = try await world.console(role: .administrator)
    let sheet = try await browser.get("audit/export.csv?\(moves)").html
    #expect(sheet.hasPrefix("\u{FEFF}Number,When,"))
    #expect(sheet.contains("Ends: 4 Nov, 12:00 → 5 Nov, 12:00"))
    let file = try await browser.get("audit/export.json?\(moves)").html
    let entries = Value(try JSON.parse(file.utf8))
    #expect(entries.items.map { $0.author.kind } == ["operator_session", "personal_access_token"])
    let all = Value(try JSON.parse(try await browser.get("audit/export.json").html.utf8))
    let listed = try await world.ok("/latchkey/v1/audit/list", ["limit": 1000]).audit_entries
    #expect(all.each("hash") == listed.each("hash"))
    #expect(try await browser.get("audit/export.json?subject=nothing").html == "[\n]\n")
  }

  @Test("is verified, and shows an entry that was changed")
  func verification() async throws {
    for name: Value in ["Ann", "Bo", "Cy"] { _ = try await world.identity(["full_name": name]) }
    let browser = try await world.console(role: .administrator)
    let intact = try await browser.post("audit", ["step": "verify"])
    let head = try await world.ok("/latchkey/v1/audit/verify").audit_verification.head.text
    #expect(intact.status == 200)
    #expect(intact.text.contains("The audit is intact.") && intact.text.contains(head))
    #expect(try await browser.post("audit", ["step": "verify", "head": "abc"]).status == 422)
    try await tamper("DELETE FROM audit_entries WHERE sequence = (SELECT MAX(sequence) FROM audit_entries)")
    #expect(try await browser.post("audit", ["step": "verify"]).text.contains("The audit is intact."))
    let cut = try await browser.post("audit", ["step": "verify", "head": head])
    #expect(cut.text.contains("The audit was altered."))
    try await tamper("UPDATE audit_entries SET operation = 'x' WHERE sequence = 2")
    let changed = try await browser.post("audit", ["step": "verify"])
    #expect(changed.text.contains("The audit was altered. Entry 2 was changed"))
  }
}

import Testing
import Wire

@Suite("A file with stays", .world)
struct StayImportTests {
  private let world = World.here
  private let path = "/latchkey/v1/stays/import"

  private let table = """
    stay_key,guest_name,email,room,check_in,check_out,Remarks
    s1,Jane Doe,jane@example.com,4b,2024-11-01,2024-11-04,"late, by train"
    s2,Jim Doe,,9z,2024-11-01,2024-11-04,
    s3,Joe Doe,,4b,tomorrow,2024-11-04,
    """

  private func room() async throws {
    try await world.ok(
      "/spaces/create",
      [
        "name": "Room", "space_key": "4b", "customer_key": "hotel", "device_ids": Value([try await world.door()]),
        "customer_data": ["time_zone": "Europe/Amsterdam", "default_checkin_time": "14:00"],
      ])
  }

  private func imported(_ text: String, _ more: Value = [:]) async throws -> Value {
    let parameters: Value = ["customer_key": "hotel", "format": "csv", "document": "\(text)"]
    return try await world.ok(path, parameters.with(more)).customer_run
  }

  private func grants() async throws -> Value { try await world.ok("/access_grants/list").access_grants }

  @Test("is shown before it changes anything, and then does what was shown")
  func preview() async throws {
    try await room()
    let preview = try await imported(table, ["preview": true])
    #expect(preview.is_preview == true)
    #expect(preview.refused_count == 2)
    #expect(try await grants() == [])
    #expect(try await world.ok("/latchkey/v1/customers/list_runs").customer_runs == [])
    let done = try await imported(table)
    #expect(done.created_count == preview.created_count)
    let faulty = done.records.items.filter { !$0.reason_code.isMissing }
    let reasons = Dictionary(faulty.map { ($0.record_key.text, $0.reason_code.text) }) { first, _ in first }
    #expect(reasons["s2"] == "place_not_found")
    #expect(reasons["s3"] == "invalid_time")
    #expect(reasons["Remarks"] == "unknown_column")
    #expect(done.records.first("record_key", "s2").message.text.hasPrefix("Line 3: "))
    #expect(done.records.first("record_key", "s3").message.text.hasPrefix("Line 4: "))
    let grant = try await grants()[0]
    #expect(grant.access_grant_key == "s1")
    #expect(grant.starts_at == "2024-11-01T13:00:00.000Z")
    #expect(grant.ends_at == "2024-11-04T10:00:00.000Z")
    let again = try await imported(table)
    #expect(again.created_count == 0)
    #expect(again.changed_count == 0)
  }

  @Test("names the line of a stay that the rules or its person refuse, and of a duplicate")
  func lines() async throws {
    try await room()
    _ = try await world.identity(["email_address": "taken@example.com"])
    let file = """
      stay_key,person_key,guest_name,email,room,check_in,check_out
      s1,jane,Jane Doe,taken@example.com,4b,2024-11-01,2024-11-04
      s2,jim,Jim Doe,,4b,2024-11-05,2024-11-06
      s2,jim,Jim Doe,,4b,2024-11-07,2024-11-08
      """
    let records = try await imported(file, ["preview": true]).records
    let conflict = records.first("reason_code", "user_identity_email_or_phone_conflict")
    #expect(conflict.message.text.hasPrefix("Line 2: "))
    #expect(records.first("reason_code", "duplicate_key").message.text.hasPrefix("Line 4: "))
  }

  @Test("can be a calendar, whose canceled events end their stays")
  func calendar() async throws {
    try await room()
    func calendar(_ status: String) -> String {
      [
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:e1", "SUMMARY:Jane\\, and others", "DTSTART;VALUE=DATE:20241101",
        "DTEND;VALUE=DATE:20241104", "STATUS:\(status)", "END:VEVENT", "END:VCALENDAR",
      ].joined(separator: "\r\n")
    }
    let more: Value = ["format": "ical", "place_key": "4b"]
    let run = try await imported(calendar("CONFIRMED"), more)
    #expect(run.refused_count == 0)
    #expect(try await grants()[0].name == "Jane, and others")
    let canceled = try await imported(calendar("CANCELLED"), more)
    #expect(canceled.deleted_count == 1)
    try await world.advance(120)
    #expect(try await grants() == [])
  }

  @Test("ends the access of a guest who has checked out early, and gives none to a guest who has")
  func departure() async throws {
    try await room()
    func file(_ key: String, _ status: String) -> String {
      "stay_key,guest,room,check_in,check_out,status\n\(key),Jane Doe,4b,2024-11-01,2024-11-04,\(status)"
    }
    #expect(try await imported(file("s1", "checked in")).created_count == 2)
    try await world.setClock("2024-11-02T12:00:00.000Z")
    let run = try await imported(file("s1", "checked out"))
    #expect([run.changed_count, run.deleted_count, run.refused_count] == [1, 0, 0])
    #expect(try await grants()[0].display_status == "Ended")
    #expect(try await imported(file("s1", "checked out")).changed_count == 0)
    let other = try await imported(file("s2", "checked out"))
    #expect(other.records.first("reason_code", "stay_is_over").record_key == "s2")
    #expect(try await grants().count == 1)
  }

  @Test("ends the access of a guest who has checked out before it begins")
  func departureBeforeStart() async throws {
    try await room()
    func file(_ status: String) -> String {
      "stay_key,guest,room,check_in,check_out,status\ns1,Jane Doe,4b,2024-11-05,2024-11-08,\(status)"
    }
    #expect(try await imported(file("confirmed")).created_count == 2)
    let run = try await imported(file("checked out"))
    #expect([run.changed_count, run.deleted_count, run.refused_count] == [0, 1, 0])
    try await world.advance(120)
    #expect(try await grants() == [])
    let again = try await imported(file("checked out"))
    #expect([again.created_count, again.refused_count] == [0, 0])
    #expect(try await grants() == [])
  }

  @Test("gives no access for days that a host closed, and counts them")
  func hostBlocks() async throws {
    try await room()
    let events = [("e1", "Reserved"), ("e2", "Airbnb (Not available)"), ("e3", "Blocked")].flatMap { key, name in
      [
        "BEGIN:VEVENT", "UID:\(key)", "SUMMARY:\(name)", "DTSTART;VALUE=DATE:20241101", "DTEND;VALUE=DATE:20241104",
        "END:VEVENT",
      ]
    }
    let text = (["BEGIN:VCALENDAR"] + events + ["END:VCALENDAR"]).joined(separator: "\r\n")
    let run = try await imported(text, ["format": "ical", "place_key": "4b"])
    #expect(run.refused_count == 2)
    let blocks = run.records.items.filter { $0.reason_code == "host_block" }
    #expect(blocks.map { $0.record_key } == ["e2", "e3"])
    #expect(try await grants().each("access_grant_key") == ["e1"])
    let closed = try await imported("stay_key,guest,room,check_in,check_out\nc1,Closed,4b,2024-11-01,2024-11-04")
    #expect(closed.records.each("reason_code") == ["host_block"])
  }

  @Test("is refused with the reason if it cannot be read")
  func unreadable() async throws {
    for (format, text): (Value, Value) in [
      ("csv", "name,room\nJane,4b"), ("csv", "stay_key\n\"open"), ("ical", "BEGIN:VEVENT"),
    ] {
      let error = try await world.refused(
        path, 400, "invalid_input", ["customer_key": "hotel", "format": format, "document": text])
      #expect(error.validation_errors.names.contains("document"))
    }
    try await world.refused(
      path, 400, "invalid_input",
      ["customer_key": "hotel", "format": "csv", "document": "stay_key\n1", "time_zone": "Mars/Base"])
  }
}

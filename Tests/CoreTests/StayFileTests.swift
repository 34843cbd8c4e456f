import API
import Core
import Testing
import Wire

@Suite("Files with stays") struct StayFileTests {
  @Test("A table has quoted values, another separator and empty lines")
  func table() throws {
    let file = try StayFile(
      csv: "\u{FEFF}Stay Key;Name;Place-Keys;Other\r\n\r\n1;\"Jane; \"\"J\"\"\nDoe\";4b|lobby;x\r\n2;;;\r\n")
    #expect(file.rows.map(\.key) == ["1", "2"])
    #expect(file.rows[0].name == "Jane; \"J\"\nDoe")
    #expect(file.rows[0].placeKeys == ["4b", "lobby"])
    #expect(file.rows.map(\.line) == [3, 5])
    #expect(file.unknownColumns == ["Other"])
  }

  @Test("A table is separated by what its first line has, also after empty lines")
  func separators() throws {
    for separator in [",", ";", "\t"] {
      let lines = [["Stay-Key", "Check in", "Room"], ["1", "2026-11-27", "4b"]].map { $0.joined(separator: separator) }
      let file = try StayFile(csv: "\r\n\n" + lines.joined(separator: "\r"))
      #expect(file.rows.map(\.placeKeys) == [["4b"]])
      #expect(file.rows.first?.startsAt == StayMoment("2026-11-27"))
    }
  }

  @Test("A value has no apostrophes that kept a spreadsheet from running it, and keeps any other")
  func apostrophes() throws {
    let names = ["stay_key", "phone_number", "guest", "name"]
    let values = ["-12", "+31612345678", "=1+1;-2", "'t Hooft"]
    let line = csvLine(values)
    #expect(line == "'-12,'+31612345678,'=1+1;'-2,'t Hooft")
    let row = try #require(try StayFile(csv: "\(csvLine(names))\r\n\(line)").rows.first)
    #expect([row.key, row.phoneNumber, row.personName, row.name].compactMap(\.self) == values)
  }

  @Test("Only a confirmed stay gets access, and an unknown status is refused")
  func states() throws {
    func row(_ status: String) throws -> StayRow {
      try #require(try StayFile(csv: "stay_key,status\n1,\(status)").rows.first)
    }
    for status in ["", "Confirmed", "checked in"] {
      let taken = try row(status)
      #expect(taken.fault == nil && !taken.isCanceled && !taken.hasLeft)
    }
    let departed = try row("Checked Out")
    #expect(departed.fault == nil && !departed.isCanceled && departed.hasLeft)
    for status in ["Cancelled", "declined", "No-Show"] { #expect(try row(status).isCanceled) }
    #expect(try row("tentative").fault?.code == "not_confirmed")
    #expect(try row("on hold").fault?.code == "unknown_status")
  }

  @Test("A table that cannot be read says why")
  func brokenTables() {
    for text in [
      "", "name\nJane", "stay_key,UID\n1,2", "stay_key\n\"1", "stay_key\n" + String(repeating: "1", count: 2000),
    ] {
      #expect(throws: UnreadableFile.self) { try StayFile(csv: text) }
    }
    #expect(throws: UnreadableFile.self) {
      try StayFile(csv: "stay_key\n" + String(repeating: "1\n", count: StayFile.rowMax + 1))
    }
  }

  @Test("A calendar has folded lines, escapes, alarms and time zones")
  func calendar() throws {
    let file = try StayFile(
      calendar: """
        BEGIN:VCALENDAR
        X-WR-TIMEZONE:Europe/Berlin
        BEGIN:VEVENT
        UID:1
        SUMMARY:Jane\\, and
          Jim
        DTSTART;TZID=Europe/Amsterdam:20261127T150000
        DTEND:20261129T100000Z
        ATTENDEE;CN="Doe: Jane":mailto:jane@example.com
        BEGIN:VALARM
        SUMMARY:Alarm
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        RRULE:FREQ=DAILY
        END:VEVENT
        END:VCALENDAR
        """)
    let row = file.rows[0]
    #expect(row.key == "1")
    #expect(row.name == "Jane, and Jim")
    #expect(row.timeZone == "Europe/Amsterdam")
    #expect(row.personName == "Doe: Jane")
    #expect(row.emailAddress == "jane@example.com")
    #expect(row.startsAt == StayMoment("2026-11-27 15:00"))
    #expect(row.endsAt == StayMoment("2026-11-29T10:00:00Z"))
    #expect(file.rows[1].fault?.code == "recurring")
    #expect(file.timeZone == "Europe/Berlin")
    #expect(throws: UnreadableFile.self) { try StayFile(calendar: "BEGIN:VCALENDAR\nBEGIN:VEVENT") }
    #expect(throws: UnreadableFile.self) { try StayFile(calendar: "stay_key") }
  }

  @Test("A calendar may begin with the mark of UTF-8")
  func markOfCalendars() throws {
    let lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "END:VEVENT", "END:VCALENDAR"]
    let file = try StayFile(calendar: "\u{FEFF}\(lines.joined(separator: "\r\n"))")
    #expect(file.rows.map(\.key) == ["1"])
  }

  @Test("An event of whole days ends on the day of its end, and an event has one time zone")
  func daysOfCalendars() throws {
    func file(_ lines: String...) throws -> StayFile {
      try StayFile(
        calendar: (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1"] + lines + ["END:VEVENT", "END:VCALENDAR"])
          .joined(separator: "\r\n"))
    }
    let days = try file("DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261129").rows[0]
    let (stay, _) = try days.stay(StayDefaults(), zoneOfFile: "Europe/Amsterdam", at: nil)
    #expect(stay.startsAt == Instant("2026-11-27T14:00:00Z"))
    #expect(stay.endsAt == Instant("2026-11-29T10:00:00Z"))
    let split = try file("DTSTART;TZID=Europe/Lisbon:20261127T150000", "DTEND;TZID=Europe/Amsterdam:20261129T100000")
    #expect(split.rows[0].fault?.code == "several_time_zones")
    #expect(try file("DTSTART:20261131").rows[0].fault?.code == "invalid_time")
  }

  @Test("A local time that clocks show twice means the first for a start and the last for an end")
  func clockChanges() throws {
    let zone = try #require(SiteZone("Europe/Amsterdam"))
    let twice = try #require(StayMoment("2026-10-25 02:30"))
    #expect(twice.instant(in: zone, at: "15:00", isEnd: false) == Instant("2026-10-25T00:30:00Z"))
    #expect(twice.instant(in: zone, at: "15:00", isEnd: true) == Instant("2026-10-25T01:30:00Z"))
    let skipped = try #require(StayMoment("2026-03-29 02:30"))
    #expect(skipped.instant(in: zone, at: "15:00", isEnd: false) == Instant("2026-03-29T01:30:00Z"))
    let day = try #require(StayMoment("2026-11-27"))
    #expect(day.instant(in: zone, at: "15:30", isEnd: false) == Instant("2026-11-27T14:30:00Z"))
    #expect(StayMoment("27.11.2026") == nil)
  }

  @Test(
    "An entry that closes days of a listing is no stay",
    arguments: [
      "Airbnb (Not available)", "CLOSED - Not available", "Blocked", "blocked by host", "Unavailable", "Busy",
    ])
  func hostBlocks(name: String) {
    var row = StayRow(line: 2)
    row.key = "1"
    row.name = name
    let block = row
    let fault = #expect(throws: StayRow.Fault.self) { try block.stay(StayDefaults(), zoneOfFile: nil, at: nil) }
    #expect(fault?.code == "host_block")
    row.isCanceled = true
    let canceled = row
    #expect(throws: Never.self) { try canceled.stay(StayDefaults(), zoneOfFile: nil, at: nil) }
  }

  @Test(
    "The name of a guest or of a reservation is none of closed days",
    arguments: ["Reserved", "Anna Block", "Jo Closed"])
  func guestNames(name: String) {
    var row = StayRow(line: 2)
    row.key = "1"
    row.name = name
    let stay = row
    #expect(throws: Never.self) { try stay.stay(StayDefaults(), zoneOfFile: nil, at: nil) }
  }

  @Test("A row with local times needs a time zone")
  func zones() {
    var row = StayRow(line: 2)
    row.key = "1"
    row.endsAt = StayMoment("2026-11-27")
    let known = row
    #expect(throws: StayRow.Fault.self) { try known.stay(StayDefaults(), zoneOfFile: nil, at: nil) }
    #expect(throws: Never.self) { try known.stay(StayDefaults(), zoneOfFile: "Europe/Berlin", at: nil) }
  }
}

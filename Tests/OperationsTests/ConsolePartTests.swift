import API
import Testing
import Wire

@testable import Pages

@Suite("The parts of the console's pages")
struct ConsolePartTests {
  private let times = ConsoleTimes(zone: "Europe/Amsterdam", now: Instant("2026-11-27T14:12:00Z") ?? .blank)

  private func moment(_ text: String) throws -> Instant { try #require(Instant(text)) }

  @Test("write times as the clocks of the site, and the year only if it is another one")
  func writingTimes() throws {
    let arrival = try moment("2026-11-27T14:00:00Z")
    #expect(times.text(arrival) == "27 Nov, 15:00")
    #expect(times.day(arrival)["text"] as? String == "Fri 27 Nov")
    #expect(times.moment(arrival)["iso"] as? String == "2026-11-27T15:00:00+01:00")
    #expect(try times.text(moment("2027-07-01T09:05:00Z")) == "1 Jul 2027, 11:05")
    #expect(times.ago(arrival) == "12 min ago")
    #expect(try times.ago(moment("2026-11-27T10:00:00Z")) == "4 h ago")
    #expect(try times.ago(moment("2026-11-20T10:00:00Z")) == "20 Nov, 11:00")
    #expect(times.place == "Amsterdam")
    #expect(ConsoleTimes(zone: "Nowhere/Else", now: times.now).text(arrival) == "27 Nov, 14:00")
  }

  @Test("read times as the clocks of the site, but not those that are skipped")
  func readingTimes() throws {
    let arrival = try moment("2026-11-27T14:00:00Z")
    #expect(times.instant("2026-11-27T15:00") == arrival)
    #expect(times.field(arrival) == "2026-11-27T15:00")
    #expect(times.instant("2026-03-29T02:30") == nil)
    // The clocks show it twice.
    let first = try moment("2026-10-25T00:30:00Z")
    #expect(times.instant("2026-10-25T02:30") == first)
    for wrong in ["", "15:00", "2026-11-27", "2026-02-30T15:00", "2026-11-27T15:00Z", "soon"] {
      #expect(times.instant(wrong) == nil, "\(wrong)")
    }
  }

  @Test("tell days by the clocks of the site, also those with 23 or 25 hours")
  func days() throws {
    let chile = ConsoleTimes(zone: "America/Santiago", now: times.now)
    #expect(try chile.start(ofDay: "2026-04-04") == moment("2026-04-04T03:00:00Z"))
    #expect(try chile.end(ofDay: "2026-04-04") == moment("2026-04-05T04:00:00Z"))
    #expect(try times.end(ofDay: "2026-03-29") == moment("2026-03-29T22:00:00Z"))
    // Half an hour after the start of a day with 25 hours.
    let autumn = try ConsoleTimes(zone: "Europe/Amsterdam", now: moment("2026-10-24T22:30:00Z"))
    #expect(autumn.tomorrow == "2026-10-26")
    for wrong in ["", "2026-02-30", "2026-03-29T10:00", "soon"] {
      #expect(times.start(ofDay: wrong) == nil, "\(wrong)")
    }
  }

  @Test("name the fields of what an operation refuses")
  func faults() {
    let issues = Issues("Invalid datetime", at: ["access_schedule", "ends_at"])
    let faults = ConsoleFaults(.invalidInput(issues), fields: ["access_schedule.ends_at": "until"])
    #expect(faults["until"] == "Invalid datetime" && faults["ends_at"] == nil)
    #expect(ConsoleFaults(.invalidInput(Issues("Required", at: ["name"])))["name"] == "Fill in this field.")
    #expect(ConsoleFaults.none.isEmpty && !ConsoleFaults(.workspaceSuspended).isEmpty)
  }

  @Test("count in groups of thousands")
  func counting() {
    let numbers = [0, 999, 1000, 1_234_567, -1000].map { ConsoleParts.grouped($0) }
    #expect(numbers == ["0", "999", "1,000", "1,234,567", "-1,000"])
    let first = ConsoleParts.pager("people", shown: 50, total: 1410, first: nil, previous: nil, next: "x")
    #expect(first["text"] as? String == "1–50 of 1,410 people")
    #expect(ConsoleParts.initials("Maartje de Wit") == "MW" && ConsoleParts.initials("ann") == "A")
  }

  @Test("lead back to pages of the console")
  func addresses() {
    for safe in ["/console/w/people", "/console/w/people?q=a%20b&x=%2F%2F", "/console/w/people#a"] {
      #expect(ConsoleAddress.isSafe(safe), "\(safe)")
    }
  }

  @Test("read forms with files, and those without")
  func forms() {
    let plain = FormFields(Array("a=1&b=x+y&a=%32".utf8), contentType: "application/x-www-form-urlencoded")
    #expect(plain.names == ["a", "b"] && plain.all("a") == ["1", "2"] && plain["b"] == "x y")
    #expect(FormFields("a=x%00y&b=1")["a"] == "", "no database of PostgreSQL can look for it")
    let lines = [
      "--mark", "Content-Disposition: form-data; name=\"step\"", "", "check", "--mark",
      "Content-Disposition: form-data; name=\"file\"; filename=\"stays.csv\"", "Content-Type: text/csv", "", "a,b",
      "1,2",
      "--mark--", "",
    ]
    let body = Array(lines.joined(separator: "\r\n").utf8)
    let form = FormFields(body, contentType: "multipart/form-data; boundary=mark")
    #expect(form.step == "check")
    #expect(form.file("file")?.name == "stays.csv" && form.file("file")?.bytes == Array("a,b\r\n1,2".utf8))
    let zero = Array("--mark\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\u{0}y\r\n--mark--\r\n".utf8)
    #expect(FormFields(zero, contentType: "multipart/form-data; boundary=mark")["a"] == "")
    #expect(FormFields(Array(body.dropLast(20)), contentType: "multipart/form-data; boundary=mark").file("file") == nil)
  }

  @Test("read the file of a form by any name that it has on the sender's computer")
  func fileNames() {
    for name in [";stays.csv", "hotel; filename=x.csv", "a=b.csv", "a%22b.csv"] {
      let lines = [
        "--mark", "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"", "", "a,b", "--mark--", "",
      ]
      let body = Array(lines.joined(separator: "\r\n").utf8)
      let file = FormFields(body, contentType: "multipart/form-data; boundary=mark").file("file")
      #expect(file?.name == name.replacing("%22", with: "\"") && file?.bytes == Array("a,b".utf8), "\(name)")
    }
  }

  @Test("ask browsers to load a page again only while something is pending")
  func refreshing() throws {
    let address = ConsoleAddress.refresh(of: "/console/house/connections?q=a")
    let pending = try ConsoleLibrary.render("layout", ["refreshSeconds": 5, "refreshAddress": address])
    // Browsers with scripts replace the content only.
    let content = "content=\"5;url=/console/house/connections?q=a&amp;refresh=1\""
    #expect(pending.contains("<noscript><meta http-equiv=\"refresh\" \(content)></noscript>"))
    #expect(pending.contains("data-refresh=\"5\""))
    let settled = try ConsoleLibrary.render("layout", ["refreshSeconds": false])
    #expect(!settled.contains("http-equiv=\"refresh\"") && !settled.contains("data-refresh"))
  }
}

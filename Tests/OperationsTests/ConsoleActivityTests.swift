import Testing
import Wire

@Suite("Activity in the console", .world)
struct ConsoleActivityTests {
  private let world = World.here

  /// A guest who opened one door and was refused at another.
  private func visit() async throws {
    _ = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    try await world.advance(300)
  }

  private func rows(_ html: String) -> Int { html.ranges(of: "data-id=\"").count }

  @Test("is told in sentences with names, and a viewer sees it too")
  func sentences() async throws {
    try await visit()
    let page = try await world.console(role: .viewer).get("activity")
    #expect(page.status == 200)
    #expect(page.html.contains(">Jane Doe</a> opened Apartment 4B"))
    #expect(page.html.contains(">Jane Doe</a> was refused at Bicycle Storage: "))
    #expect(page.html.contains(">Jane Doe</a> was added at "))
    for wording in ["acs_user", "lock.unlocked", "credential"] { #expect(!page.text.contains(wording)) }
  }

  @Test("is found by kind, name and day")
  func filters() async throws {
    try await visit()
    let browser = try await world.console(role: .viewer)
    let refusals = try await browser.get("activity?kind=refusal").html
    #expect(rows(refusals) == 1)
    #expect(refusals.contains("was refused at Bicycle Storage"))
    #expect(rows(try await browser.get("activity?q=bicycle&kind=entry").html) == 0)
    #expect(rows(try await browser.get("activity?q=apartment&kind=entry").html) == 1)
    #expect(rows(try await browser.get("activity?kind=entry&from=2024-11-01&to=2024-11-01").html) == 1)
    #expect(rows(try await browser.get("activity?kind=entry&from=2024-11-02").html) == 0)
    #expect(rows(try await browser.get("activity?kind=entry&to=2024-10-31").html) == 0)
    #expect(try await browser.get("activity?q=nobody").text.contains("Nothing was found"))
    let door = try await world.door("Bicycle Storage").text
    for address in ["door=\(door)", "door_name=bicycle"] {
      let page = try await browser.get("activity?\(address)").html
      #expect(rows(page) == 2, "\(address)")
      #expect(page.contains("was refused at Bicycle Storage"), "\(address)")
      #expect(page.contains("The lock of Bicycle Storage was added"), "\(address)")
      #expect(page.contains("activity/export?door=\(door)\""), "\(address)")
    }
    #expect(try await browser.get("activity?door_name=e").text.contains("Which door?"))
    #expect(try await browser.get("activity?door_name=cellar").text.contains("No door has this name."))
  }

  @Test("keeps a wrong day in its field, and says what is wrong")
  func wrongDays() async throws {
    let browser = try await world.console(role: .viewer)
    for query in ["from=tomorrow", "to=2024-02-30", "from=2024-11-02&to=2024-11-01"] {
      let page = try await browser.get("activity?\(query)")
      #expect(page.status == 422)
      #expect(page.html.contains("aria-invalid=\"true\""))
      #expect(try await browser.get("activity/export?\(query)").status == 422)
    }
    #expect(try await browser.get("activity?from=tomorrow").html.contains("value=\"tomorrow\""))
  }

  @Test("is listed page by page, and only its first page is live")
  func pages() async throws {
    for number in 0..<60 { _ = try await world.staff("Guest \(number)") }
    let all = try await world.ok("/latchkey/v1/activity/list", ["kinds": ["change"]]).activities
    let browser = try await world.console(role: .viewer)
    let first = try await browser.get("activity?kind=change")
    #expect(rows(first.html) == 50)
    let latest = try #require(
      try await world.ok("/latchkey/v1/activity/list", ["limit": 1]).activities[0].sequence.number)
    let stream = "/activity/stream?kind=change&amp;after=\(latest)\""
    #expect(first.html.contains(stream))
    let found = try #require(first.html.firstMatch(of: #/activity\?([^"]+)" rel="next"/#))
    let second = try await browser.get("activity?\(found.1.replacing("&amp;", with: "&"))")
    #expect(rows(second.html) == min(50, all.count - 50))
    #expect(!second.html.contains("data-live=\""))
    let back = try #require(second.html.firstMatch(of: #/activity\?([^"]+)" rel="prev"/#))
    #expect(try await browser.get("activity?\(back.1.replacing("&amp;", with: "&"))").html.contains(stream))
    #expect(!first.html.contains("rel=\"prev\""))
    #expect(try await !browser.get("activity?q=guest").html.contains("data-live=\""))
  }

  @Test("is exported with all of its rows, and no name becomes a formula")
  func export() async throws {
    _ = try await world.staff("=1+1")
    _ = try await world.staff("Doe, \"Jane\"")
    let all = try await world.ok("/latchkey/v1/activity/list", ["limit": 1000]).activities
    let file = try await world.console(role: .viewer).get("activity/export")
    #expect(file.status == 200)
    let lines = file.html.split(separator: "\r\n")
    #expect(lines.count == all.count + 1)
    #expect(lines[0].hasSuffix("Recorded,Happened,Kind,What happened,Person,Door,Site,By,Event"))
    #expect(lines.contains { $0.contains(",'=1+1,") && $0.hasSuffix("acs_user.created") })
    #expect(lines.contains { $0.contains(",\"Doe, \"\"Jane\"\"\",") })
    #expect(!file.html.contains(",=1+1"))
  }

  @Test("is not streamed after an event that does not exist")
  func wrongPlace() async throws {
    let browser = try await world.console(role: .viewer)
    for place in ["99999999", "-1", "x"] {
      #expect(try await browser.get("activity/stream?after=\(place)").status == 400)
    }
  }

  @Test("escapes names")
  func hostile() async throws {
    _ = try await world.staff("<script>alert(1)</script>")
    let page = try await world.console(role: .administrator).get("activity")
    #expect(!page.html.contains("<script>alert"))
    #expect(page.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }
}

import Testing
import Wire

@Suite("The search of the console", .world)
struct ConsoleSearchTests {
  private let world = World.here

  @Test("finds people, stays and doors, and leads to the lists with the rest")
  func finding() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    let desk = try await world.console(role: .frontDesk)
    let door = try await world.door().text
    for number in 1...6 {
      let form = [
        "step": "create", "name": "Jane \(number)", "door": door, "from": "2024-11-01T16:00",
        "until": "2024-11-04T12:00", "way": "code", "shown_at": "",
      ]
      _ = try await desk.post("stays/new", form)
    }
    let viewer = try await world.console(role: .viewer)
    #expect(try await viewer.get("overview").html.contains("action=\"\(viewer.address("search"))\""))
    let page = try await viewer.get("search?q=jane")
    #expect(page.status == 200 && page.text.contains("Show all 6 stays") && page.text.contains("People Jane"))
    #expect(page.html.contains("href=\"\(viewer.address("stays"))?q=jane\""))
    let found = try await viewer.get("search?q=apartment")
    #expect(found.html.contains("href=\"\(viewer.address("doors"))/\(door)\""))
    #expect(try await viewer.get("search").status == 200)
  }

  @Test("says that nothing was found, and shows what was typed as text")
  func nothing() async throws {
    let viewer = try await world.console(role: .viewer)
    let page = try await viewer.get("search?q=%3Cscript%3Ealert(1)")
    #expect(page.text.contains("Nothing matches “<script>alert(1)”"))
    #expect(!page.html.contains("<script>alert"))
    #expect(try await viewer.get("search/more").status == 404)
  }
}

import Testing
import Wire

/// The list of people in the console, and the page of a person.
@Suite("People in the console", .world)
struct ConsolePeopleTests {
  private let world = World.here

  private func field(_ name: String, in html: String) -> String {
    html.components(after: "name=\"\(name)\" value=\"", upTo: "\"")
  }

  private func opens(_ door: Value = "Apartment 4B", _ name: Value = "Jane Doe") async throws -> Value {
    try await world.virtual.opens(door, world.virtual.user(name))
  }

  /// A guest who is in house, by the address of the page.
  private func guest() async throws -> (id: Value, page: String) {
    let user = try await world.guest("Jane Doe")
    try await world.setClock(checkIn)
    try await world.advance(300)
    return (user, "people/\(user.text)")
  }

  @Test("are listed by state, found by name, and exported")
  func list() async throws {
    try await world.setClock("2024-11-01T08:00:00.000Z")
    _ = try await world.guest("Jane Doe")
    _ = try await world.staff("Nadia Haddad")
    let browser = try await world.console(role: .viewer)
    let everyone = try await browser.get("people")
    #expect(everyone.status == 200)
    #expect(everyone.text.contains("Jane Doe") && everyone.text.contains("Nadia Haddad"))
    #expect(everyone.text.contains("1 Nov, 16:00"), "in the site's time")
    let arriving = try await browser.get("people?filter=arriving")
    #expect(arriving.text.contains("Jane Doe") && !arriving.text.contains("Nadia Haddad"))
    #expect(try await browser.get("people?filter=arriving&date=2024-11-02").text.contains("Nobody arrives on this day"))
    #expect(try await browser.get("people?filter=arriving&date=tomorrow").status == 422)
    #expect(try await browser.get("people?q=nadia").text.contains("Jane Doe") == false)
    #expect(try await browser.get("people?q=nobody").text.contains("Nobody matches “nobody”"))
    let similar = try await browser.get("people?q=hadad")
    #expect(similar.text.contains("Somebody has a similar name.") && similar.text.contains("Nadia Haddad"))
    #expect(!similar.text.contains("Jane Doe"))
    let staff = try await browser.get("people?kind=staff")
    #expect(staff.text.contains("Nadia Haddad") && !staff.text.contains("Jane Doe"))
    let guests = try await browser.get("people?kind=guest")
    #expect(!guests.text.contains("Nadia Haddad") && guests.text.contains("Jane Doe"))
    #expect(try await browser.get("people?sort=last_entry").status == 200)
    let file = try await browser.get("people/export?filter=arriving").html
    #expect(file.hasPrefix("\u{FEFF}Name,E-mail,"))
    #expect(file.contains("Jane Doe,jane.doe@example.com,") && !file.contains("Nadia"))
    #expect(try await browser.get("people/nobody").status == 404)
  }

  @Test("cannot bring marks or formulas into a page or a file by their names")
  func names() async throws {
    let name = "=1+1 \"<script>alert(1)</script>"
    let user = try await world.staff(
      "\(name)", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    let browser = try await world.console(role: .administrator)
    for path in ["people", "people/\(user.text)", "people?q=%3Cscript%3Ealert"] {
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(!page.html.contains("<script>alert"), "\(path)")
      #expect(page.html.contains("&lt;script&gt;alert"), "\(path)")
    }
    #expect(try await browser.get("people/export").html.contains("\"'=1+1 \"\"<script>"))
  }

  @Test("stay longer once the end is changed, and as before once that is undone")
  func end() async throws {
    let (user, path) = try await guest()
    let browser = try await world.console(role: .frontDesk)
    let was = field("was", in: try await browser.get(path).html)
    #expect(was == checkOut.text)
    let form = ["step": "change_end", "was": was, "until": "2024-11-05T12:00"]
    let changed = try await browser.post(path, form)
    #expect(changed.status == 200)
    #expect(changed.text.contains("The stay ends on 5 Nov, 12:00."))
    let later: Value = "2024-11-05T11:00:00.000Z"
    #expect(try await world.user(user).access_schedule.ends_at == later)
    // Another operator still sees the old end.
    let other = try await world.console(role: .frontDesk)
    let refused = try await other.post(path, form.merging(["until": "2024-11-02T12:00"]) { $1 })
    #expect(refused.status == 409)
    #expect(refused.text.contains("Somebody changed the end meanwhile: the stay ends on 5 Nov, 12:00"))
    // Who may read the audit is told who it was.
    let administrator = try await world.console(role: .administrator)
    #expect(try await administrator.post(path, form).text.contains("Ann changed the end meanwhile"))
    #expect(try await world.user(user).access_schedule.ends_at == later)
    let wrong = try await browser.post(path, ["step": "change_end", "was": later.text, "until": "soon"])
    #expect(wrong.status == 422)
    try await world.setClock("2024-11-04T12:00:00.000Z")
    try await world.advance(300)
    #expect(try await opens() == true)
    #expect(changed.text.contains("Back to 4 Nov, 12:00"))
    let link = try await browser.get("\(path)?done=own_end_changed&before=2036-01-01T00%3A00%3A00.000Z")
    #expect(link.status == 200 && !link.text.contains("Back to 1 Jan"))
    _ = try await browser.post(path, ["step": "change_end", "was": later.text, "moment": was])
    try await world.advance(300)
    #expect(try await opens() == false)
  }

  @Test("are suspended and let in again")
  func suspension() async throws {
    let (_, path) = try await guest()
    #expect(try await opens() == true)
    let browser = try await world.console(role: .frontDesk)
    #expect(try await browser.get(path).text.contains("The doors just stay shut."), "it asks before")
    let page = try await browser.post(path, ["step": "suspend"])
    #expect(page.text.contains("Jane Doe is suspended.") && page.text.contains("Lift the suspension"))
    try await world.advance(60)
    #expect(try await opens() == false)
    #expect(try await browser.post(path, ["step": "suspend"]).status == 409)
    #expect(try await browser.get("people?filter=suspended").text.contains("Jane Doe"))
    let lifted = try await browser.post(path, ["step": "unsuspend"])
    #expect(lifted.text.contains("Suspend again"))
    #expect(try await !browser.get("\(path)?done=unsuspended&before=x.suspended").text.contains("Suspend again"))
    try await world.advance(300)
    #expect(try await opens() == true)
  }

  @Test("are deleted only by a form that confirms it, and nothing of them stays at the site")
  func deletion() async throws {
    let (_, path) = try await guest()
    let browser = try await world.console(role: .frontDesk)
    let asked = try await browser.post(path, ["step": "delete_person"])
    #expect(asked.status == 422)
    #expect(asked.text.contains("Check this box if you are sure."))
    #expect(try await opens() == true)
    let done = try await browser.post(path, ["step": "delete_person", "sure": "on"])
    #expect(done.text.contains("The person was deleted."))
    try await world.advance(300)
    let left = try await world.virtual.site().users.items.filter { $0.name == "Jane Doe" && $0.is_deleted != true }
    #expect(left == [])
    #expect(try await browser.get("people").text.contains("Jane Doe") == false)
  }

  @Test("open or do not open a door, for reasons that the page lists")
  func reasons() async throws {
    let (_, path) = try await guest()
    let browser = try await world.console(role: .viewer)
    let (own, other) = (try await world.door().text, try await world.door("Bicycle Storage").text)
    let yes = try await browser.get("\(path)?door=\(own)&when=2024-11-02T12:00&with=any")
    #expect(yes.text.contains("Yes. Apartment 4B opens for Jane."))
    let no = try await browser.get("\(path)?door=\(other)&when=2024-11-02T12:00&with=any")
    #expect(no.text.contains("No. Bicycle Storage stays shut for Jane."))
    #expect(no.html.contains("class=\"is-no\"") && no.html.contains("class=\"is-yes\""))
    let typed = try await browser.get("\(path)?door_name=bicycle&when=2024-11-02T12:00&with=any")
    #expect(typed.text.contains("No. Bicycle Storage stays shut for Jane."))
    // Three doors have the letter.
    let several = try await browser.get("\(path)?door_name=e&when=2024-11-02T12:00&with=any")
    #expect(several.text.contains("Which door?") && several.html.contains("door=\(other)"))
    let none = try await browser.get("\(path)?door_name=cellar&when=2024-11-02T12:00&with=any")
    #expect(none.text.contains("No door of the site has this name."))
    let skipped = try await browser.get("\(path)?door=\(own)&when=2025-03-30T02:30&with=any")
    #expect(skipped.text.contains("Give a time that the site’s clocks show."))
  }

  @Test("have a page with their doors, groups and nights")
  func doors() async throws {
    let (_, path) = try await guest()
    let browser = try await world.console(role: .viewer)
    let page = try await browser.get(path)
    #expect(page.text.contains("Apartment 4B “"))
    #expect(page.text.contains("Opens now 4 Nov, 12:00"))
    #expect(page.text.contains("Amsterdam time, 3 nights"))
    #expect(page.text.contains("Access groups"))
    try await world.ok("/acs/users/suspend", ["acs_user_id": "\(path.split(separator: "/")[1])"])
    try await world.advance(300)
    #expect(try await browser.get(path).text.contains("Stays shut suspended"))
  }

  @Test("are added to the group that would open a door, and taken out again")
  func group() async throws {
    let (_, path) = try await guest()
    let explanation = "\(path)?door=\(try await world.door("Bicycle Storage").text)&when=2024-11-02T12:00&with=any"
    #expect(try await world.console(role: .viewer).get(explanation).html.contains("join_group") == false)
    let browser = try await world.console(role: .frontDesk)
    let page = try await browser.get(explanation)
    #expect(page.text.contains("Add to “"))
    #expect(page.text.contains("The group opens Bicycle Storage"))
    let group = field("group", in: page.html)
    #expect(group == bicycles.text)
    #expect(try await opens("Bicycle Storage") == false)
    let joined = try await browser.post(path, ["step": "join_group", "group": group])
    #expect(joined.text.contains("Jane Doe is added to “"))
    try await world.advance(300)
    #expect(try await opens("Bicycle Storage") == true)
    #expect(joined.html.contains("value=\"leave_group\""))
    let left = try await browser.post(path, ["step": "leave_group", "group": group])
    #expect(left.text.contains("Jane Doe is taken out of the group."))
    try await world.advance(300)
    #expect(try await opens("Bicycle Storage") == false)
    #expect(try await browser.post(path, ["step": "join_group", "group": "nothing"]).status == 404)
    let viewer = try await world.console(role: .viewer)
    #expect(try await viewer.post(path, ["step": "join_group", "group": group]).status == 403)
  }
}

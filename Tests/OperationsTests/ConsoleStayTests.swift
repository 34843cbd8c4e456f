import HTTPTypes
import Testing
import Wire

/// The stays in the console, and the form for a new one.
@Suite("Stays in the console", .world)
struct ConsoleStayTests: StaysInConsole {
  let world = World.here

  @Test("open the door from their start to their end")
  func creation() async throws {
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk)
    let empty = try await desk.get("stays/new")
    #expect(empty.status == 200 && empty.html.contains("2024-11-01T15:00"))
    let page = try await desk.post("stays/new", try await form("create"))
    #expect(try await desk.get("stays?way=code").text.contains("Starts in 7 h"))
    #expect(try await desk.get("stays?way=card").text.contains("No stay matches"))
    #expect(page.text.contains("The stay of Jane Doe is added."))
    #expect(page.text.contains("What happens next The stay is added"))
    #expect(
      page.text.contains(
        "The stay starts: its doors open, 1 Nov, 16:00 The stay ends: its doors stay shut, 4 Nov, 12:00"))
    #expect(page.html.contains("overview?site="))
    try await world.advance(120)
    #expect(try await opens() == false)
    try await world.setClock(checkIn)
    try await world.advance(120)
    #expect(try await opens() == true)
    try await world.setClock(checkOut)
    #expect(try await opens() == false)
  }

  @Test("are added once, however often the form is sent")
  func twice() async throws {
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk)
    let form = try await form("create", ["email": "jane@example.com", "reservation": "R-1"])
    let token = try await desk.formToken()
    let sent = form.merging(["form_token": token]) { $1 }
    async let first = desk.send(.post, desk.address("stays/new"), form: sent)
    async let second = desk.send(.post, desk.address("stays/new"), form: sent)
    let answers = try await [first, second]
    #expect(answers.map(\.status) == [303, 303])
    #expect(answers[0].location == answers[1].location)
    #expect(try await desk.post("stays/new", form).status == 200)
    #expect(try await grants().count == 1)
    // Without a reservation, the form has a key that is shown nowhere.
    let other = try await self.form("create", ["name": "Jim Poe"])
    for _ in 0..<2 { #expect(try await desk.post("stays/new", other).status == 200) }
    #expect(try await grants().count == 2)
    #expect(try await desk.get("stays").text.contains("console-") == false)
    try await world.advance(120)
    #expect(try await world.virtual.count("pin_set") == 2)
  }

  @Test("of another guest, place or time with the same reservation are not added, and the page leads to the known one")
  func sameReservation() async throws {
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk)
    let known = try await stay(["reservation": "R-1"])
    let changes = [
      ["name": "Jim Poe"], ["phone": "+31612345678"], ["until": "2024-11-05T12:00"],
      ["door": try await world.door("Main Entrance").text],
    ]
    for change in changes {
      let form = try await form("create", ["reservation": "R-1"].merging(change) { $1 })
      let refused = try await desk.post("stays/new", form)
      #expect(refused.status == 422 && refused.html.contains("id=\"reservation-error\""), "\(change)")
      #expect(refused.text.contains("This reservation has a stay already."), "\(change)")
      #expect(refused.html.contains("<a href=\"\(desk.address(known))\">Open the stay of Jane Doe</a>"), "\(change)")
    }
    let again = try await desk.post("stays/new", try await form("create", ["reservation": "R-1"]))
    #expect(again.text.contains("The stay of Jane Doe is added."))
    #expect(try await grants().count == 1)
  }

  @Test("are only shown by a check, with who has the space and where the way does not work")
  func check() async throws {
    try await world.setClock(morning)
    let room = try await space("Room 4B", "Apartment 4B")
    _ = try await stay(["space": room.text, "door": ""])
    let effects = try await world.virtual.effects()
    let desk = try await world.console(role: .frontDesk)
    let storage = try await world.door("Bicycle Storage").text
    let page = try await desk.post(
      "stays/new", try await form("check", ["name": "Jim Poe", "space": room.text, "door": storage]))
    #expect(page.status == 200)
    #expect(page.text.contains("Nothing is added yet."))
    #expect(page.text.contains("Jane Doe has Room 4B from 1 Nov, 16:00 until 4 Nov, 12:00."))
    #expect(page.text.contains("PIN does not work at Bicycle Storage."))
    #expect(try await grants().count == 1)
    #expect(try await world.virtual.effects() == effects)
    let free = try await form("check", ["space": room.text, "from": "2024-11-04T12:00", "until": "2024-11-05T12:00"])
    #expect(try await desk.post("stays/new", free).text.contains("Room 4B is free at that time."))
  }

  @Test("keep what was typed if the form is wrong, and nothing is added")
  func wrong() async throws {
    try await world.setClock(morning)
    let desk = try await world.console(role: .frontDesk)
    for (fault, more) in [
      ("The stay must end after it begins.", ["until": "2024-11-01T15:00"]),
      ("Give a date and a time.", ["until": ""]), ("Give a date and a time, such as", ["from": "tomorrow"]),
      ("Clocks skip this time on that day.", ["from": "2025-03-30T02:30", "until": "2025-04-01T12:00"]),
      ("Choose at least one space or door.", ["door": ""]), ("Choose at least one way to open.", ["way": "key"]),
      ("The stay must end in the future.", ["from": "2024-10-01T16:00", "until": "2024-10-02T12:00"]),
    ] {
      for step in ["check", "create"] {
        let typed = ["name": "Jane <Doe>", "reservation": "R-17"].merging(more) { $1 }
        let page = try await desk.post("stays/new", try await form(step, typed))
        #expect(page.status == 422, "\(more)")
        #expect(page.text.contains(fault), "\(more)")
        #expect(page.html.contains("Jane &lt;Doe&gt;") && page.html.contains("R-17"))
      }
    }
    #expect(try await grants() == [])
    let repeated = try await form("check", ["from": "2025-10-26T02:30", "until": "2025-10-27T12:00"])
    #expect(try await desk.post("stays/new", repeated).text.contains("Clocks show the start twice on that day."))
  }

  @Test("are for a known person who was searched")
  func knownPerson() async throws {
    try await world.setClock(morning)
    let jane = try await world.identity(["full_name": "Jane Doe", "email_address": "jane@example.com"])
    let desk = try await world.console(role: .frontDesk)
    let found = try await desk.post("stays/new", try await form("find", ["name": "", "q": "jane@"]))
    #expect(found.html.contains("value=\"\(jane.text)\""))
    let conflict = try await desk.post("stays/new", try await form("create", ["email": "jane@example.com"]))
    #expect(conflict.status == 422 && conflict.text.contains("is known already"))
    #expect(
      try await desk.post("stays/new", try await form("create", ["name": "", "person": jane.text])).status == 200)
    #expect(try await grants().each("user_identity_id") == [jane])
  }

  @Test("are listed by state, space and search, in the site's time")
  func list() async throws {
    try await world.setClock(morning)
    let room = try await space("Room 4B", "Apartment 4B")
    _ = try await stay(["space": room.text, "door": "", "reservation": "R-17"])
    let viewer = try await world.console(role: .viewer)
    let page = try await viewer.get("stays?filter=upcoming&q=r-17&space=\(room.text)")
    #expect(page.text.contains("Jane Doe") && page.text.contains("1 Nov, 16:00") && page.text.contains("Room 4B"))
    #expect(try await viewer.get("stays?filter=current").text.contains("No stay matches"))
    #expect(try await viewer.get("stays?q=nobody").text.contains("Jane Doe") == false)
    #expect(try await viewer.get("stays/nothing").status == 404)
  }

  @Test("show PIN and link on request, and only to those who may give them")
  func handover() async throws {
    try await world.setClock(morning)
    let path = try await stay(["way": "code"])
    let id = try await grants()[0].access_grant_id
    try await world.ok(
      "/access_grants/request_access_methods",
      ["access_grant_id": id, "requested_access_methods": [["mode": "mobile_key"]]])
    try await world.advance(120)
    let methods = try await world.ok("/access_methods/list", ["access_grant_id": id]).access_methods
    let pin = methods.first("mode", "code").code.text
    let link = methods.first("mode", "mobile_key").instant_key_url.text
    try #require(pin.count == 6 && !link.isEmpty)
    let shownPin = "\(pin.prefix(3)) \(pin.suffix(3))"
    let (desk, viewer) = (try await world.console(role: .frontDesk), try await world.console(role: .viewer))
    let sheet = try await desk.post(path, ["step": "hand_over"])
    #expect(sheet.text.contains(shownPin) && sheet.html.contains(link))
    for operation in ["/latchkey/v1/people/show_pin", "/latchkey/v1/stays/show_link"] {
      let noted = try await world.ok("/latchkey/v1/audit/list", ["operation": "\(operation)"]).audit_entries
      #expect(noted.count == 1 && noted[0].author.name == "Ann" && !noted.contains(link), "\(operation)")
    }
    let shown: Value = ["access_method_id": methods.first("mode", "code").access_method_id]
    try await world.refused("/latchkey/v1/stays/show_link", 404, "instant_key_not_found", shown)
    for browser in [desk, viewer] {
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(![pin, shownPin, link].contains { page.html.contains($0) })
    }
    let page = try await viewer.get(path).html
    #expect(!["hand_over", "stay-end", "stay-delete"].contains { page.contains($0) })
    for step in ["hand_over", "change_stay_end", "move_stay", "delete_stay"] {
      #expect(try await viewer.post(path, ["step": step]).status == 403)
    }
    #expect(try await viewer.get("stays/new").status == 403)
    #expect(try await viewer.post("stays/new", try await form("create", ["name": "Jim"])).status == 403)
    #expect(try await grants().count == 1)
  }

  @Test("end later once the end is changed, unless somebody else changed it meanwhile")
  func end() async throws {
    try await world.setClock(morning)
    let path = try await stay()
    let desk = try await world.console(role: .frontDesk)
    let seen = field("seen", in: try await desk.get(path).html)
    let form = ["step": "change_stay_end", "seen": seen, "ends_at": "2024-11-05T12:00"]
    let changed = try await desk.post(path, form)
    #expect(changed.text.contains("The end is changed."))
    #expect(changed.text.contains("Back to 4 Nov, 12:00"))
    let space = try await space("Hall", "Main Entrance").text
    for query in ["done=end_changed&before=2036-01-01T00%3A00%3A00.000Z", "done=moved&before=\(space)"] {
      let page = try await desk.get("\(path)?\(query)")
      #expect(page.status == 200 && !page.text.contains("Back to 1 Jan") && !page.text.contains("Move back"))
    }
    let outdated = try await desk.post(path, form.merging(["ends_at": "2024-11-09T12:00"]) { $1 })
    #expect(outdated.status == 422)
    #expect(outdated.text.contains("The stay was changed meanwhile"))
    #expect(try await grants()[0].ends_at == "2024-11-05T11:00:00.000Z")
    try await world.setClock(checkOut)
    try await world.advance(120)
    #expect(try await opens() == true)
    let undo = ["step": "change_stay_end", "seen": field("seen", in: changed.html), "ends_at": checkOut.text]
    #expect(try await desk.post(path, undo).status == 200)
    try await world.advance(120)
    #expect(try await opens() == false)
  }

  @Test("offer no way back to an end that somebody else has changed since")
  func lateUndoing() async throws {
    try await world.setClock(morning)
    let path = try await stay()
    let desk = try await world.console(role: .frontDesk)
    let form = [
      "form_token": try await desk.formToken(), "step": "change_stay_end", "ends_at": "2024-11-05T12:00",
      "seen": field("seen", in: try await desk.get(path).html),
    ]
    let changed = try #require(try await desk.send(.post, desk.address(path), form: form).location)
    #expect(try await desk.send(.get, changed).text.contains("Back to 4 Nov, 12:00"))
    let grant = try await grants()[0].access_grant_id
    try await world.ok("/access_grants/update", ["access_grant_id": grant, "ends_at": "2024-11-06T11:00:00.000Z"])
    let page = try await desk.send(.get, changed)
    #expect(page.status == 200 && !page.text.contains("Back to 4 Nov"))
  }

  @Test("cannot bring marks into a page by the names of their people and spaces")
  func names() async throws {
    try await world.setClock(morning)
    let name = "<script>alert(1)</script>"
    let room = try await space("\(name)", "Apartment 4B")
    let desk = try await world.console(role: .frontDesk)
    let typed = ["name": name, "space": room.text, "door": "", "reservation": name]
    var pages = [try await desk.post("stays/new", try await form("check", typed))]
    let path = try await stay(typed)
    for address in ["stays", path, "stays/new", "stays?q=%3Cscript%3Ealert"] {
      pages.append(try await desk.get(address))
    }
    pages.append(try await desk.post(path, ["step": "hand_over"]))
    for page in pages {
      #expect(page.status == 200)
      #expect(!page.html.contains(name))
      #expect(page.html.contains("&lt;script&gt;alert"))
    }
  }
}

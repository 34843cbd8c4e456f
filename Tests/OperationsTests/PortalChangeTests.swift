import Core
import HTTPTypes
import Operations
import Testing
import Wire

@Suite("A customer on the page of a portal", .world)
struct PortalChangeTests: PortalVisitor {
  let world = World.here

  private func grants() async throws -> [Value] {
    try await world.ok("/access_grants/list", ["customer_key": "hotel"]).access_grants.items
  }

  @Test("moves a stay, and its door follows")
  func moving() async throws {
    try await hotel()
    let overview = try await open(portal())
    #expect(overview.text.contains("Stay &lt;of&gt; Jane") && !overview.text.contains("<of>"))
    let stay = link("show=stay", in: overview)
    #expect(try await open(stay).text.contains("PIN"))
    let times = ["starts_at": "2024-11-01T16:00", "ends_at": "2024-11-05T12:00"]
    let moved = try await submit("move", at: stay, times)
    #expect(moved.status == 200 && moved.text.contains("The times are saved."))
    let grant = try await grants()[0]
    #expect(grant.starts_at == checkIn && grant.ends_at == "2024-11-05T11:00:00.000Z")
    try await world.setClock("2024-11-04T20:00:00.000Z")
    try await world.advance(300)
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Jane Doe")) == true)
    let late = try await submit("move", at: stay, times.merging(["ends_at": "2024-10-01T12:00"]) { $1 })
    #expect(late.status == 422 && late.text.contains("value=\"2024-10-01T12:00\""))
    #expect(try await grants()[0].ends_at == grant.ends_at)
  }

  @Test("does not overwrite what somebody else changed meanwhile")
  func meanwhile() async throws {
    try await hotel()
    let stay = link("show=stay", in: try await open(portal()))
    let times = [
      "was": "2024-11-01 16:00 2024-11-03 12:00", "starts_at": "2024-11-01T16:00", "ends_at": "2024-11-05T12:00",
    ]
    for step in ["move", "end"] {
      let refused = try await submit(step, at: stay, times)
      #expect(refused.status == 422 && refused.text.contains("was changed meanwhile"))
    }
    #expect(try await grants()[0].ends_at == checkOut)
  }

  @Test("does not revive a stay that ended while its page was open")
  func late() async throws {
    try await hotel()
    let stay = link("show=stay", in: try await open(portal()))
    let page = try await open(stay).text
    let was = page.components(after: "name=\"was\" value=\"", upTo: "\"")
    try await world.setClock(checkOut)
    try await world.advance(60)
    let form = ["form_token": token(of: stay), "was": was]
    let times = ["starts_at": "2024-11-01T16:00", "ends_at": "2024-11-05T12:00"]
    let refused = try await submit("move", at: stay, form.merging(times) { $1 })
    #expect(refused.status == 422 && refused.text.contains("was changed meanwhile"))
    #expect(try await grants().allSatisfy { $0.ends_at == checkOut })
  }

  @Test("ends a stay, and its door stays shut")
  func ending() async throws {
    try await hotel()
    let stay = link("show=stay", in: try await open(portal()))
    try await world.setClock(checkIn)
    try await world.advance(300)
    let user = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", user) == true)
    #expect(try await submit("end", at: stay).text.contains("The stay has ended."))
    // A second click.
    let repeated = try await submit("end", at: stay, ["form_token": token(of: stay)])
    #expect(repeated.status == 404 && repeated.text.contains("It may have ended"))
    try await world.advance(300)
    #expect(try await world.virtual.opens("Apartment 4B", user) == false)
  }

  @Test("creates one stay by a form that is sent twice")
  func creation() async throws {
    try await hotel()
    let form = link("show=new_stay", in: try await open(portal()))
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id.text
    let page = try await open(form).text
    let fields = [
      "form_token": page.components(after: "name=\"form_token\" value=\"", upTo: "\""), "step": "create",
      "key": page.components(after: "name=\"key\" value=\"", upTo: "\""), "zone": "Europe/Amsterdam",
      "name": "Bo Berg", "email_address": "", "phone_number": "", "space": space, "starts_at": "2024-11-06T15:00",
      "ends_at": "2024-11-08T11:00",
    ]
    let wrong = try await send(fields.merging(["ends_at": "2024-11-05T11:00"]) { $1 }, to: form)
    #expect(wrong.status == 422 && wrong.text.contains("value=\"Bo Berg\""))
    let german = try await send(fields.merging(["email_address": "bo"]) { $1 }, to: form + "&locale=de")
    #expect(german.status == 422 && german.text.contains("Das ist keine E-Mail-Adresse."))
    let past = ["starts_at": "2020-11-06T15:00", "ends_at": "2020-11-08T11:00"]
    #expect(try await send(fields.merging(past) { $1 }, to: form).text.contains("The end must be in the future."))
    _ = try await world.identity(["email_address": "bo@example.com"])
    let taken = try await send(fields.merging(["email_address": "bo@example.com"]) { $1 }, to: form)
    #expect(taken.status == 422 && taken.text.contains("Another person has this e-mail address"))
    #expect(try await grants().count == 1)
    for _ in 0..<2 { #expect(try await send(fields, to: form).text.contains("The stay is created.")) }
    let made = try await grants().filter { $0.name == "Bo Berg" }
    #expect(made.count == 1)
    // A stay with the key of a later reservation would be taken for it.
    for key in ["r2", "portal:", ""] {
      #expect(try await send(fields.merging(["key": key]) { $1 }, to: form).status == 403)
    }
    #expect(try await grants().count == 2)
    #expect(made[0].starts_at == "2024-11-06T14:00:00.000Z" && made[0].space_ids == [Value(.string(space))])
  }

  @Test("puts doors of its accounts into spaces, and takes them out")
  func organizing() async throws {
    try await hotel()
    let space = link("show=space", in: try await open(portal()))
    let door = try await entrance("Main Entrance")
    let added = try await submit("add_door", at: space, ["door": door.text])
    #expect(added.text.contains("The door is added.") && added.text.contains("Main Entrance"))
    let id = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id
    #expect(try await world.ok("/acs/entrances/list", ["space_id": id]).acs_entrances.count == 2)
    _ = try await submit("remove_door", at: space, ["door": door.text])
    #expect(try await world.ok("/acs/entrances/list", ["space_id": id]).acs_entrances.count == 1)
    #expect(try await submit("add_door", at: space, ["door": "another"]).status == 422)
  }

  @Test("gives a door another name after the question of the link")
  func renaming() async throws {
    try await hotel()
    let question: Value = [
      "title": "Really?", "body": "Staff know the old name.", "confirm_button_label": "Rename it",
      "cancel_button_label": "Keep it",
    ]
    let address = try await portal(["features": ["manage": ["device_management_confirmation": question]]])
    let doors = link("show=doors", in: try await open(address))
    let id = try await world.door("Apartment 4B").text
    let door = link("id=\(id)", in: try await open(doors))
    let page = try await open(door).text
    for text in ["Really?", "Staff know the old name.", "Rename it", "Keep it"] { #expect(page.contains(text)) }
    #expect(try await submit("rename", at: door, ["name": "Garden door"]).text.contains("The name is saved."))
    #expect(try await world.ok("/devices/get", ["device_id": Value(.string(id))]).device.display_name == "Garden door")
  }

  @Test("gives no other name to a door that another customer has too")
  func sharedDoor() async throws {
    try await hotel()
    let id = try await world.door("Apartment 4B")
    let address = link("id=\(id.text)", in: try await open(link("show=doors", in: try await open(portal()))))
    #expect(try await open(address).text.contains("value=\"rename\""))
    try await world.ok("/spaces/create", ["name": "Garden", "customer_key": "neighbor", "device_ids": Value([id])])
    let page = try await open(address)
    #expect(page.text.contains("Other customers use this door too") && !page.text.contains("<form"))
    let late = try await submit("rename", at: address, ["form_token": token(of: address), "name": "Garden door"])
    #expect(late.status == 422 && late.text.contains("Other customers use this door too"))
    #expect(try await world.ok("/devices/get", ["device_id": id]).device.display_name == "Apartment 4B")
    // The integrator knows both customers.
    try await world.ok("/devices/update", ["device_id": id, "name": "Garden door"])
  }

  @Test("connects an account on a page of its own")
  func connecting() async throws {
    try await hotel()
    let doors = link("show=doors", in: try await open(portal()))
    let page = try await submit("connect", at: doors)
    #expect(page.status == 200 && page.text.contains("/connect_webviews/view"))
    #expect(try await world.ok("/connect_webviews/list").connect_webviews[0].customer_key == "hotel")
    let without = try await portal(["features": ["connect": ["exclude": true]]])
    let plain = link("show=doors", in: try await open(without))
    #expect(try await submit("connect", at: plain, ["form_token": token(of: plain)]).status == 403)
  }

  @Test("changes nothing by a link that is read-only")
  func reading() async throws {
    try await hotel()
    let overview = try await open(portal(["read_only": true]))
    #expect(overview.header("content-security-policy")?.contains("form-action 'none'") == true)
    let stay = link("show=stay", in: overview)
    for address in [stay, link("show=space", in: overview), link("show=doors", in: overview)] {
      let page = try await open(address)
      #expect(page.status == 200 && !page.text.contains("<form"))
    }
    #expect(try await submit("end", at: stay, ["form_token": token(of: stay)]).status == 403)
    #expect(try await grants().count == 1)
    #expect(try await open(stay.replacing("show=stay", with: "show=new_stay")).status == 404)
  }

  @Test("sends only forms of the page itself")
  func foreign() async throws {
    try await hotel()
    let stay = link("show=stay", in: try await open(portal()))
    let effects = try await world.virtual.effects()
    #expect(try await submit("end", at: stay, ["form_token": "guess"]).status == 403)
    #expect(try await submit("end", at: stay, headers: ["origin": "https://evil.example"]).status == 403)
    let other = token(of: try await portal())
    #expect(try await submit("end", at: stay, ["form_token": other]).status == 403)
    #expect(try await grants().count == 1)
    #expect(try await world.virtual.effects() == effects)
  }

  @Test("is told by an open page that its link has ended")
  func ended() async throws {
    try await hotel()
    let stay = link("show=stay", in: try await open(portal()))
    try await world.advance(8 * 86_400)
    let late = try await send(["step": "end", "form_token": token(of: stay)], to: stay)
    #expect(late.status == 404 && late.text.contains("Nothing was changed.") && late.text.contains("no longer works"))
    #expect(try await open(stay).text.contains("no longer works"))
  }

  @Test("lands where the link leads, and a restricted one shows nothing else")
  func landing() async throws {
    try await hotel()
    let full = try await open(portal(["landing_page": ["manage": ["room_key": "4b"]]]))
    #expect(full.text.contains("<h2>Room 4B</h2>") && full.text.contains("Apartment 4B"))
    #expect(try await open(link("show=overview", in: full)).text.contains("Stay &lt;of&gt; Jane"))
    let stay = link("show=stay", in: try await open(portal()))
    let id = stay.components(after: "id=", upTo: "&")
    let single = try await portal(["landing_page": ["manage": ["room_key": "4b"]], "navigation_mode": "restricted"])
    let page = try await open(single)
    #expect(page.text.contains("Room 4B") && !page.text.contains("Jane") && link("show=doors", in: page).isEmpty)
    #expect(try await open("\(single)&show=stay&id=\(id)").status == 404)
    #expect(try await open("\(single)&show=doors").status == 404)
    let device = try await world.door("Apartment 4B")
    let target: Value = ["resource_type": "device", "resource_id": device]
    let door = try await open(portal(["deep_link": target, "navigation_mode": "restricted"]))
    #expect(door.text.contains("<h2>Apartment 4B</h2>") && !door.text.contains("Room 4B"))
  }

  @Test("changes by a restricted link only what the link includes")
  func restricted() async throws {
    try await hotel()
    let stay: Value = ["navigation_mode": "restricted", "landing_page": ["manage": ["reservation_key": "r1"]]]
    let device: Value = [
      "navigation_mode": "restricted",
      "deep_link": ["resource_type": "device", "resource_id": try await world.door("Apartment 4B")],
    ]
    let shown: [(options: Value, excluded: Value, heading: String, step: String)] = [
      (stay, ["manage": ["exclude_reservation_management": true]], "Jane", "end"),
      (stay, ["manage": ["exclude": true]], "Jane", "end"),
      (device, ["manage_devices": ["exclude": true]], "Apartment 4B", "rename"),
    ]
    for (options, excluded, heading, step) in shown {
      let whole = try await open(portal(options))
      #expect(whole.text.contains(heading) && whole.text.contains("value=\"\(step)\""))
      let address = try await portal(options.with(["features": excluded]))
      let page = try await open(address)
      #expect(page.status == 200 && page.text.contains(heading) && !page.text.contains("<form"))
      #expect(try await submit(step, at: address, ["form_token": token(of: address), "name": "X"]).status == 403)
    }
    // The doors of the account are not among what the link of a space shows.
    let space = try await portal(
      ["navigation_mode": "restricted", "landing_page": ["manage": ["room_key": "4b"]]])
    let page = try await open(space)
    #expect(page.text.contains("Apartment 4B") && !page.text.contains("Main Entrance"))
    let door = try await entrance("Main Entrance").text
    #expect(try await submit("add_door", at: space, ["form_token": token(of: space), "door": door]).status == 403)
    #expect(try await grants().count == 1)
  }

  @Test("chooses a language, unless the link has none to choose")
  func languages() async throws {
    try await hotel()
    let french = link("locale=fr", in: try await open(portal()))
    let page = try await open(french)
    #expect(page.text.contains("<html lang=\"fr\">"))
    #expect(try await open(link("show=stay", in: page)).text.contains("Terminer le séjour"))
    let fixed = try await portal(["exclude_locale_picker": true, "locale": "de-DE"])
    let german = try await open("\(fixed)&locale=fr")
    #expect(german.text.contains("<html lang=\"de\">") && link("locale=", in: german).isEmpty)
  }
}

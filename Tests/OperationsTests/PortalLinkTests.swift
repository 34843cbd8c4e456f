import Testing
import Wire

@Suite("The link of a portal", .world)
struct PortalLinkTests: PortalVisitor {
  let world = World.here

  private func policy(_ reply: World.Reply) -> String { reply.header("content-security-policy") ?? "" }

  @Test("lets any page show it in a frame if it is embedded, and none otherwise")
  func frames() async throws {
    try await hotel()
    for (isEmbedded, frames) in [(true, "frame-ancestors *"), (false, "frame-ancestors 'none'")] {
      let address = try await portal(["is_embedded": Value(.bool(isEmbedded))])
      let overview = try await open(address)
      #expect(policy(overview).contains(frames) && overview.header("x-frame-options") == nil)
      let stay = link("show=stay", in: overview)
      #expect(try await policy(open(stay)).contains(frames))
      let late = try await submit("move", at: stay, ["starts_at": "2024-11-01T16:00", "ends_at": "2024-10-01T12:00"])
      #expect(late.status == 422 && policy(late).contains(frames))
    }
    // A notice has nothing to click, and is shown where the page was.
    let address = try await portal(["is_embedded": true])
    try await world.advance(8 * 86_400)
    let ended = try await open(address)
    #expect(ended.text.contains("no longer works") && !ended.text.contains("<form"))
    #expect(policy(ended).contains("frame-ancestors *") && policy(ended).contains("form-action 'none'"))
  }

  @Test("opens the reservation, space or device that it names, and leads to the rest unless it is restricted")
  func deepLinks() async throws {
    try await hotel()
    let targets: [(target: Value, heading: String)] = [
      (["resource_type": "reservation", "resource_key": "r1"], "<h2>Stay &lt;of&gt; Jane</h2>"),
      (["resource_type": "space", "resource_key": "4b"], "<h2>Room 4B</h2>"),
      (["resource_type": "device", "resource_id": try await world.door("Apartment 4B")], "<h2>Apartment 4B</h2>"),
    ]
    for (target, heading) in targets {
      let full = try await open(portal(["deep_link": target]))
      #expect(full.text.contains(heading) && !link("show=overview", in: full).isEmpty)
      let address = try await portal(["deep_link": target, "navigation_mode": "restricted"])
      let single = try await open(address)
      #expect(single.text.contains(heading))
      for part in ["show=overview", "show=doors", "show=new_stay", "show=new_staff_member"] {
        #expect(link(part, in: single).isEmpty)
        if part != "show=overview" { #expect(try await open("\(address)&\(part)").status == 404) }
      }
    }
    let unknown: Value = ["resource_type": "reservation", "resource_key": "r9"]
    #expect(try await open(portal(["deep_link": unknown])).text.contains("Stay &lt;of&gt; Jane"))
  }

  @Test("of a single reservation changes that stay in a frame, and shows nothing else")
  func reservation() async throws {
    try await hotel()
    let url = try await world.ok(
      "/customers/reservations/create_deep_link", ["customer_key": "hotel", "reservation_key": "r1"]
    ).deep_link.url
    let address = String(url.text.dropFirst("https://latchkey.example".count))
    let page = try await open(address)
    #expect(page.text.contains("<h2>Stay &lt;of&gt; Jane</h2>") && policy(page).contains("frame-ancestors *"))
    #expect(!page.text.contains("Room 4B") && link("show=", in: page).isEmpty)
    let moved = try await submit("move", at: address, ["starts_at": "2024-11-01T16:00", "ends_at": "2024-11-05T12:00"])
    #expect(moved.text.contains("The times are saved."))
    let grant = try await world.ok("/access_grants/get", ["access_grant_key": "r1"]).access_grant
    #expect(grant.ends_at == "2024-11-05T11:00:00.000Z")
  }

  @Test("refuses every form if it is read-only, on each part")
  func reading() async throws {
    try await hotel()
    try await world.ok(
      "/customers/push_data",
      ["customer_key": "hotel", "staff_members": [["staff_member_key": "max", "name": "Max Berg"]]])
    let whole = try await open(portal())
    let parts = [
      "show=stay", "show=space", "show=staff_member", "show=doors", "show=new_stay", "show=new_staff_member",
    ]
    let address = try await portal(["read_only": true])
    for part in parts {
      let suffix = part + link(part, in: whole).components(after: part, upTo: "#")
      let page = try await open("\(address)&\(suffix)")
      #expect(!page.text.contains("<form") && policy(page).contains("form-action 'none'"))
      for step in [
        "move", "end", "create", "add_door", "remove_door", "rename", "connect", "add_member", "save_member",
        "remove_member",
      ] {
        let form = ["form_token": token(of: address), "step": step, "name": "X", "key": "portal:x"]
        #expect(try await send(form, to: "\(address)&\(suffix)").status == 403, "\(part) \(step)")
      }
    }
    #expect(try await world.ok("/access_grants/list", ["customer_key": "hotel"]).access_grants.count == 1)
    #expect(try await open(address).text.contains("Max Berg"))
  }
}

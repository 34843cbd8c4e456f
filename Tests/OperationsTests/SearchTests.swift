import Testing
import Wire

@Suite("A search", .world)
struct SearchTests {
  private let world = World.here

  private func found(_ path: String, _ key: String, _ search: Value) async throws -> Set<Value> {
    Set(try await world.ok(path, ["search": search])[key].each("display_name"))
  }

  @Test("finds people whatever the letters, and no others")
  func people() async throws {
    let texts: [(name: String, found: [String])] = [
      ("Özil", ["Özil", "özil", "ÖZIL", "ozil", "O\u{308}ZIL"]), ("Åsa", ["åsa", "asa"]),
      ("Łukasz", ["łukasz", "LUKASZ"]), ("Иван Йод", ["иван", "ИВАН", "йод"]), ("Weiß", ["weiss", "WEISS", "weiß"]),
      ("İpek Işık", ["ipek", "isik", "IŞIK"]),
    ]
    for (number, text) in texts.enumerated() {
      let identity = try await world.identity(["full_name": Value(.string(text.name))])
      _ = try await world.staff("Room \(text.name)")
      _ = try await world.staff("\(number)", ["user_identity_id": identity])
    }
    for (number, text) in texts.enumerated() {
      for search in text.found.map({ Value(.string($0)) }) {
        #expect(try await found("/user_identities/list", "user_identities", search) == [Value(.string(text.name))])
        #expect(try await found("/acs/users/list", "acs_users", search) == ["\(number)", "Room \(text.name)"])
      }
    }
  }

  @Test("finds a changed name and not the former")
  func changedNames() async throws {
    let user = try await world.staff("Čapek")
    let identity = try await world.identity(["full_name": "Čapek"])
    try await world.ok("/acs/users/update", ["acs_user_id": user, "full_name": "Dvořák"])
    try await world.ok("/user_identities/update", ["user_identity_id": identity, "full_name": "Dvořák"])
    for (path, key) in [("/acs/users/list", "acs_users"), ("/user_identities/list", "user_identities")] {
      #expect(try await found(path, key, "capek") == [])
      #expect(try await found(path, key, "DVORAK") == ["Dvořák"])
    }
  }

  @Test("finds what the site has, and what was named here")
  func site() async throws {
    let group = try await world.virtual.site().access_groups[0].id.text
    try await world.virtual.post("access_groups/\(group)", ["name": "Gäste"])
    try await world.virtual.post("locks/\(world.virtual.lock("Main Entrance"))", ["name": "Großer Eingang"])
    try await world.virtual.post("site", ["name": "Gebäude Ä"])
    try await world.sync()
    #expect(try await found("/acs/access_groups/list", "acs_access_groups", "GASTE") == ["Gäste"])
    #expect(try await found("/acs/entrances/list", "acs_entrances", "grosser") == ["Großer Eingang"])
    #expect(try await world.ok("/acs/systems/list", ["search": "gebaude"]).acs_systems.each("name") == ["Gebäude Ä"])
    let device = try await world.ok("/devices/list", ["search": "GROSSER"]).devices[0].device_id
    try await world.ok("/devices/update", ["device_id": device, "name": "Hôtel"])
    #expect(try await world.ok("/devices/list", ["search": "hotel"]).devices.each("device_id") == [device])
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/update", ["connected_account_id": account, "display_name": "Zürich"])
    #expect(try await world.ok("/connected_accounts/list", ["search": "ZURICH"]).connected_accounts.count == 1)
    try await world.ok(
      "/connect_webviews/create", ["custom_metadata": ["stadt": "Malmö"], "accepted_providers": ["salto_ks"]])
    #expect(try await world.ok("/connect_webviews/list", ["search": "malmo"]).connect_webviews.count == 1)
  }

  @Test("finds people whom the site added")
  func others() async throws {
    _ = try await WebApp(world).add("Anna", "Müller", ["subscription_state": "suspended"])
    // The provider lists a new person after a delay.
    try await world.advance(60)
    try await world.sync()
    #expect(try await found("/acs/users/unmanaged/list", "acs_users", "MULLER") == ["Anna Müller"])
  }

  @Test("for anything takes an ID, and finds nothing for an unknown one")
  func anything() async throws {
    let path = "/workspaces/find_anything"
    #expect(try await world.ok(path, ["search": buildingA]).batch.acs_systems.each("acs_system_id") == [buildingA])
    #expect(try await world.ok(path, ["search": "01890000-0000-7000-8000-000000000000"]).batch == [:])
    for text: Value in ["Building A", "none", "11111111-1111-1111-1111-11111111111g"] {
      let refused = try await world.refused(path, 400, "invalid_input", ["search": text])
      #expect(refused.validation_errors.names.contains("search"))
    }
  }
}

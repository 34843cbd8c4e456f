import Testing
import Wire

@Suite("A connected account", .world)
struct ConnectedAccountTests {
  private let world = World.here

  @Test("keeps what its caller keeps with it")
  func update() async throws {
    let which: Value = ["connected_account_id": try await world.account().connected_account_id]
    let path = "/connected_accounts/update"
    let changed = try await world.ok(
      path,
      which.with([
        "display_name": "The hotel", "customer_key": "hotel-1", "automatically_manage_new_devices": false,
        "custom_metadata": ["floor": "1", "gone": .null, "is_open": true],
        "accepted_capabilities": ["lock", "access_control"],
      ])
    ).connected_account
    #expect(changed == (try await world.account()))
    #expect(changed.display_name == "The hotel")
    #expect(changed.customer_key == "hotel-1")
    #expect(changed.custom_metadata == ["floor": "1", "is_open": true])
    #expect(changed.accepted_capabilities == ["lock", "access_control"])
    #expect(changed.automatically_manage_new_devices == false)
    try await world.ok(path, which.with(["custom_metadata": ["wing": "left"]]))
    #expect(try await world.account().custom_metadata == ["wing": "left"], "notes are replaced as a whole")
    #expect(try await world.account().display_name == "The hotel")
    try await world.ok(path, which.with(["customer_key": "hotel-1"]))
    let refused = try await world.refused(path, 400, "invalid_input", which.with(["customer_key": "hotel-2"]))
    #expect(refused.contains("customer_key"))
    try await world.refused(path, 400, "invalid_input", which.with(["display_name": ""]))
    try await world.refused(path, 404, "connected_account_not_found", ["connected_account_id": "none"])
    for (filter, isFound): (Value, Bool) in [
      (["search": "hotel"], true), (["search": "motel"], false), (["customer_key": "hotel-1"], true),
      (["customer_key": "other"], false), (["custom_metadata_has": ["wing": "left"]], true),
      (["custom_metadata_has": ["wing": "right"]], false),
    ] {
      let found = try await world.ok("/connected_accounts/list", filter).connected_accounts
      #expect(found.each("connected_account_id") == (isFound ? [which.connected_account_id] : []), "\(filter)")
    }
  }

  @Test("that is disconnected says so once, loses no door, and keeps changes pending")
  func disconnection() async throws {
    let guest = try await world.guest()
    try await world.advance(120)
    try await world.setClock(checkIn)
    try await world.advance(60)
    let which: Value = ["connected_account_id": try await world.account().connected_account_id]
    let path = "/connected_accounts/simulate/disconnect"
    try await world.ok(path, which)
    #expect(try await world.account().errors.each("error_code") == ["account_disconnected"])
    let site = try await world.ok("/acs/systems/get", ["acs_system_id": buildingA]).acs_system
    #expect(site.errors.each("error_code") == ["account_disconnected"])
    let events = try await world.events("connected_account.disconnected")
    #expect(events.map(\.connected_account_id) == [which.connected_account_id])
    #expect(events[0].connected_account_errors.each("error_code") == ["account_disconnected"])
    #expect(events[0].connected_account_warnings == [])
    try await world.ok("/acs/users/update", ["acs_user_id": guest, "full_name": "Jane Roe"])
    try await world.advance(60)
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Jane Doe")) == true)
    #expect(try await world.user(guest).pending_mutations != [])
    // A repeated call appends no event.
    try await world.ok(path, which)
    #expect(try await world.events("connected_account.disconnected").count == 1)
    #expect(try await world.account().errors.each("error_code") == ["account_disconnected"])
    try await world.refused(path, 404, "connected_account_not_found", ["connected_account_id": "none"])
  }

  @Test("and a device are found by notes, also by the address of the next page")
  func notes() async throws {
    let which: Value = ["connected_account_id": try await world.account().connected_account_id]
    let notes: Value = ["custom_metadata": ["a b&c": "x&y", "k": true]]
    try await world.ok("/connected_accounts/update", which.with(notes))
    let devices = try await world.ok("/devices/list").devices.each("device_id")
    for device in devices { try await world.ok("/devices/update", notes.with(["device_id": device])) }
    try await world.ok("/devices/update", ["device_id": devices[0], "custom_metadata": ["only": "here"]])
    for (path, name): (String, String) in [
      ("/connected_accounts/list", "connected_accounts"), ("/devices/list", "devices"),
    ] {
      let all = try await world.ok(path)[name]
      #expect(try await world.ok(path, ["custom_metadata_has": ["nobody": .null, "k": ""]])[name] == all)
      #expect(
        try await world.ok(path, ["custom_metadata_has": ["only": .null]])[name].items
          == all.items.filter { $0.custom_metadata.only.isMissing })
    }
    for filter: Value in [
      ["custom_metadata_has": ["a b&c": "x&y"]], ["custom_metadata_has": ["k": true]],
      ["custom_metadata_has": [:], "exclude_if": [], "include_if": []], ["custom_metadata_has": ["only": .null]],
    ] {
      let first = try await world.ok("/devices/list", filter.with(["limit": 2]))
      #expect(!first.pagination.next_page_url.contains(" "))
      let second = try await world.follow(first.pagination.next_page_url)
      #expect(second.status == 200, "\(filter) \(second.text)")
      #expect(
        first.devices.items + second.body.devices.items
          == (try await world.ok("/devices/list", filter.with(["limit": 4])).devices.items))
    }
  }

  @Test("that is deleted is gone, and its sandbox's comes back with a reset")
  func deletion() async throws {
    let which: Value = ["connected_account_id": try await world.account().connected_account_id]
    try await world.ok("/connected_accounts/delete", which)
    #expect(try await world.ok("/connected_accounts/list").connected_accounts == [])
    for path in ["/connected_accounts/get", "/connected_accounts/delete", "/connected_accounts/sync"] {
      try await world.refused(path, 404, "connected_account_not_found", which)
    }
  }
}

@Suite("An account of the sandbox", .world("sandbox"))
struct SandboxAccountTests {
  private let world = World.here

  private func system(_ name: Value) async throws -> Value {
    try await world.ok("/acs/systems/list").acs_systems.first("name", name)
  }

  private func sync(_ account: Value) async throws {
    try await world.ok("/connected_accounts/sync", ["connected_account_id": account])
  }

  @Test("that was disconnected works again once it is connected again")
  func reconnection() async throws {
    let account = try await world.connect()
    let systems = try await world.ok("/acs/systems/list").acs_systems.each("acs_system_id")
    try await world.ok("/connected_accounts/simulate/disconnect", ["connected_account_id": account])
    #expect(try await world.account().errors.each("error_code") == ["account_disconnected"])
    #expect(try await world.connect() == account)
    try await sync(account)
    #expect(try await world.account().errors == [])
    #expect(try await world.ok("/acs/systems/list").acs_systems.each("acs_system_id") == systems)
    let types: [Value] = [
      "connected_account.disconnected", "connected_account.completed_first_sync_after_reconnection",
    ]
    #expect(try await world.events(types[0], types[1]).map(\.event_type) == types)
  }

  @Test("stays with its customer")
  func customers() async throws {
    let account = try await world.connect()
    try await world.ok(
      "/connected_accounts/update", ["connected_account_id": account, "customer_key": "hotel-1"])
    let webview = try await world.ok(
      "/connect_webviews/create",
      [
        "accepted_providers": ["salto_ks"], "customer_key": "hotel-2",
        "custom_redirect_failure_url": "https://example.com/failed",
      ]
    ).connect_webview
    let sites = try await world.virtual.get("state").sites.each("id")
    let end = try await Visitor(world, webview).connect("jane@example.com", to: sites)
    #expect(end.text.contains("account_of_another_customer"))
    let which: Value = ["connect_webview_id": webview.connect_webview_id]
    #expect(try await world.ok("/connect_webviews/get", which).connect_webview.status == "failed")
    #expect(try await world.account().customer_key == "hotel-1")
  }

  @Test("takes everything here with it when it is deleted, and nothing at the provider")
  func deletion() async throws {
    let account = try await world.connect()
    let which: Value = ["connected_account_id": account]
    let site = try await system("Main Site").acs_system_id
    let group = try await world.ok("/acs/access_groups/list", ["acs_system_id": site]).acs_access_groups[0]
    let user = try await world.ok(
      "/acs/users/create",
      ["acs_system_id": site, "full_name": "Jim Guest", "acs_access_group_ids": [group.acs_access_group_id]]
    ).acs_user.acs_user_id
    _ = try await world.working { [world] in
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"])
    }
    let session = try await world.ok("/client_sessions/create", ["connected_account_ids": [account]]).client_session
    try await sync(account)
    try await world.advance(200)
    let mark = try await world.virtual.effects()
    let doors = try await world.ok("/acs/entrances/list").acs_entrances.count
    try await world.ok("/connected_accounts/delete", which)
    for (path, name): (String, String) in [
      ("/connected_accounts/list", "connected_accounts"), ("/acs/systems/list", "acs_systems"),
      ("/acs/users/list", "acs_users"), ("/acs/entrances/list", "acs_entrances"),
      ("/acs/users/unmanaged/list", "acs_users"), ("/acs/credentials/list", "acs_credentials"),
    ] { #expect(try await world.ok(path)[name] == [], "\(path)") }
    try await world.refused("/acs/users/get", 404, "acs_user_not_found", ["acs_user_id": user])
    try await world.refused("/connected_accounts/get", 404, "connected_account_not_found", which)
    let left = try await world.ok("/client_sessions/get", ["client_session_id": session.client_session_id])
    #expect(left.client_session.connected_account_ids == [])
    for (type, count): (Value, Int) in [
      ("acs_user.deleted", 1), ("acs_credential.deleted", 1), ("acs_entrance.removed", doors),
      ("acs_encoder.removed", doors), ("acs_access_group.deleted", 2), ("connected_account.deleted", 1),
    ] { #expect(try await world.events(type).count == count, "\(type)") }
    // Everything stays at Salto, and no more calls are made there.
    try await world.advance(7200)
    #expect(try await world.virtual.effects() == mark)
    #expect(try await !world.virtual.user("Jim Guest").isMissing)
    // A new connection creates a new account. The users who remained at the site are unmanaged there.
    let fresh = try await world.connect()
    #expect(fresh != account)
    try await sync(fresh)
    let others = try await world.ok("/acs/users/unmanaged/list").acs_users
    #expect(others.each("full_name").contains("Jim Guest"))
  }

  @Test("that is connected again finds the users that were created before")
  func foundAgain() async throws {
    let account = try await world.connect()
    let site = try await system("Main Site").acs_system_id
    try await world.ok("/acs/users/create", ["acs_system_id": site, "full_name": "Jim Guest"])
    try await world.advance(200)
    try await world.ok("/connected_accounts/delete", ["connected_account_id": account])
    let again = try await world.connect()
    for _ in 0..<2 {
      try await sync(again)
      try await world.advance(120)
    }
    let jim = try await world.ok("/acs/users/list").acs_users.first("full_name", "Jim Guest")
    #expect(jim.warnings.each("warning_code").contains("unknown_issue_with_acs_user"))
    #expect(jim.salto_ks_metadata == ["is_subscribed": true])
    try await world.advance(24 * 3600)
    #expect(try await world.user(jim.acs_user_id).salto_ks_metadata == ["is_subscribed": false])
  }
}

import HTTPTypes
import Testing
import Wire

@Suite("A workspace", .world)
struct WorkspaceTests {
  private let world = World.here

  private func by(_ token: String, in workspace: String? = nil) -> [String: String?] {
    ["authorization": "Bearer " + token, "seam-workspace": workspace]
  }

  @Test("is changed, and when suspended rejects all calls but its own")
  func update() async throws {
    let path = "/workspaces/update"
    try await world.ok(
      path,
      [
        "name": "Canal house", "connect_partner_name": "The Canals",
        "connect_webview_customization": ["success_message": "Welcome", "logo_shape": "circle"],
      ])
    let now = try await world.ok("/workspaces/get").workspace
    #expect(now.name == "Canal house")
    #expect(now.connect_partner_name == "The Canals")
    #expect(now.connect_webview_customization == ["logo_shape": "circle", "success_message": "Welcome"])
    try await world.ok(path, ["connect_webview_customization": ["logo_shape": .null]])
    #expect(
      try await world.ok("/workspaces/get").workspace.connect_webview_customization == ["success_message": "Welcome"])
    let guest = try await world.guest()
    try await world.ok(path, ["is_suspended": true])
    try await world.refused("/acs/users/get", 403, "workspace_suspended", ["acs_user_id": guest])
    try await world.refused("/workspaces/reset_sandbox", 403, "workspace_suspended")
    #expect(try await world.ok("/workspaces/get").workspace.is_suspended == true)
    try await world.ok(path, ["is_suspended": false])
    #expect(try await world.user(guest).acs_user_id == guest)
  }

  @Test("is run by its operators' tokens, and by no other")
  func accessTokens() async throws {
    let token = try await world.accessToken()
    #expect(token.hasPrefix("seam_at1"))
    let workspace = world.workspace.text
    let list = try await world.call("/workspaces/list", headers: by(token))
    #expect(list.body.workspaces.each("workspace_id") == ["\(workspace)"])
    let systems = try await world.call("/acs/systems/list", headers: by(token, in: workspace))
    #expect(systems.status == 200)
    #expect(systems.body.acs_systems != [])
    let nothing = try await world.call("/acs/systems/list", headers: by(token))
    #expect(nothing.refusal == .init(401, "unauthorized"))
    #expect(nothing.error.message == "No authentication methods succeeded")
    let wrong = String(token.dropLast()) + (token.hasSuffix("x") ? "y" : "x")
    for headers in [by(token, in: "11111111-1111-1111-1111-111111111111"), by(wrong, in: workspace)] {
      let unknown = try await world.call("/acs/systems/list", headers: headers)
      #expect(unknown.refusal == .init(401, "unauthorized"))
      #expect(unknown.error.message == "Access token not found")
    }
  }

  @Test("is made by an operator and not by a key")
  func creation() async throws {
    let token = try await world.accessToken()
    let path = "/workspaces/create"
    let made = try await world.call(
      path,
      [
        "name": "Second house", "connect_partner_name": "Seaside", "is_sandbox": true,
        "connect_webview_customization": ["primary_button_color": "#00aaff", "success_message": .null],
      ], headers: by(token))
    #expect(made.status == 200)
    let workspace = made.body.workspace
    #expect(workspace.is_sandbox == true)
    #expect(workspace.company_name == "Seaside")
    #expect(workspace.connect_webview_customization == ["primary_button_color": "#00aaff"])
    let own = by(token, in: workspace.workspace_id.text)
    #expect(try await world.call("/workspaces/get", headers: own).body.workspace == workspace)
    #expect(try await world.call("/user_identities/list", headers: own).body.user_identities == [])
    #expect(try await world.call("/workspaces/list", headers: by(token)).body.workspaces.count == 2)
    try await world.refused(path, 401, "unauthorized", ["name": "Third"])
    for wrong: Value in [
      ["name": " "], [:], ["name": "A", "organization_id": workspace.workspace_id],
      ["name": "A", "connect_webview_customization": ["primary_button_color": "blue"]],
    ] {
      let refused = try await world.call(path, wrong, headers: by(token))
      #expect(refused.refusal == .init(400, "invalid_input"), "\(wrong)")
    }
  }

  @Test("has a publishable key, which makes empty sessions only")
  func publishableKeys() async throws {
    let secret = try await world.publishableKey()
    #expect(secret.hasPrefix("seam_pk1"))
    #expect(try await world.ok("/workspaces/get").workspace.is_publishable_key_auth_enabled == true)
    func call(_ path: String, _ parameters: Value = [:], _ key: String? = nil) async throws -> World.Reply {
      try await world.call(
        path, parameters, headers: ["authorization": nil, "seam-publishable-key": key ?? secret])
    }
    let (create, getOrCreate) = ("/client_sessions/create", "/client_sessions/get_or_create")
    let session = try await call(getOrCreate, ["user_identifier_key": "jane"])
    #expect(session.status == 200)
    #expect(session.body.client_session.user_identity_ids == [])
    #expect(session.body.client_session.connected_account_ids == [])
    #expect(try await world.call("/client_sessions/get", by: session.body.client_session.token.text).status == 200)
    let account = try await world.account().connected_account_id
    let jo: Value = ["user_identifier_key": "jo"]
    let wrong = String(secret.dropLast()) + (secret.hasSuffix("x") ? "y" : "x")
    let grants = World.Refusal(403, "publishable_keys_must_create_empty_client_sessions")
    for (path, status) in [(create, 401), (getOrCreate, 400)] {
      #expect(try await call(path).refusal == .init(status, "publishable_key_requires_user_identifier_key"))
      #expect(try await call(path, jo, wrong).refusal == .init(status, "workspace_not_found"))
      #expect(try await call(path, jo.with(["connected_account_ids": [account]])).refusal == grants)
    }
    for more: Value in [["customer_key": "hotel-1"], ["customer_id": "hotel-1"]] {
      #expect(try await call(create, jo.with(more)).refusal == grants)
    }
    // Such a key cannot change the expiry of a session that has grants.
    let granted = try await world.ok(create, ["user_identifier_key": "ann", "connected_account_ids": [account]])
    let again = try await call(
      getOrCreate, ["user_identifier_key": "ann", "expires_at": "2024-11-01T00:00:00Z"])
    #expect(again.body.client_session.expires_at == granted.client_session.expires_at)
    #expect(try await call("/acs/systems/list").refusal == .init(401, "unauthorized"))
    #expect(try await world.call(create, jo, by: secret).refusal == .init(401, "unauthorized"))
    try await world.ok("/workspaces/update", ["is_publishable_key_auth_enabled": false])
    #expect(try await call(create, jo).refusal == .init(401, "workspace_not_found"))
  }

  @Test("has a clock that stays within what can be written, where it is a sandbox")
  func clock() async throws {
    for (path, wrong): (String, Value) in [
      ("set", ["now": "9999-12-31T23:59:59Z"]), ("advance", ["seconds": 3_155_760_001]),
    ] {
      let reply = try await world.call("/latchkey/v1/clock/" + path, wrong)
      #expect(reply.refusal == .init(400, "invalid_input"))
      #expect(reply.faults == wrong.names)
    }
    try await world.setClock("9998-12-31T00:00:00Z")
    let reply = try await world.call("/latchkey/v1/clock/advance", ["seconds": 172_800])
    #expect(reply.refusal == .init(400, "invalid_input"))
    #expect(reply.faults == ["seconds"])
    let state = try await world.ok("/latchkey/v1/clock/get").clock
    #expect(state.now.text.hasPrefix("9998-12-31T00:00:"))
    #expect(state.is_settled == true)
    let real = try await world.secondKey(isSandbox: false)
    for path in ["/latchkey/v1/clock/get", "/workspaces/reset_sandbox"] {
      try await world.refused(path, 400, "workspace_not_sandbox", by: real)
    }
  }
}

@Suite("A sandbox that is reset", .world)
struct SandboxResetTests {
  private let world = World.here

  private func reset() async throws {
    world.pass(seconds: 1)
    let attempt = try await world.ok("/workspaces/reset_sandbox").action_attempt.action_attempt_id
    try await world.until {
      let now = try await world.ok("/action_attempts/get", ["action_attempt_id": attempt]).action_attempt
      return now.status == "success"
    }
  }

  @Test("begins again, here and at its cloud, and a stay goes as before")
  func beginning() async throws {
    let (site, account) = (try await world.virtual.site(), try await world.account().connected_account_id)
    _ = try await world.guest()
    try await world.ok("/webhooks/create", ["url": "https://receiver.example/"])
    try await world.ok("/client_sessions/create", ["user_identifier_key": "somebody"])
    let doors = Value(try await world.ok("/devices/list").devices.each("device_id"))
    for name: Value in ["Floor", "Room"] {
      try await world.ok(
        "/spaces/create",
        [
          "name": name, "space_key": name, "device_ids": doors, "acs_entrance_ids": doors,
          "connected_account_ids": Value([account]),
        ])
    }
    let room = try await world.ok("/spaces/get", ["space_key": "Room"]).space.space_id
    try await world.ok("/spaces/update", ["space_id": room, "parent_space_key": "Floor"])
    try await world.setClock(checkIn)
    #expect(try await world.virtual.user("Jane Doe").subscription_state == "subscribed")
    let before = Set(try await world.events().map(\.event_id))
    #expect(!before.isEmpty)
    try await reset()
    for (path, name): (String, String) in [
      ("/user_identities/list", "user_identities"), ("/acs/users/list", "acs_users"),
      ("/client_sessions/list", "client_sessions"), ("/acs/credentials/list", "acs_credentials"),
      ("/phones/list", "phones"), ("/spaces/list", "spaces"), ("/connect_webviews/list", "connect_webviews"),
    ] { #expect(try await world.ok(path)[name] == [], "\(path)") }
    #expect(try await world.virtual.site() == site)
    #expect(try await world.ok("/latchkey/v1/clock/get").clock.now.text.hasPrefix("2024-10-31T09:00:"))
    #expect(try await world.account().connected_account_id == account)
    let systems = try await world.ok("/acs/systems/list", ["search": "Building"]).acs_systems
    #expect(systems.each("acs_system_id") == [buildingA])
    #expect(try await world.ok("/webhooks/list").webhooks.count == 1)
    #expect(before.isDisjoint(with: try await world.events().map(\.event_id)))
    _ = try await world.guest()
    try await world.setClock(checkIn)
    #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user("Jane Doe")) == true)
  }

  @Test("forgets what Idempotency-Keys made, and nothing of other workspaces")
  func forgetting() async throws {
    let foreign = try await world.secondKey()
    func make(_ token: String? = nil) async throws -> Value {
      let reply = try await world.call(
        "/user_identities/create", ["full_name": "Jane"], by: token, headers: ["idempotency-key": "always"])
      #expect(reply.status == 200)
      return reply.body.user_identity.user_identity_id
    }
    let made = try await make()
    #expect(try await make() == made)
    let theirs = try await make(foreign)
    #expect(theirs != made)
    try await reset()
    #expect(try await make() != made)
    #expect(try await make(foreign) == theirs)
    #expect(try await world.ok("/user_identities/list", by: foreign).user_identities.count == 1)
  }
}

@Suite("An Idempotency-Key", .world)
struct IdempotencyKeyTests {
  private let world = World.here

  private func create(
    _ name: Value, _ key: String, by token: String? = nil
  ) async throws -> (reply: World.Reply, isReplayed: Bool) {
    let reply = try await world.call(
      "/acs/users/create", ["acs_system_id": buildingA, "full_name": name], by: token,
      headers: ["idempotency-key": key])
    return (reply, reply.header("idempotent-replayed") == "true")
  }

  @Test("makes a request take effect once, and repeats the same response")
  func once() async throws {
    let first = try await create("Jane", "one")
    #expect(first.reply.status == 200)
    #expect(!first.isReplayed)
    let again = try await create("Jane", "one")
    #expect(again.reply.text == first.reply.text)
    #expect(again.isReplayed)
    #expect(try await world.ok("/acs/users/list").acs_users.count == 1)
    #expect(try await create("Joe", "one").reply.refusal == .init(409, "idempotency_key_reused"))
    #expect(try await create("Jane", "two").reply.body.acs_user.acs_user_id != first.reply.body.acs_user.acs_user_id)
    // A second deletion would be an error if the call were repeated.
    let which: Value = ["acs_user_id": first.reply.body.acs_user.acs_user_id]
    for isReplayed in [false, true] {
      let reply = try await world.call("/acs/users/delete", which, headers: ["idempotency-key": "three"])
      #expect(reply.status == 200)
      #expect(reply.body == ["ok": true])
      #expect((reply.header("idempotent-replayed") == "true") == isReplayed)
    }
    try await world.refused("/acs/users/delete", 404, "acs_user_not_found", which)
  }

  @Test("can be used again after a refusal, and belongs to one caller")
  func ownKeys() async throws {
    #expect(try await create("", "one").reply.refusal == .init(400, "invalid_input"))
    #expect(try await create("Jane", "one").reply.status == 200)
    var webviews: Set<Value> = []
    for _ in 0..<2 {
      let token = try await world.session([:])
      let reply = try await world.call("/connect_webviews/create", by: token, headers: ["idempotency-key": "one"])
      webviews.insert(reply.body.connect_webview.connect_webview_id)
    }
    #expect(webviews.count == 2)
    for key in [String(repeating: "x", count: 256), "a b"] {
      #expect(try await create("Jane", key).reply.refusal == .init(400, "invalid_input"), "\(key)")
    }
  }

  @Test("of requests at once lets one be done")
  func together() async throws {
    let world = world
    var bodies: Set<String> = []
    try await withThrowingTaskGroup(of: World.Reply.self) { group in
      for _ in 0..<16 {
        group.addTask {
          try await world.call(
            "/acs/users/create", ["acs_system_id": buildingA, "full_name": "Jane"], headers: ["idempotency-key": "one"])
        }
      }
      for try await reply in group {
        if reply.status == 200 {
          bodies.insert(reply.text)
        } else {
          #expect(reply.refusal == .init(409, "idempotency_key_in_use"))
        }
      }
    }
    #expect(bodies.count == 1)
    #expect(try await world.ok("/acs/users/list").acs_users.count == 1)
  }
}

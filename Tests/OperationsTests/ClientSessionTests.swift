import HTTPTypes
import Testing
import Wire

@Suite("A client session", .world)
struct ClientSessionTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    try await world.ok("/client_sessions/create", parameters).client_session
  }

  private func refusal(of token: Value) async throws -> World.Refusal {
    try await world.call("/client_sessions/get", by: token.text).refusal
  }

  private func works(_ token: Value) async throws -> Bool {
    try await world.call("/client_sessions/get", by: token.text).status == 200
  }

  @Test("is made, found by its key, and given more")
  func creation() async throws {
    let identity = try await world.identity(["email_address": "jane@example.com"])
    let key: Value = ["user_identifier_key": "jane"]
    let made = try await create(key)
    #expect(made.token.text.hasPrefix("seam_cst"))
    #expect(made.user_identity_ids == [])
    try await world.refused("/client_sessions/create", 400, "client_session_token_already_exists", key)
    let put = try await world.send(.put, "/client_sessions/create", body: key.json?.bytes ?? [])
    #expect(put.status == 200)
    #expect(put.body.client_session == made)
    #expect(try await world.ok("/client_sessions/get_or_create", key).client_session == made)
    #expect(try await world.ok("/client_sessions/get", key).client_session == made)
    let which: Value = ["client_session_id": made.client_session_id]
    try await world.refused("/client_sessions/get", 400, "invalid_options", key.with(which))
    try await world.ok("/client_sessions/grant_access", which.with(["user_identity_id": identity]))
    let granted = try await world.ok("/client_sessions/get", which).client_session
    #expect(granted.user_identity_id == identity)
    #expect(granted.user_identity_ids == [identity])
    #expect(granted.token == made.token)
  }

  @Test("is listed by its key, its identity, and what it lacks")
  func lists() async throws {
    let identity = try await world.identity()
    let jane = try await create(["user_identifier_key": "jane", "user_identity_id": identity]).client_session_id
    let other = try await create().client_session_id
    func listed(_ filter: Value = [:]) async throws -> Set<Value> {
      Set(try await world.ok("/client_sessions/list", filter).client_sessions.each("client_session_id"))
    }
    #expect(try await listed() == [jane, other])
    #expect(try await listed(["client_session_id": jane]) == [jane])
    #expect(try await listed(["user_identifier_key": "jane"]) == [jane])
    #expect(try await listed(["user_identity_id": identity]) == [jane])
    #expect(try await listed(["user_identity_id": .null]) == [other])
    #expect(try await listed(["without_user_identifier_key": true]) == [other])
    #expect(try await listed(["connect_webview_id": "none"]) == [])
  }

  @Test(
    "is taken by each of the headers that it may come in, and by no wrong token",
    arguments: [
      "authorization", "seam-client-session-token", "client-session-token",
    ])
  func headers(name: String) async throws {
    let token = try await create().token.text
    func get(_ token: String) async throws -> World.Reply {
      var headers: [String: String?] = ["authorization": nil]
      headers[name] = name == "authorization" ? "Bearer " + token : token
      return try await world.call("/client_sessions/get", headers: headers)
    }
    #expect(try await get(token).status == 200)
    if name != "authorization" {
      #expect(try await get("hello").refusal == .init(400, "invalid_client_session_token"))
    }
    #expect(try await get(token.dropLast() + "_").refusal == .init(401, "client_session_not_found"))
  }

  @Test("that is revoked is refused, can still be seen, and makes way for another with its key")
  func revocation() async throws {
    let session = try await create()
    let which: Value = ["client_session_id": session.client_session_id]
    try await world.ok("/client_sessions/revoke", which)
    #expect(try await refusal(of: session.token) == .init(401, "client_session_revoked"))
    #expect(
      try await world.ok("/client_sessions/get", which).client_session.client_session_id == session.client_session_id)
    let key: Value = ["user_identifier_key": "again"]
    let first = try await world.ok("/client_sessions/get_or_create", key).client_session
    try await world.ok("/client_sessions/revoke", ["client_session_id": first.client_session_id])
    let second = try await world.ok("/client_sessions/get_or_create", key).client_session
    #expect(second.token != first.token)
    #expect(try await works(second.token))
    #expect(try await refusal(of: first.token) == .init(401, "client_session_revoked"))
  }

  @Test("that is deleted is no longer found, and an event reports it")
  func deletion() async throws {
    let session = try await create()
    let which: Value = ["client_session_id": session.client_session_id]
    try await world.ok("/client_sessions/delete", which)
    #expect(try await refusal(of: session.token) == .init(401, "client_session_not_found"))
    #expect(
      try await world.events("client_session.deleted").map(\.client_session_id) == [session.client_session_id])
    try await world.refused("/client_sessions/get", 404, "client_session_not_found", which)
  }

  @Test("expires, and lives longer where its app asks for that again")
  func expiry() async throws {
    try await world.setClock("2024-11-01T12:00:00.000Z")
    let key: Value = ["user_identifier_key": "short"]
    let token = try await create(key.with(["expires_at": "2024-11-01T13:00:00.000Z"])).token
    #expect(try await works(token))
    try await world.setClock("2024-11-01T13:00:00.000Z")
    #expect(try await refusal(of: token) == .init(401, "client_session_expired"))
    try await world.ok("/client_sessions/get_or_create", key.with(["expires_at": "2024-11-02T13:00:00.000Z"]))
    #expect(try await works(token))
  }

  @Test("that is put works, also after its end")
  func put() async throws {
    func put(_ parameters: Value) async throws -> Value {
      let reply = try await world.send(.put, "/client_sessions/create", body: parameters.json?.bytes ?? [])
      #expect(reply.status == 200)
      return reply.body.client_session
    }
    try await world.setClock("2024-11-01T12:00:00.000Z")
    let key: Value = ["user_identifier_key": "jane"]
    let first = try await put(key.with(["expires_at": "2024-11-01T13:00:00.000Z"]))
    #expect(try await put(key) == first)
    try await world.setClock("2024-11-01T14:00:00.000Z")
    let again = try await put(key)
    #expect(again.token == first.token)
    #expect(try await works(again.token))
    try await world.ok("/client_sessions/revoke", ["client_session_id": first.client_session_id])
    let new = try await put(key)
    #expect(new.token != first.token)
    #expect(try await works(new.token))
    #expect(try await refusal(of: first.token) == .init(401, "client_session_revoked"))
    #expect(
      try await world.ok("/client_sessions/get", ["client_session_id": first.client_session_id]).ok == true)
  }

  @Test("sees the doors of its accounts and of its customer, and moves none of them")
  func accounts() async throws {
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/update", ["connected_account_id": account, "customer_key": "hotel-1"])
    let door = try await world.ok("/devices/list").devices[0].device_id
    let ways: [(Value, Bool)] = [
      (["connected_account_ids": [account]], true), (["customer_key": "hotel-1"], true),
      (["customer_key": "hotel-2"], false), ([:], false),
    ]
    for (way, sees) in ways {
      let made = try await create(way)
      let token = made.token.text
      #expect(made.device_count == (sees ? 4 : 0), "\(way)")
      for (path, name, count): (String, String, Int) in [
        ("/devices/list", "devices", 4), ("/locks/list", "devices", 4), ("/acs/entrances/list", "acs_entrances", 4),
        ("/acs/systems/list", "acs_systems", 2),
      ] { #expect(try await world.ok(path, by: token)[name].count == (sees ? count : 0), "\(way) \(path)") }
      #expect(try await world.call("/devices/get", ["device_id": door], by: token).status == (sees ? 200 : 401))
      let found = try await world.call("/connected_accounts/get", ["connected_account_id": account], by: token)
      #expect(found.status == (sees ? 200 : 404))
      // A session that sees a lock may not move it, and it sees only its own users.
      #expect(try await world.call("/locks/unlock_door", ["device_id": door], by: token).status == 403)
      #expect(try await world.ok("/acs/users/list", by: token).acs_users == [])
    }
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
  }

  @Test("has a customer, by which an API key can filter lists too")
  func customers() async throws {
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/update", ["connected_account_id": account, "customer_key": "hotel-1"])
    for (path, name): (String, String) in [
      ("/devices/list", "devices"), ("/locks/list", "devices"), ("/acs/systems/list", "acs_systems"),
      ("/acs/entrances/list", "acs_entrances"),
    ] {
      let own = try await world.ok(path, ["customer_key": "hotel-1"])[name]
      #expect(own == (try await world.ok(path)[name]))
      #expect(own != [])
      #expect(try await world.ok(path, ["customer_key": "hotel-2"])[name] == [])
    }
  }

  @Test("sees the webviews that it is let see")
  func webviews() async throws {
    let webview = try await world.ok("/connect_webviews/create", ["accepted_providers": ["salto_ks"]])
      .connect_webview.connect_webview_id
    let session = try await create(["user_identifier_key": "jane", "connect_webview_ids": [webview]])
    let other = try await create()
    #expect(session.connect_webview_ids == [webview])
    let seen = try await world.ok("/connect_webviews/list", by: session.token.text).connect_webviews
    #expect(seen.each("connect_webview_id") == [webview])
    #expect(try await world.ok("/connect_webviews/list", by: other.token.text).connect_webviews == [])
    for (filter, id): (Value, Value) in [(webview, session.client_session_id), (.null, other.client_session_id)] {
      let listed = try await world.ok("/client_sessions/list", ["connect_webview_id": filter]).client_sessions
      #expect(listed.each("client_session_id") == [id])
    }
    try await world.refused(
      "/client_sessions/create", 404, "connect_webview_not_found", ["connect_webview_ids": ["nobody's"]])
  }

  @Test("sets no customer but its own")
  func ownCustomer() async throws {
    let stranger = try await world.session([:])
    let own = try await world.session(["customer_key": "hotel-1"])
    let wish: Value = ["accepted_providers": ["salto_ks"], "customer_key": "hotel-1"]
    let refused = try await world.call("/connect_webviews/create", wish, by: stranger)
    #expect(refused.status == 400)
    #expect(refused.faults.contains("customer_key"))
    #expect(
      try await world.ok("/connect_webviews/create", wish, by: own).connect_webview.customer_key == "hotel-1")
  }

  @Test("of a customer may do no more to what is not its customer's than any other")
  func customersRights() async throws {
    let account = try await world.account().connected_account_id
    let door = try await world.ok("/devices/list").devices[0].device_id
    let token = try await world.session(["customer_key": "hotel-1"])
    for (path, parameters): (String, Value) in [
      ("/connected_accounts/list", [:]), ("/connected_accounts/delete", ["connected_account_id": account]),
      ("/connected_accounts/simulate/disconnect", ["connected_account_id": account]),
      ("/devices/simulate/remove", ["device_id": door]), ("/user_identities/get", ["user_identity_id": "anyone"]),
      ("/webhooks/list", [:]), ("/acs/users/create", ["acs_system_id": buildingA, "full_name": "Jane"]),
    ] { try await world.refused(path, 403, "forbidden", parameters, by: token) }
    #expect(try await world.account().connected_account_id == account)
  }

  @Test("without an identity sees empty lists, and one of a deleted identity nothing")
  func withoutIdentity() async throws {
    let guest = try await world.guest()
    let identity = try await world.user(guest).user_identity_id
    let token = try await world.session([:])
    for (path, name): (String, String) in [
      ("/acs/users/list", "acs_users"), ("/acs/credentials/list", "acs_credentials"),
      ("/acs/entrances/list", "acs_entrances"), ("/acs/systems/list", "acs_systems"),
      ("/user_identities/list", "user_identities"), ("/events/list", "events"),
    ] {
      #expect(try await world.ok(path, name == "events" ? ["since": longAgo] : [:], by: token)[name] == [], "\(path)")
    }
    let own = try await world.session(["user_identity_id": identity])
    #expect(try await world.ok("/user_identities/list", by: own).user_identities.count == 1)
    try await world.ok("/user_identities/delete", ["user_identity_id": identity])
    let phone = try await world.call(
      "/seam/mobile_sdk/v1/phone_sessions/get_or_create", ["custom_sdk_installation_id": "one", "phone_os": "ios"],
      by: own)
    #expect([401, 404].contains(phone.status))
    #expect(try await world.call("/user_identities/list", by: own).status == 401)
  }
}

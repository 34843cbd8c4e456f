import Testing
import Wire

@Suite("An instant key", .world)
struct InstantKeyTests {
  private let world = World.here

  /// A grant with a mobile key, whose link this is.
  private func grant(_ more: Value = [:]) async throws -> Value {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe", "user_identity_key": "jane"], "starts_at": checkIn,
      "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "mobile_key"]],
    ]
    let base = more.user_identity_id.isMissing ? standard : standard.without("user_identity")
    return try await world.ok("/access_grants/create", base.with(more)).access_grant
  }

  private func keys(_ filter: Value = [:]) async throws -> [Value] {
    try await world.ok("/instant_keys/list", filter).instant_keys.items
  }

  private func code(_ link: Value) -> Value { "\(link.text.components(after: "?c=", upTo: "&"))" }

  /// Exchanges a code without a token.
  private func exchange(_ code: Value) async throws -> World.Reply {
    try await world.call(
      "/seam/instant_key/v1/client_sessions/exchange_short_code", ["short_code": code],
      headers: ["authorization": nil])
  }

  private func preview(_ link: Value) async throws -> Value {
    let reply = try await world.call(
      "/seam/instant_key/v1/preview/get", ["instant_key_url": link], headers: ["authorization": nil])
    return reply.body.instant_key_preview
  }

  @Test("is made for each mobile key, and found by its ID and its link")
  func creation() async throws {
    let grant = try await grant()
    let link = grant.instant_key_url
    #expect(link.text.hasPrefix("https://latchkey.example/k?c="))
    #expect(code(link).text.count == 24)
    let key = try await keys()[0]
    #expect(key.instant_key_url == link)
    #expect(key.user_identity_id == grant.user_identity_id)
    #expect(key.expires_at == checkOut)
    #expect(try await keys(["user_identity_id": grant.user_identity_id]) == [key])
    #expect(try await world.ok("/instant_keys/get", ["instant_key_url": link]).instant_key == key)
    #expect(try await world.ok("/instant_keys/get", ["instant_key_id": key.instant_key_id]).instant_key == key)
    let session = try await world.ok(
      "/client_sessions/get", ["client_session_id": key.client_session_id]
    ).client_session
    #expect(session.token == grant.client_session_token)
    #expect(session.expires_at == checkOut)
    let method = try await world.ok(
      "/access_methods/get", ["access_method_id": grant.access_method_ids[0]]
    ).access_method
    #expect(method.instant_key_url == link)
    #expect(method.client_session_token == session.token)
    let batch = try await world.ok(
      "/access_methods/get_related", ["access_method_ids": grant.access_method_ids]
    ).batch
    #expect(batch.instant_keys == [key])
    #expect(batch.client_sessions.each("client_session_id") == [key.client_session_id])
    let other = try await self.grant(["requested_access_methods": [["mode": "card"]]])
    #expect(other.instant_key_url.isMissing)
    #expect(try await keys().count == 1)
  }

  @Test("lives as long as the last grant of its person, and ends with its own grant")
  func life() async throws {
    let first = try await grant()
    let second = try await grant(["ends_at": "2024-11-20T11:00:00.000Z"])
    #expect(try await keys().map(\.expires_at) == ["2024-11-20T11:00:00.000Z", "2024-11-20T11:00:00.000Z"])
    try await world.ok(
      "/access_grants/update", ["access_grant_id": second.access_grant_id, "ends_at": "2024-11-25T11:00:00.000Z"])
    #expect(try await keys()[0].expires_at == "2024-11-25T11:00:00.000Z")
    let last = try await grant([
      "ends_at": "2024-11-28T11:00:00.000Z", "requested_access_methods": [["mode": "code"]],
    ])
    #expect(try await keys()[0].expires_at == "2024-11-28T11:00:00.000Z", "whatever the means of the last grant")
    try await world.ok("/access_grants/delete", ["access_grant_id": last.access_grant_id])
    #expect(try await keys()[0].expires_at == "2024-11-25T11:00:00.000Z")
    try await world.ok("/access_grants/delete", ["access_grant_id": first.access_grant_id])
    #expect(try await keys().map(\.instant_key_url) == [second.instant_key_url])
    try await world.refused(
      "/instant_keys/get", 404, "instant_key_not_found", ["instant_key_url": first.instant_key_url])
    #expect(try await exchange(code(first.instant_key_url)).refusal == .init(404, "instant_key_not_found"))
    let token = first.client_session_token.text
    #expect(try await world.call("/client_sessions/get", by: token).refusal == .init(401, "client_session_not_found"))
    #expect(try await world.events("client_session.deleted").count == 1)
    try await world.ok("/access_methods/delete", ["access_method_id": second.access_method_ids[0]])
    #expect(try await keys() == [])
  }

  @Test("works again when a stay that has ended is extended")
  func extensions() async throws {
    let grant = try await grant()
    let code = code(grant.instant_key_url)
    try await world.setClock(checkOut)
    #expect(try await exchange(code).refusal == .init(401, "client_session_expired"))
    #expect(try await preview(grant.instant_key_url).key_status == "expired")
    try await world.ok(
      "/access_grants/update", ["access_grant_id": grant.access_grant_id, "ends_at": "2024-11-05T11:00:00.000Z"])
    #expect(try await exchange(code).status == 200)
  }

  @Test("ends now if the last grant is deleted and the others are over")
  func endNow() async throws {
    let over = try await grant()
    let last = try await grant([
      "ends_at": "2024-11-20T11:00:00.000Z", "requested_access_methods": [["mode": "code"]],
    ])
    let now = try await world.setClock("2024-11-05T11:00:00.000Z").now
    try await world.ok("/access_grants/delete", ["access_grant_id": last.access_grant_id])
    #expect(try await keys().map(\.expires_at) == [now], "the link worked until now")
    world.pass(seconds: 60)
    try await world.ok("/access_grants/update", ["access_grant_id": over.access_grant_id, "name": "Over"])
    #expect(try await keys().map(\.expires_at) == [now])
  }

  @Test("is generated for a person who has a grant with a mobile key")
  func generation() async throws {
    let path = "/user_identities/generate_instant_key"
    let identity = try await world.identity(["full_name": "Jim"])
    try await world.refused(path, 400, "not_supported", ["user_identity_id": identity])
    try await world.refused(path, 404, "user_identity_not_found", ["user_identity_id": "none"])
    let grant = try await grant(["user_identity_id": identity])
    let key = try await world.ok(path, ["user_identity_id": identity, "max_use_count": 2]).instant_key
    #expect(key.instant_key_url != grant.instant_key_url)
    #expect(key.expires_at == checkOut)
    for wrong in [["max_use_count": 0], ["max_use_count": 1001]] as [Value] {
      try await world.refused(path, 400, "invalid_input", wrong.with(["user_identity_id": identity]))
    }
    try await world.ok("/instant_keys/delete", ["instant_key_id": key.instant_key_id])
    try await world.refused("/instant_keys/get", 404, "instant_key_not_found", ["instant_key_id": key.instant_key_id])
    try await world.refused(
      "/client_sessions/get", 404, "client_session_not_found", ["client_session_id": key.client_session_id])
    #expect(try await keys().map(\.instant_key_url) == [grant.instant_key_url])
  }

  @Test("gives an app its client session, and an exchange that is repeated at once counts once")
  func exchanges() async throws {
    let grant = try await grant()
    let code = code(grant.instant_key_url)
    #expect(try await preview(grant.instant_key_url).key_status == "ready")
    let reply = try await exchange(code)
    #expect(reply.status == 200)
    #expect(reply.body.client_session.token == grant.client_session_token)
    #expect(try await exchange(code).status == 200)
    #expect(try await preview(code).key_status == "used")
    world.pass(seconds: 1300)
    #expect(try await exchange(code).refusal == .init(401, "instant_key_used"))
  }

  @Test("is not what a client session of the person is reused from")
  func sessions() async throws {
    let grant = try await grant()
    let own = try await world.ok(
      "/client_sessions/get_or_create", ["user_identity_id": grant.user_identity_id]
    ).client_session
    #expect(own.token != grant.client_session_token)
    try await world.ok("/client_sessions/delete", ["client_session_id": keys()[0].client_session_id])
    #expect(try await keys() == [])
  }

  @Test("shows a preview without secrets")
  func previews() async throws {
    let grant = try await grant(["requested_access_methods": [["mode": "mobile_key"], ["mode": "code"]]])
    try await world.ok(
      "/latchkey/v1/grant_settings/update", ["acs_system_id": buildingA, "support_phone": "+31 20 555 0100"])
    let preview = try await preview(grant.instant_key_url)
    #expect(preview.hotel.hotel_name == "Building A")
    #expect(preview.guest.first_name == "Jane")
    #expect(preview.guest.last_name == "")
    #expect(preview.guest.check_in_date == "2024-11-01")
    #expect(preview.access.each("name") == ["Apartment 4B"])
    #expect(preview.access.each("available") == [false])
    #expect(preview.support_phone == "+31 20 555 0100")
    #expect(!preview.contains("seam_cst"))
  }

  @Test("names only a phone number and an e-mail address to ask for help")
  func support() async throws {
    let site: Value = ["acs_system_id": buildingA]
    for (name, wrong): (String, Value) in [
      ("support_phone", "call the desk"), ("support_phone", "12 34"), ("support_phone", "javascript:5550100"),
      ("support_email", "the desk"),
    ] {
      let error = try await world.refused(
        "/latchkey/v1/grant_settings/update", 400, "invalid_input",
        site.with(Value(.object([name: wrong.json ?? .null]))))
      #expect(error.validation_errors.names.contains(name))
    }
    try await world.ok(
      "/latchkey/v1/grant_settings/update",
      site.with(["support_phone": "+31 (0)20 555 0100", "support_email": "desk@example.com"]))
    #expect(try await preview(try await grant().instant_key_url).support_phone == "+31 (0)20 555 0100")
  }

  @Test("is shown to the session of a customer only for people of the customer without access elsewhere")
  func customers() async throws {
    let door = Value([try await world.door()])
    func space(of customer: Value) async throws -> Value {
      let parameters: Value = ["name": "Room", "customer_key": customer, "device_ids": door]
      return Value([try await world.ok("/spaces/create", parameters).space.space_id])
    }
    let (room, dormitory) = (try await space(of: "hotel"), try await space(of: "hostel"))
    let stay: Value = [
      "space_ids": room, "starts_at": checkIn, "ends_at": checkOut,
      "requested_access_methods": [["mode": "mobile_key"]],
    ]
    let session = try await world.session(["customer_key": "hotel"])
    let guest: Value = ["user_identity": ["full_name": "Jane Doe"]]
    let made = try await world.ok("/access_grants/create", stay.with(guest), by: session).access_grant
    #expect(made.instant_key_url.text != "" && made.client_session_token.text != "")
    /// The links that the session gets of the person's grant, and the tokens.
    func shown() async throws -> Set<String> {
      let id: Value = ["access_grant_id": made.access_grant_id]
      let methods = try await world.ok("/access_methods/list", id, by: session).access_methods
      let batch = try await world.ok(
        "/access_methods/get_related", ["access_method_ids": Value(methods.each("access_method_id"))], by: session
      ).batch
      let found = [
        try await world.ok("/access_grants/get", id, by: session).access_grant,
        try await world.ok("/access_grants/list", by: session).access_grants[0], methods[0], batch.access_grants[0],
        batch.instant_keys[0],
        try await world.ok("/spaces/get_related", ["space_ids": room], by: session).batch.access_methods[0],
      ]
      let tokens = found.map(\.client_session_token.text) + batch.client_sessions.each("token").map(\.text)
      return Set(found.map(\.instant_key_url.text) + tokens).subtracting([""])
    }
    let secrets: Set<String> = [made.instant_key_url.text, made.client_session_token.text]
    #expect(try await shown() == secrets)
    let elsewhere: Value = ["user_identity_id": made.user_identity_id, "space_ids": dormitory]
    let other = try await world.ok("/access_grants/create", stay.with(elsewhere)).access_grant
    #expect(try await shown() == [], "the link opens doors of another customer")
    try await world.ok("/access_grants/delete", ["access_grant_id": other.access_grant_id])
    #expect(try await shown() == secrets)
    let shared = try await world.ok(
      "/access_grants/create", stay.with(["user_identity_id": world.identity()])
    ).access_grant
    #expect(shared.instant_key_url.text != "")
    let seen = try await world.ok("/access_grants/get", ["access_grant_id": shared.access_grant_id], by: session)
    #expect(seen.access_grant.instant_key_url.text == "" && seen.access_grant.client_session_token.text == "")
  }

  @Test("cannot be guessed")
  func guesses() async throws {
    for number in 0..<20 {
      #expect(try await exchange("wrong\(number)").refusal == .init(404, "instant_key_not_found"))
    }
    #expect(try await exchange("wrong").refusal == .init(429, "too_many_requests"))
    let grant = try await grant()
    #expect(try await exchange(code(grant.instant_key_url)).status == 200, "a right code is never locked out")
  }
}

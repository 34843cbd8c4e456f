import HTTPTypes
import Testing
import Wire

@Suite("A customization profile", .world)
struct CustomizationProfileTests {
  private let world = World.here
  private let path = "/workspaces/customization_profiles/"

  @Test("keeps its looks, changes them one by one, and clears them by null")
  func looks() async throws {
    let texts: Value = ["en": ["title": "Welcome"]]
    let made = try await world.ok(
      path + "create",
      [
        "name": "Canal", "primary_color": "#112233", "customer_portal_theme": ["font_family": "Inter"],
        "message_overrides": texts,
      ]
    ).customization_profile
    let which: Value = ["customization_profile_id": made.customization_profile_id]
    #expect(made.message_overrides == texts)
    try await world.ok(path + "update", which.with(["name": "Sea", "message_overrides": .null]))
    let changed = try await world.ok(path + "get", which).customization_profile
    #expect(changed.name == "Sea")
    #expect(changed.primary_color == "#112233")
    #expect(changed.customer_portal_theme == ["font_family": "Inter"])
    #expect(changed.message_overrides.isMissing)
    #expect(try await world.ok(path + "list").customization_profiles == [changed])
    #expect(try await world.ok(path + "list", ["customer_key": "hotel"]).customization_profiles == [])
    let found = try await world.ok("/workspaces/find_anything", ["search": made.customization_profile_id]).batch
    #expect(found.customization_profiles == [changed])
    try await world.refused(path + "get", 404, "customization_profile_not_found", ["customization_profile_id": "none"])
    try await world.refused(path + "create", 400, "invalid_input", ["message_overrides": ["en": "Welcome"]])
  }
}

/// Pages whose links name a profile.
@Suite("The looks of a page", .world)
struct PageLooksTests {
  private let world = World.here
  private let unknown: Value = ["customization_profile_id": "none"]

  private func profile(_ looks: Value) async throws -> Value {
    let made = try await world.ok("/workspaces/customization_profiles/create", looks).customization_profile
    return ["customization_profile_id": made.customization_profile_id]
  }

  private func grant(_ more: Value) async throws -> World.Reply {
    let standard: Value = [
      "user_identity": ["full_name": "Jane Doe"], "starts_at": checkIn, "ends_at": checkOut,
      "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "mobile_key"]],
    ]
    return try await world.call("/access_grants/create", standard.with(more))
  }

  /// The page of a link, for a browser without cookies.
  private func page(_ link: Value) async throws -> World.Reply {
    let path = String(link.text.dropFirst("https://latchkey.example".count))
    return try await world.send(.get, path, headers: ["authorization": nil, "content-type": nil])
  }

  /// The number of style sheets that the page may apply.
  private func sheets(_ page: World.Reply) -> Int {
    let policy = (page.header("content-security-policy") ?? "") + ";"
    return policy.components(after: "style-src ", upTo: ";").split(separator: " ").count
  }

  @Test("of a guest are those of the grant's profile, and text stays readable")
  func guest() async throws {
    let canal = try await profile(["primary_color": "#ffee00", "secondary_color": "#123"])
    let made = try await grant(canal).body.access_grant
    #expect(made.customization_profile_id == canal.customization_profile_id)
    let method = try await world.ok("/access_methods/list", ["access_grant_id": made.access_grant_id]).access_methods[0]
    #expect(method.customization_profile_id == canal.customization_profile_id)
    let shown = try await page(made.instant_key_url)
    #expect(shown.text.contains("--brand:#ffee00;--on-brand:#000000;"))
    #expect(shown.text.contains("--quiet:#112233;--on-quiet:#ffffff"))
    #expect(!shown.text.contains("--accent:#ffee00;"), "yellow links cannot be read on a light page")
    #expect(sheets(shown) == 2)
    let key = try await world.ok("/instant_keys/list").instant_keys[0]
    #expect(key.customization == ["primary_color": "#ffee00", "secondary_color": "#123"])
    let preview = try await world.call(
      "/seam/instant_key/v1/preview/get", ["instant_key_url": made.instant_key_url], headers: ["authorization": nil])
    #expect(preview.body.instant_key_preview.hotel.primary_color == "#ffee00")
    // A change of the profile reaches the links that exist.
    try await world.ok(
      "/workspaces/customization_profiles/update", canal.with(["primary_color": "#000080"]))
    #expect(try await page(made.instant_key_url).text.contains("--brand:#000080;--on-brand:#ffffff;"))
    let plain = try await page(grant([:]).body.access_grant.instant_key_url)
    #expect(sheets(plain) == 1)
  }

  @Test("of a generated link are those of its own profile")
  func generated() async throws {
    let person = try await grant([:]).body.access_grant.user_identity_id
    let path = "/user_identities/generate_instant_key"
    let named: Value = ["user_identity_id": person]
    try await world.refused(path, 404, "customization_profile_not_found", named.with(unknown))
    let key = try await world.ok(path, named.with(profile(["primary_color": "#800020"]))).instant_key
    #expect(try await page(key.instant_key_url).text.contains("--brand:#800020;"))
  }

  @Test("of a customer are those of the theme, and nothing in it can end a rule")
  func portal() async throws {
    let theme: Value = [
      "primary_color": "#800020", "primary_foreground_color": "#fe0", "secondary_color": "red}body{display:none",
      "font_family": "'Inter', serif, evil}body{display:none",
    ]
    let named = try await profile(["primary_color": "#112233", "customer_portal_theme": theme])
    let customer: Value = ["customer_data": ["customer_key": "hotel"]]
    let portal = try await world.ok("/customers/create_portal", customer.with(named)).customer_portal
    let shown = try await world.follow(portal.url)
    #expect(shown.text.contains("--brand:#800020;--on-brand:#ffee00;"))
    #expect(shown.text.contains("--font:\"Inter\",serif,system-ui,sans-serif"))
    #expect(!shown.text.contains("display:none"))
    #expect(sheets(shown) == 2)
    try await world.refused(
      "/customers/create_portal", 404, "customization_profile_not_found", customer.with(unknown))
    #expect(try await grant(unknown).refusal == .init(404, "customization_profile_not_found"))
  }

  @Test("of a connect webview have text that can be read on its buttons")
  func webview() async throws {
    try await world.ok(
      "/workspaces/update",
      ["connect_webview_customization": ["primary_button_color": "#ff0", "primary_button_text_color": "#fff"]])
    let webview = try await world.ok("/connect_webviews/create", ["accepted_providers": ["salto_ks"]]).connect_webview
    let shown = try await page(webview.url)
    #expect(shown.text.contains("--brand:#ffff00;--on-brand:#000000;"))
    #expect(sheets(shown) == 2)
  }
}

@Suite("Anything", .world)
struct SearchByIDTests {
  private let world = World.here

  @Test("is found by its ID, in the list of its kind")
  func kinds() async throws {
    let user = try await world.staff("Jane Doe")
    func found(_ id: Value) async throws -> Value {
      try await world.ok("/workspaces/find_anything", ["search": id]).batch
    }
    #expect(try await found(user).acs_users.each("acs_user_id") == [user])
    #expect(try await found(buildingA).acs_systems.each("acs_system_id") == [buildingA])
    let door = try await world.door()
    let both = try await found(door)
    #expect(both.devices.each("device_id") == [door])
    #expect(both.acs_entrances.each("acs_entrance_id") == [door])
    #expect(both.acs_encoders.each("acs_encoder_id") == [door])
    #expect(both.unmanaged_devices.isMissing)
    #expect(both.access_codes.isMissing)
    let code = try await world.ok("/access_codes/create", ["device_id": door]).access_code
    #expect(try await found(code.access_code_id).access_codes.each("access_code_id") == [code.access_code_id])
    #expect(try await found("01a22306-0000-7000-8000-000000000000") == [:])
  }
}

import HTTPTypes
import Testing
import Wire

@Suite("The page of a portal", .world)
struct PortalTests {
  private let world = World.here

  private func push(_ records: Value) async throws {
    let customer: Value = ["customer_key": "hotel"]
    try await world.ok("/customers/push_data", customer.with(records))
  }

  private func listing(_ key: Value, _ metadata: Value) -> Value {
    ["property_listing_key": key, "name": "House \(key.text)", "custom_metadata": metadata]
  }

  private func reservation(_ key: Value, at place: Value, _ metadata: Value) -> Value {
    [
      "reservation_key": key, "name": "Stay \(key.text)", "guest_key": "jane", "space_keys": [place],
      "starts_at": checkIn, "ends_at": checkOut, "custom_metadata": metadata,
    ]
  }

  private func pushHouses() async throws {
    try await push([
      "guests": [["guest_key": "jane", "name": "Jane Doe"]],
      "property_listings": [listing("a", ["region": "north", "pool": true]), listing("b", ["region": "south"])],
      "rooms": [["room_key": "c", "name": "Room c"]],
      "reservations": [
        reservation("r1", at: "a", ["region": "north"]), reservation("r2", at: "b", ["region": "south"]),
      ],
      "bookings": [
        [
          "booking_key": "b1", "name": "Stay b1", "guest_key": "jane", "space_keys": ["c"], "starts_at": checkIn,
          "ends_at": checkOut,
        ]
      ],
    ])
  }

  private func create(_ filters: [Value]) async throws -> Value {
    try await world.ok(
      "/customers/create_portal",
      ["customer_data": ["customer_key": "hotel"], "customer_resources_filters": Value(filters)]
    ).customer_portal.url
  }

  private func shown(_ url: Value) async throws -> Set<String> {
    let page = try await world.follow(url)
    #expect(page.status == 200)
    return Set(["House a", "House b", "Room c", "Stay r1", "Stay r2", "Stay b1"].filter { page.text.contains($0) })
  }

  private func filter(_ field: Value, _ value: Value) -> Value { ["field": field, "operation": "=", "value": value] }

  @Test("shows only the stays and spaces whose metadata has all of the values")
  func filters() async throws {
    try await pushHouses()
    #expect(try await shown(create([])).count == 6)
    let north = try await create([filter("region", "north")])
    #expect(try await shown(north) == ["House a", "Stay r1"])
    #expect(try await shown(create([filter("region", "north"), filter("pool", true)])) == ["House a"])
    #expect(try await shown(create([filter("pool", "true")])) == [])
    for wrong in [.null, 1, ["north"]] as [Value] {
      try await world.refused(
        "/customers/create_portal", 400, "invalid_input",
        ["customer_data": ["customer_key": "hotel"], "customer_resources_filters": [filter("region", wrong)]])
    }
  }

  @Test("follows metadata that is pushed again, and a push without metadata changes nothing")
  func changes() async throws {
    try await pushHouses()
    let north = try await create([filter("region", "north")])
    try await push([
      "property_listings": [listing("b", ["region": "north"])],
      "reservations": [reservation("r2", at: "b", ["region": "north"]), reservation("r1", at: "a", [:])],
    ])
    let runs = try await world.ok("/latchkey/v1/customers/list_runs", ["customer_key": "hotel"]).customer_runs.items
    #expect(runs.last?.changed_count == 3)
    #expect(try await shown(north) == ["House a", "House b", "Stay r2"])
    let unchanged = reservation("r2", at: "b", [:]).without("custom_metadata")
    try await push(["reservations": [unchanged]])
    #expect(try await shown(north) == ["House a", "House b", "Stay r2"])
  }

  @Test("is in the language of its link, or else of the browser")
  func languages() async throws {
    try await pushHouses()
    func page(_ url: Value, browser: String) async throws -> String {
      let path = String(url.text.dropFirst("https://latchkey.example".count))
      return try await world.send(.get, path, headers: ["accept-language": browser]).text
    }
    let plain = try await create([])
    let german = try await page(plain, browser: "sv, de-AT;q=0.8, pl;q=0.5")
    #expect(
      german.contains("<html lang=\"de\">") && german.contains("Aufenthalte")
        && german.contains("Braucht Aufmerksamkeit"))
    #expect(try await page(plain, browser: "sv").contains("<html lang=\"en\">"))
    #expect(try await page(plain, browser: "pl-PL").contains("<html lang=\"pl\">"))
    #expect(try await page("\(plain.text)x", browser: "fr").contains("Ce lien ne fonctionne pas"))
    let spanish = try await world.ok(
      "/customers/create_portal", ["customer_data": ["customer_key": "hotel"], "locale": "es-ES"]
    ).customer_portal.url
    #expect(try await page(spanish, browser: "de").contains("Estancias"))
  }

  @Test(
    "is in each language that a link can have",
    arguments: [
      ("en-US", "Stays and spaces"), ("pt-PT", "Estadias e espaços"), ("fr-FR", "Séjours et espaces"),
      ("it-IT", "Soggiorni e spazi"), ("es-ES", "Estancias y espacios"), ("de-DE", "Aufenthalte und Räume"),
      ("nl-NL", "Verblijven en ruimtes"), ("el-GR", "Διαμονές και χώροι"), ("pl-PL", "Pobyty i przestrzenie"),
      ("ru-RU", "Проживание и помещения"),
    ])
  func locales(locale: String, title: String) async throws {
    let url = try await world.ok(
      "/customers/create_portal", ["customer_data": ["customer_key": "hotel"], "locale": Value(.string(locale))]
    ).customer_portal.url
    let page = try await world.follow(url).text
    #expect(page.contains("<html lang=\"\(locale.prefix(2))\">") && page.contains("<title>\(title)</title>"))
  }

  @Test(
    "says of a stay without access methods that its person has no way in",
    arguments: [
      ("en", "No means of access"), ("nl", "Geen toegangsmiddel"), ("de", "Kein Zugangsmittel"),
      ("fr", "Aucun moyen d’accès"), ("es", "Sin medio de acceso"), ("pt", "Sem meio de acesso"),
      ("it", "Nessun mezzo di accesso"), ("el", "Κανένα μέσο πρόσβασης"), ("pl", "Brak sposobu dostępu"),
      ("ru", "Нет средства доступа"),
    ])
  func meansless(language: String, status: String) async throws {
    try await world.ok(
      "/spaces/create", ["name": "Room", "space_key": "4b", "device_ids": Value([try await world.door()])])
    try await push([
      "guests": [["guest_key": "jane", "name": "Jane Doe"]], "reservations": [reservation("r1", at: "4b", [:])],
    ])
    try await world.ok("/access_methods/delete", ["reservation_key": "r1"])
    let path = String(try await create([]).text.dropFirst("https://latchkey.example".count))
    #expect(try await world.send(.get, path, headers: ["accept-language": language]).text.contains(status))
  }
}

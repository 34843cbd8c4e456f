import Core
import HTTPTypes
import Operations
import Testing
import Wire

/// A suite that opens pages of the portal of the customer `hotel`.
protocol PortalVisitor {
  var world: World { get }
}

extension PortalVisitor {
  /// Room 4B of the hotel with its door, a stay of Jane in it, and the account of the hotel.
  func hotel() async throws {
    let account = try await world.account().connected_account_id
    try await world.ok("/connected_accounts/update", ["connected_account_id": account, "customer_key": "hotel"])
    try await world.ok(
      "/spaces/create",
      [
        "name": "Room 4B", "space_key": "4b", "customer_key": "hotel",
        "acs_entrance_ids": Value([try await entrance("Apartment 4B")]),
      ])
    try await world.ok(
      "/customers/push_data",
      [
        "customer_key": "hotel", "guests": [["guest_key": "jane", "name": "Jane Doe"]],
        "reservations": [
          [
            "reservation_key": "r1", "guest_key": "jane", "space_keys": ["4b"], "name": "Stay <of> Jane",
            "starts_at": checkIn, "ends_at": checkOut,
          ]
        ],
      ])
  }

  func entrance(_ name: Value) async throws -> Value {
    try await world.ok("/acs/entrances/list").acs_entrances.first("display_name", name).acs_entrance_id
  }

  func portal(_ options: Value = [:]) async throws -> String {
    let customer: Value = ["customer_data": ["customer_key": "hotel"]]
    let url = try await world.ok("/customers/create_portal", customer.with(options)).customer_portal.url
    return String(url.text.dropFirst("https://latchkey.example".count))
  }

  func open(_ address: String) async throws -> World.Reply { try await world.send(.get, address) }

  /// The address of the first link of a page that has a text.
  func link(_ part: String, in page: World.Reply) -> String {
    let links = page.text.split(separator: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    return links.map { $0.replacing("&amp;", with: "&") }.first { $0.contains(part) } ?? ""
  }

  /// Sends a form to a page, with the page's hidden fields, and follows the redirection.
  func submit(
    _ step: String, at address: String, _ fields: [String: String] = [:], headers: [String: String?] = [:]
  ) async throws -> World.Reply {
    let page = try await open(address).text
    var form = ["step": step, "form_token": page.components(after: "name=\"form_token\" value=\"", upTo: "\"")]
    for name in ["was", "key", "zone"] {
      let value = page.components(after: "name=\"\(name)\" value=\"", upTo: "\"")
      if !value.isEmpty { form[name] = value }
    }
    return try await send(form.merging(fields) { $1 }, to: address, headers: headers)
  }

  func send(
    _ form: [String: String], to address: String, headers: [String: String?] = [:]
  ) async throws -> World.Reply {
    let body = form.map { "\(percentEncoded($0.key))=\(percentEncoded($0.value))" }.joined(separator: "&")
    let own: [String: String?] = ["authorization": nil, "content-type": "application/x-www-form-urlencoded"]
    let reply = try await world.send(
      .post, address, body: Array(body.utf8), headers: own.merging(headers) { $1 })
    guard reply.status == 303, let location = reply.header("location") else { return reply }
    return try await open(location)
  }

  /// The token of the forms of a link, also of one whose pages have none.
  func token(of address: String) -> String {
    sha256Text("portal form \(address.components(after: "auth_token=", upTo: "&"))")
  }
}

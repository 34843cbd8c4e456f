import Testing
import Wire

@Suite("A new stay on the page of a portal", .world)
struct PortalGuestTests: PortalVisitor {
  let world = World.here

  /// The hotel, whose guest Jane has an e-mail address.
  private func hotelOfJane() async throws {
    try await hotel()
    try await push("hotel", ["guest_key": "jane", "name": "Jane Doe", "email_address": "jane@example.com"])
  }

  private func push(_ customer: Value, _ guest: Value) async throws {
    try await world.ok("/customers/push_data", ["customer_key": customer, "guests": Value([guest])])
  }

  private func grants() async throws -> [Value] {
    try await world.ok("/access_grants/list", ["customer_key": "hotel"]).access_grants.items
  }

  /// Sends the form of a new stay in room 4B.
  private func addStay(_ name: String, _ emailAddress: String, in language: String = "en") async throws -> World.Reply {
    let form = link("show=new_stay", in: try await open(portal())) + "&locale=\(language)"
    let space = try await world.ok("/spaces/get", ["space_key": "4b"]).space.space_id.text
    return try await submit(
      "create", at: form,
      [
        "name": name, "email_address": emailAddress, "phone_number": "+31612345678", "space": space,
        "starts_at": "2024-11-06T15:00", "ends_at": "2024-11-08T11:00",
      ])
  }

  @Test("is for the person whom the customer has with the e-mail address, and changes neither name nor phone")
  func returning() async throws {
    try await hotelOfJane()
    let jane = try await grants()[0].user_identity_id
    #expect(try await open(link("show=new_stay", in: try await open(portal()))).text.contains("If you have a guest"))
    let added = try await addStay("Jane Smith", "JANE@example.com")
    #expect(added.status == 200 && added.text.contains("for the guest whom you have with this e-mail address"))
    #expect(added.text.contains("<h2>Jane Doe</h2>") && !added.text.contains("Jane Smith"))
    let german = try await addStay("Jane Smith", "jane@example.com", in: "de")
    #expect(german.status == 200 && german.text.contains("schon haben"))
    let stays = try await grants()
    #expect(stays.count == 3 && stays.allSatisfy { $0.user_identity_id == jane })
    let person = try await world.ok("/user_identities/get", ["user_identity_id": jane]).user_identity
    #expect(person.full_name == "Jane Doe" && person.phone_number == .null)
  }

  @Test("is for a new person without a known e-mail address, who is known from then on")
  func newcomer() async throws {
    try await hotelOfJane()
    #expect(try await addStay("Bo Berg", "bo@example.com").text.contains("The stay is created."))
    #expect(try await addStay("Bo Berg", "bo@example.com").text.contains("for the guest whom you have"))
    let stays = try await grants().filter { $0.name == "Bo Berg" }
    #expect(stays.count == 2 && stays[0].user_identity_id == stays[1].user_identity_id)
  }

  @Test("is refused with the e-mail address of another customer’s person, or of one of no customer")
  func foreign() async throws {
    try await hotelOfJane()
    try await push("neighbor", ["guest_key": "max", "name": "Max Berg", "email_address": "max@example.com"])
    _ = try await world.identity(["full_name": "Ann Berg", "email_address": "ann@example.com"])
    for (name, address) in [("Max Berg", "max@example.com"), ("Ann Berg", "ann@example.com")] {
      let refused = try await addStay(name, address)
      #expect(refused.status == 422 && refused.text.contains("Another person has this e-mail address"))
    }
    #expect(try await grants().count == 1)
  }
}

import Testing
import Wire

@Suite("A grant for a person whose key is known", .world)
struct KnownPersonTests {
  private let world = World.here
  private let path = "/access_grants/create"

  private func request(_ person: Value) async throws -> Value {
    let jane: Value = ["full_name": "Jane Doe", "user_identity_key": "jane"]
    return [
      "user_identity": jane.with(person), "device_ids": [try await world.door()],
      "requested_access_methods": [["mode": "code"]],
    ]
  }

  @Test("is for that person if the address and number are the known ones or absent")
  func same() async throws {
    let known: Value = ["email_address": "jane@example.com", "phone_number": "+31205550100"]
    let first = try await world.ok(path, try await request(known)).access_grant
    for person in [known, known.with(["email_address": "Jane@Example.com"]), [:]] as [Value] {
      let again = try await world.ok(path, try await request(person)).access_grant
      #expect(again.user_identity_id == first.user_identity_id)
    }
  }

  @Test(
    "is refused if the person has another address or number, or none",
    arguments: [("email_address", "jane@example.org"), ("phone_number", "+31205550199")] as [(String, Value)])
  func other(field: String, value: Value) async throws {
    let identity = try await world.identity(["full_name": "Jane Doe", "user_identity_key": "jane"])
    let given = try await request([field: value])
    for _ in 0..<2 {
      let error = try await world.refused(path, 409, "user_identity_email_or_phone_conflict", given)
      #expect(error.message.contains("has another \(field)"))
      #expect(error.data.user_identity_id == identity)
      let known: Value = ["email_address": "jane@example.com", "phone_number": "+31205550100"]
      try await world.ok("/user_identities/update", known.with(["user_identity_id": identity]))
    }
    #expect(try await world.ok("/access_grants/list").access_grants == [])
  }
}

import Testing
import Wire

/// What an access code says of itself, before its site has anything of it.
@Suite("An access code", .world)
struct AccessCodeTests {
  private let world = World.here

  private func create(_ parameters: Value = [:]) async throws -> Value {
    let standard: Value = ["device_id": try await world.door(), "name": "Cleaner"]
    return try await world.ok("/access_codes/create", standard.with(parameters)).access_code
  }

  @Test("without times is ongoing, and is listed with its lock")
  func ongoing() async throws {
    let code = try await create()
    #expect(code.type == "ongoing")
    #expect(code.code == .null)
    let listed = try await world.ok("/access_codes/list", ["device_id": code.device_id]).access_codes
    #expect(listed.each("access_code_id") == [code.access_code_id])
  }

  @Test("has both times, and keeps them when it is renamed")
  func timeBound() async throws {
    let code = try await create(["starts_at": checkIn, "ends_at": checkOut])
    #expect(code.type == "time_bound")
    #expect(code.status == "unset")
    _ = try await world.ok("/access_codes/update", ["access_code_id": code.access_code_id, "name": "Jane"])
    let changed = try await world.ok("/access_codes/get", ["access_code_id": code.access_code_id]).access_code
    #expect(changed.name == "Jane")
    #expect(changed.ends_at == checkOut)
  }

  @Test("is no grant and no person in other lists")
  func hidden() async throws {
    let before = try await world.ok("/user_identities/list").user_identities.each("user_identity_id")
    _ = try await create()
    #expect(try await world.ok("/access_grants/list").access_grants.each("access_grant_id").isEmpty)
    let after = try await world.ok("/user_identities/list").user_identities.each("user_identity_id")
    #expect(after == before)
  }
}

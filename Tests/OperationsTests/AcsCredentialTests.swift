import Testing
import Wire

@Suite("A credential", .world)
struct AcsCredentialTests {
  private let world = World.here
  private let path = "/acs/credentials/create"

  private func list(_ filter: Value = [:]) async throws -> [Value] {
    try await world.ok("/acs/credentials/list", filter).acs_credentials.items
  }

  @Test("of a guest is a mobile key that waits for a phone, and ends with the stay")
  func mobileKeys() async throws {
    let user = try await world.guest()
    let key = try #require(try await list(["acs_user_id": user]).first)
    #expect(key.access_method == "mobile_key")
    #expect(key.is_multi_phone_sync_credential == true)
    #expect(key.is_issued == false)
    #expect(try await list(["is_multi_phone_sync_credential": true]) == [key])
    #expect(try await list(["is_multi_phone_sync_credential": false]) == [])
    let which: Value = ["acs_credential_id": key.acs_credential_id]
    #expect(try await world.ok("/acs/credentials/get", which).acs_credential == key)
    try await world.setClock("2024-11-02T12:00:00Z")
    try await world.advance(120)
    let waiting = try await world.ok("/acs/credentials/get", which).acs_credential
    #expect(waiting.warnings.each("warning_code") == ["waiting_to_be_issued"])
    #expect(waiting.errors == [])
    try await world.setClock("2024-12-04T11:00:00Z")
    let over = try await world.ok("/acs/credentials/get", which).acs_credential
    #expect(over.errors.each("error_code") == ["after_schedule"])
    #expect(over.warnings == [])
  }

  @Test("of a user who is suspended says so")
  func suspension() async throws {
    let user = try await world.guest()
    try await world.setClock("2024-11-02T12:00:00Z")
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    try await world.advance(120)
    #expect(try await list(["acs_user_id": user]).map { $0.errors.each("error_code") } == [["suspended"]])
    let explained = try await world.ok(
      "/latchkey/v1/access/explain", ["acs_entrance_id": world.door(), "acs_user_id": user, "means": "mobile_key"])
    #expect(explained.explanation.reason == "suspended")
  }

  @Test("is unassigned, assigned and deleted, and rejects users that do not exist")
  func assignment() async throws {
    let user = try await world.guest()
    let identity = try await world.user(user).user_identity_id
    let id = try await list()[0].acs_credential_id
    let both: Value = ["acs_credential_id": id, "acs_user_id": user]
    try await world.ok("/acs/credentials/unassign", both)
    #expect(
      try await world.ok("/acs/credentials/get", both.without("acs_user_id")).acs_credential.acs_user_id.isMissing)
    try await world.ok("/acs/credentials/assign", both)
    #expect(try await list(["user_identity_id": identity]).map(\.acs_credential_id) == [id])
    for path in ["/acs/credentials/assign", "/acs/credentials/unassign"] {
      try await world.refused(path, 404, "acs_user_not_found", both.with(["acs_user_id": "unknown"]))
      try await world.refused(
        path, 404, "user_identity_not_found", ["acs_credential_id": id, "user_identity_id": "unknown"])
    }
    try await world.ok("/acs/credentials/delete", ["acs_credential_id": id])
    try await world.refused("/acs/credentials/get", 404, "acs_credential_not_found", ["acs_credential_id": id])
    #expect(try await list() == [])
    #expect(try await world.events("acs_credential.deleted").map(\.acs_credential_id) == [id])
  }

  @Test("for somebody without an identity, or without anybody, is refused")
  func refusals() async throws {
    let lonely = try await world.staff("B")
    let reply = try await world.call(path, ["acs_user_id": lonely, "access_method": "mobile_key"])
    #expect(reply.refusal == .init(400, "invalid_input"))
    #expect(reply.faults.contains("acs_user_id"))
    try await world.refused(path, 400, "invalid_input", ["access_method": "mobile_key"])
    try await world.refused(path, 404, "acs_user_not_found", ["acs_user_id": "none", "access_method": "mobile_key"])
    try await world.refused(path, 400, "invalid_input", ["acs_user_id": lonely, "access_method": "magic"])
    try await world.refused("/acs/credentials/get", 404, "acs_credential_not_found", ["acs_credential_id": "unknown"])
    #expect(try await list() == [])
  }

  @Test("is of its workspace alone")
  func otherWorkspaces() async throws {
    _ = try await world.guest()
    let which: Value = ["acs_credential_id": try await list()[0].acs_credential_id]
    let foreign = try await world.secondKey()
    for path in ["/acs/credentials/get", "/acs/credentials/delete"] {
      try await world.refused(path, 404, "acs_credential_not_found", which, by: foreign)
    }
    #expect(try await world.ok("/acs/credentials/list", by: foreign).acs_credentials == [])
  }
}

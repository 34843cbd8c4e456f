import Testing
import Wire

@Suite("A phone", .world)
struct PhoneTests {
  private let world = World.here
  private let getOrCreate = "/seam/mobile_sdk/v1/phone_sessions/get_or_create"
  private let installed: Value = ["custom_sdk_installation_id": "app-1", "phone_os": "ios"]

  /// A guest's identity with a mobile key, and the token of its app.
  private func guest() async throws -> (identity: Value, user: Value, token: String) {
    let user = try await world.guest()
    let identity = try await world.user(user).user_identity_id
    try await world.advance(60)
    return (identity, user, try await world.session(["user_identity_id": identity]))
  }

  private func reportKey(_ token: String, _ key: Value = "key") async throws {
    try await world.ok(
      "/latchkey/v1/phones/report_key",
      [
        "custom_sdk_installation_id": "app-1", "provider_device_id": "device", "provider_key_id": key,
        "key_expires_at": "2025-01-01T00:00:00Z",
      ], by: token)
  }

  private func phones(_ identity: Value) async throws -> [Value] {
    try await world.ok("/phones/list", ["owner_user_identity_id": identity]).phones.items
  }

  @Test("is registered by the app of its owner, and gets the keys that are issued then")
  func registration() async throws {
    let (identity, _, token) = try await guest()
    let session = try await world.ok(getOrCreate, installed, by: token).phone_session
    #expect(session.user_identity.user_identity_id == identity)
    #expect(session.provider_sessions[0].phone_registration.is_being_activated == true)
    #expect(try await phones(identity).count == 1)
    try await world.ok(getOrCreate, installed, by: token)
    #expect(try await phones(identity).count == 1, "the same installation is the same phone")
    try await reportKey(token)
    let keys = try await world.ok("/seam/mobile_sdk/v1/acs/credentials/list", by: token).acs_credentials
    #expect(Set(keys.each("is_issued")) == [true])
    #expect(
      keys.items.filter { !$0.parent_acs_credential_id.isMissing }.map(\.parent_acs_credential_id)
        == [keys[0].acs_credential_id])
    #expect(try await world.events("acs_credential.issued").count >= 1)
  }

  @Test("of a sandbox is made without an app, found, and deactivated once")
  func sandboxPhones() async throws {
    let identity = try await world.identity()
    let path = "/phones/simulate/create_sandbox_phone"
    let phone = try await world.ok(path, ["user_identity_id": identity]).phone
    let which: Value = ["device_id": phone.device_id]
    #expect(try await world.ok("/phones/get", which).phone == phone)
    #expect(try await phones(identity) == [phone])
    #expect(try await world.ok("/phones/list").phones == [phone])
    let removal = try await world.ok("/phones/deactivate", which).removal
    #expect(try await world.ok("/latchkey/v1/phones/get_removal", which).removal == removal)
    #expect(removal.removed_at != .null)
    #expect(try await phones(identity) == [])
    #expect(try await world.events("phone.deactivated").map(\.device_id) == [phone.device_id])
    for path in ["/phones/get", "/latchkey/v1/phones/get_removal"] {
      try await world.refused(path, 404, "phone_not_found", ["device_id": "none"])
    }
    try await world.refused(path, 404, "user_identity_not_found", ["user_identity_id": "none"])
    let foreign = try await world.secondKey()
    try await world.refused("/phones/get", 404, "phone_not_found", which, by: foreign)
  }

  @Test("that is lost is stopped without its owner's leave, and the right to keys is given back")
  func lostPhones() async throws {
    let (identity, user, token) = try await guest()
    try await world.ok(getOrCreate, installed, by: token)
    try await reportKey(token)
    func credential() async throws -> Value {
      let found = try await world.ok("/acs/credentials/list", ["acs_user_id": user]).acs_credentials
      return found.items.first { $0.parent_acs_credential_id.isMissing } ?? Value(nil)
    }
    #expect(try await credential().is_issued == true)
    let which: Value = ["device_id": try await phones(identity)[0].device_id]
    let removal = try await world.ok("/phones/deactivate", which).removal
    #expect(removal.way == "role_taken_away")
    try await world.advance(60)
    #expect(try await world.ok("/latchkey/v1/phones/get_removal", which).removal.removed_at != .null)
    let now = try await credential()
    #expect(now.is_issued == false)
    #expect(now.is_latest_desired_state_synced_with_provider == true)
    #expect(try await world.call(getOrCreate, installed, by: token).status == 400)
  }

  @Test("that still reports a key that ended with its user holds none for the next stay")
  func endedKey() async throws {
    let (identity, user, token) = try await guest()
    try await world.ok(getOrCreate, installed, by: token)
    try await reportKey(token)
    try await world.ok("/acs/users/delete", ["acs_user_id": user])
    try await world.advance(3600)
    #expect(try await world.virtual.user("Jane Doe").isMissing)
    try await reportKey(token)
    let again = try await world.staff(
      "Jane Doe", ["user_identity_id": identity, "acs_access_group_ids": [common]])
    try await world.ok("/acs/credentials/create", ["acs_user_id": again, "access_method": "mobile_key"])
    try await world.advance(60)
    func isIssued() async throws -> Value {
      try await world.ok("/acs/credentials/list", ["acs_user_id": again, "access_method": "mobile_key"])
        .acs_credentials[0].is_issued
    }
    #expect(try await isIssued() == false)
    try await reportKey(token, "next key")
    #expect(try await isIssued() == true)
  }

  @Test("of a user without a key can be deactivated, and later keys are still issued")
  func withoutKey() async throws {
    let identity = try await world.identity(["email_address": "joe@example.com"])
    let user = try await world.staff("Joe", ["user_identity_id": identity, "acs_access_group_ids": [common]])
    try await world.advance(60)
    #expect(try await !world.virtual.user("Joe").isMissing)
    let token = try await world.session(["user_identity_id": identity])
    _ = try await world.call(getOrCreate, installed, by: token)
    try await reportKey(token)
    let removal = try await world.ok(
      "/phones/deactivate", ["device_id": phones(identity)[0].device_id]
    ).removal
    #expect(removal.removed_at != .null, "there is nothing to wait for")
    try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "mobile_key"])
    try await world.advance(60)
    let credential = try await world.ok("/acs/credentials/list", ["acs_user_id": user]).acs_credentials[0]
    #expect(credential.is_latest_desired_state_synced_with_provider == true)
  }

  @Test("with a key opens the doors of a later access grant at once")
  func laterGrant() async throws {
    let identity = try await world.identity(["email_address": "joe@example.com"])
    let token = try await world.session(["user_identity_id": identity])
    _ = try await world.call(getOrCreate, installed, by: token)
    try await reportKey(token)
    let grant: Value = [
      "user_identity_id": identity, "device_ids": Value([try await world.door()]), "starts_at": checkIn,
      "ends_at": checkOut, "requested_access_methods": [["mode": "mobile_key"]],
    ]
    try await world.ok("/access_grants/create", grant)
    try await world.setClock(checkIn)
    try await world.advance(600)
    let question: Value = [
      "user_identity_id": identity, "acs_entrance_id": try await world.door(), "means": "mobile_key",
    ]
    #expect(try await world.ok("/latchkey/v1/access/explain", question).explanation.access == "allowed")
  }

  @Test("goes with the identity of its owner")
  func deletedOwner() async throws {
    let (identity, _, token) = try await guest()
    try await world.ok(getOrCreate, installed, by: token)
    let device = try await phones(identity)[0].device_id
    try await world.ok("/user_identities/delete", ["user_identity_id": identity])
    #expect(try await world.ok("/phones/list").phones == [])
    try await world.advance(60)
    #expect(
      try await world.ok("/latchkey/v1/phones/get_removal", ["device_id": device]).removal.removed_at != .null)
    #expect(try await world.events("phone.deactivated").map(\.device_id) == [device])
    #expect(
      try await world.call(getOrCreate, installed, by: token).refusal == .init(401, "client_session_not_found"))
    #expect(try await world.ok("/phones/list").phones == [])
  }

  @Test("is nobody's but its owner's")
  func strangers() async throws {
    let (identity, _, token) = try await guest()
    try await world.ok(getOrCreate, installed, by: token)
    let device = try await phones(identity)[0].device_id
    let stranger = try await world.session(["user_identity_id": world.identity()])
    let refused = try await world.call("/phones/deactivate", ["device_id": device], by: stranger)
    #expect([401, 404].contains(refused.status))
    #expect(try await phones(identity).count == 1)
    #expect(try await world.ok("/phones/deactivate", ["device_id": device], by: token).removal.device_id == device)
    #expect(try await phones(identity) == [])
  }
}

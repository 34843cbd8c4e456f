import API
import Operations
import Store
import TestKit
import Testing
import Wire

@testable import latchkey

@Suite("An operator", .world)
struct OperatorTests {
  private let world = World.here
  private let path = "/latchkey/v1/operators/"

  /// Creates an operator a second after the one before.
  private func create(_ name: Value, _ role: Value, _ more: Value = [:]) async throws -> Value {
    world.pass(seconds: 1)
    let parameters: Value = ["name": name, "role": role]
    return try await world.ok(path + "create", parameters.with(more)).operator
  }

  private func token(of person: Value) async throws -> Value {
    try await world.ok(path + "create_access_token", ["operator_id": person.operator_id]).access_token
  }

  /// Lets an operator run another workspace too.
  private func invite(_ person: Value, as role: OperatorRole, to key: String) async throws {
    let other = ID<Workspace>(try await world.ok("/workspaces/get", by: key).workspace.workspace_id.text)
    let id = ID<Operator>(person.operator_id.text)
    try await world.premises.database.writeOutsideWorkspaces(at: world.clock.now, by: .commandLine) {
      try $0.setRole(role, of: id, in: other)
    }
  }

  @Test("is created, changed and deleted, with its tokens")
  func life() async throws {
    let ann = try await create("Ann", "administrator")
    let bob = try await create("Bob", "viewer", ["email_address": "Bob@example.com"])
    #expect(try await world.ok(path + "list").operators == [ann, bob])
    let changes: Value = ["operator_id": bob.operator_id, "name": "Rob", "email_address": .null, "role": "front_desk"]
    let changed = try await world.ok(path + "update", changes).operator
    #expect(changed == bob.with(changes))
    let token = try await token(of: bob)
    #expect(try await world.call("/workspaces/get", asOperator: token.token.text).status == 200)
    let listed = try await world.ok(path + "list_access_tokens", ["operator_id": bob.operator_id]).access_tokens
    #expect(listed.each("access_token_id") == [token.access_token_id])
    #expect(listed[0].token.isMissing)
    #expect(listed[0].last_used_at != .null)
    try await world.ok(path + "delete", ["operator_id": bob.operator_id])
    #expect(try await world.ok(path + "list").operators == [ann])
    #expect(try await world.call("/workspaces/get", asOperator: token.token.text).status == 401)
    try await world.refused(path + "delete", 404, "operator_not_found", ["operator_id": bob.operator_id])
  }

  @Test("was last active when a token or a session was last used")
  func activity() async throws {
    let ann = try await create("Ann", "viewer")
    #expect(ann.last_active_at == .null)
    let token = try await token(of: ann).token.text
    func lastActive() async throws -> Value {
      try await world.ok(path + "list").operators.first("operator_id", ann.operator_id).last_active_at
    }
    #expect(try await lastActive() == .null)
    #expect(try await world.call("/workspaces/get", asOperator: token).status == 200)
    let called = world.clock.now
    #expect(try await lastActive().text == called.description)
    let signIn = world.machinery.platform.operatorSignIn
    let opened = try await signIn.open(accessToken: token, from: nil)
    world.pass(seconds: 600)
    _ = try await signIn.session(opened.secret)
    let used = world.clock.now
    world.pass(seconds: 60)
    try await signIn.close(opened.session, from: nil)
    #expect(try await lastActive().text == used.description)
  }

  @Test("has a token until it is revoked")
  func revocation() async throws {
    let token = try await token(of: try await create("Ann", "viewer"))
    let which: Value = ["access_token_id": token.access_token_id]
    try await world.ok(path + "revoke_access_token", which)
    #expect(try await world.call("/workspaces/get", asOperator: token.token.text).status == 401)
    try await world.ok(path + "revoke_access_token", which)
    let foreign = try await world.secondKey()
    try await world.refused(path + "revoke_access_token", 404, "access_token_not_found", which, by: foreign)
  }

  @Test("who is the last administrator is neither removed nor given another role")
  func lastAdministrator() async throws {
    let ann = try await create("Ann", "administrator")
    _ = try await create("Bob", "front_desk")
    let which: Value = ["operator_id": ann.operator_id]
    try await world.refused(path + "delete", 409, "last_administrator", which)
    try await world.refused(path + "update", 409, "last_administrator", which.with(["role": "viewer"]))
    try await world.ok(path + "update", which.with(["role": "administrator", "name": "Anna"]))
    let cleo = try await create("Cleo", "administrator")
    try await world.ok(path + "update", which.with(["role": "viewer"]))
    try await world.refused(path + "delete", 409, "last_administrator", ["operator_id": cleo.operator_id])
    try await world.ok(path + "delete", which)
  }

  @Test("has an e-mail address that no other operator has, whatever its case")
  func address() async throws {
    let ann = try await create("Ann", "administrator", ["email_address": "ann@example.com"])
    let bob = try await create("Bob", "viewer")
    let again: Value = ["name": "Anna", "role": "viewer", "email_address": "ANN@example.com"]
    let error = try await world.refused(path + "create", 409, "operator_already_exists", again)
    #expect(error.data.operator_id == ann.operator_id)
    let change: Value = ["operator_id": bob.operator_id, "email_address": "Ann@example.com"]
    try await world.refused(path + "update", 409, "operator_already_exists", change)
  }

  @Test("of another workspace is added by the e-mail address only by who administers all of the operator's workspaces")
  func invitation() async throws {
    // Whoever administers the first workspace has a token of the operator whose address they chose.
    let ann = try await create("Ann", "viewer", ["email_address": "ann@example.com"])
    let other = try await world.secondKey()
    let id = try await world.ok("/workspaces/get", by: other).workspace.workspace_id
    let again: Value = ["name": "Anna", "role": "front_desk", "email_address": "ANN@example.com"]
    let error = try await world.refused(path + "create", 403, "operator_of_other_workspaces", again, by: other)
    #expect(error.data.operator_id.isMissing)
    #expect(try await world.ok(path + "list", by: other).operators == [])
    // An operator who administers both may.
    let bob = try await create("Bob", "administrator")
    let his = try await token(of: bob).token.text
    try await invite(bob, as: .administrator, to: other)
    let reply = try await world.call(path + "create", again, by: his, headers: ["seam-workspace": id.text])
    #expect(reply.status == 200 && reply.body.operator.operator_id == ann.operator_id)
    #expect(reply.body.operator.name == "Ann" && reply.body.operator.role == "front_desk")
    #expect(try await world.ok(path + "list").operators.each("role") == ["viewer", "administrator"])
  }

  @Test("of several workspaces gets tokens only from who administers them all")
  func otherWorkspaces() async throws {
    let other = try await world.secondKey()
    let ann = try await create("Ann", "administrator")
    let own = try await token(of: ann)
    try await invite(ann, as: .viewer, to: other)
    let which: Value = ["operator_id": ann.operator_id]
    let type = "operator_of_other_workspaces"
    try await world.refused(path + "create_access_token", 403, type, which)
    try await world.refused(path + "update", 403, type, which.with(["email_address": "mallory@example.com"]))
    let revoked: Value = ["access_token_id": own.access_token_id]
    try await world.refused(path + "revoke_access_token", 403, type, revoked)
    try await world.refused(path + "revoke_access_token", 403, type, revoked, by: other)
    // The operator may, and so may an operator who administers both.
    let bob = try await create("Bob", "administrator")
    let his = try await token(of: bob)
    try await invite(bob, as: .administrator, to: other)
    for token in [own, his] {
      let made = try await world.call(path + "create_access_token", which, asOperator: token.token.text)
      #expect(made.status == 200)
    }
    // Removing it from one workspace leaves the other.
    try await world.ok(path + "delete", which)
    #expect(try await world.ok(path + "list", by: other).operators.each("name") == ["Ann", "Bob"])
    #expect(try await world.call("/workspaces/list", by: own.token.text).body.workspaces.count == 1)
  }
}

@Suite("An API key", .world)
struct APIKeyTests {
  private let world = World.here
  private let path = "/latchkey/v1/api_keys/"

  @Test("is shown once, acts as an administrator, and ends when it is revoked")
  func life() async throws {
    world.pass(seconds: 1)
    let made = try await world.ok(path + "create", ["name": "Booking"]).api_key
    #expect(made.key.text.hasPrefix(made.begins_with.text + "_"))
    #expect(try await world.ok("/webhooks/list", by: made.key.text).webhooks == [])
    let listed = try await world.ok(path + "list").api_keys
    #expect(listed.each("api_key_id").last == made.api_key_id)
    #expect(listed.each("key").allSatisfy { $0.isMissing })
    #expect(made.created_by.kind == "api_key")
    let author = try #require(listed.items.last).created_by
    #expect(author.reference == made.created_by.reference && author.name == listed[0].name)
    let which: Value = ["api_key_id": made.api_key_id]
    let foreign = try await world.secondKey()
    try await world.refused(path + "revoke", 404, "api_key_not_found", which, by: foreign)
    try await world.ok(path + "revoke", which)
    #expect(try await world.call("/workspaces/get", by: made.key.text).status == 401)
    let revoked = try await world.ok(path + "list").api_keys.first("api_key_id", made.api_key_id)
    #expect(revoked.revoked_at != .null)
  }

  @Test("makes the workspace accept publishable keys if it is one")
  func publishable() async throws {
    let made = try await world.ok(path + "create", ["is_publishable": true]).api_key
    #expect(made.key.text.hasPrefix("seam_pk1"))
    #expect(made.name == "API key")
    #expect(try await world.ok("/workspaces/get").workspace.is_publishable_key_auth_enabled == true)
  }

  @Test("has the time of its last use, to the hour")
  func lastUse() async throws {
    func used() async throws -> Value { try await world.ok(path + "list").api_keys[0].last_used_at }
    let first = try await used()
    #expect(first != .null)
    world.pass(seconds: 1800)
    #expect(try await used() == first)
    world.pass(seconds: 1800)
    let later = try await used()
    #expect(later != first)
    #expect(later.text > first.text)
  }
}

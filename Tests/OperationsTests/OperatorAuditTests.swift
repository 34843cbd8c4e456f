import API
import Core
import Operations
import TestKit
import Testing
import Wire

@testable import Store
@testable import latchkey

@Suite("The audit of operators", .world)
struct OperatorAuditTests {
  private let world = World.here
  private var signIn: OperatorSignIn { world.machinery.platform.operatorSignIn }

  private func entries(_ filter: Value) async throws -> [Value] {
    try await world.ok("/latchkey/v1/audit/list", filter).audit_entries.items
  }

  private func open() async throws -> OperatorSignIn.Opened {
    try await signIn.open(accessToken: try await world.accessToken(), from: nil)
  }

  /// The entries that belong to no workspace.
  private func serverEntries() async throws -> [AuditEntryRecord] {
    try await world.premises.database.read {
      try $0.auditEntries(after: 0, limit: 1000, in: Transaction.noWorkspace)
    }
  }

  @Test("names the role before and after each change")
  func roles() async throws {
    let path = "/latchkey/v1/operators/"
    let bob = try await world.ok(path + "create", ["name": "Bob", "role": "viewer"]).operator.operator_id
    try await world.ok(path + "update", ["operator_id": bob, "role": "front_desk"])
    try await world.ok(path + "delete", ["operator_id": bob])
    let found = try await entries(["subject_id": bob])
    let operations: Value = [
      "/latchkey/v1/operators/create", "/latchkey/v1/operators/update", "/latchkey/v1/operators/delete",
    ]
    #expect(Value(found.map { $0.operation }) == operations)
    let roles = found.map { entry in
      Value(entry.changes.items.flatMap { $0.members.items }).first("name", "role")
    }
    let expected: [Value] = [
      ["name": "role", "to": "viewer"], ["name": "role", "from": "viewer", "to": "front_desk"],
      ["name": "role", "from": "front_desk"],
    ]
    #expect(roles == expected)
  }

  @Test("names the operator of a session in a browser")
  func sessions() async throws {
    let session = try await open().session
    let found = try await signIn.caller(of: session, in: world.workspace, from: nil, requestID: "request-1")
    let caller = try #require(found)
    let route = try #require(world.machinery.platform.handlers.routes["/user_identities/create"])
    _ = try await route.run(.object(["full_name": .string("Jane")]), caller)
    let entry = try #require(try await entries(["author_kind": "operator_session"]).last)
    #expect(entry.operation == "/user_identities/create")
    #expect(entry.request_id == "request-1")
    #expect(entry.author.reference.text == session.id.text)
    #expect(entry.author.operator_id.text == session.operatorID.text)
    #expect(entry.author.name == "Ann")
  }

  @Test("has an entry when an operator signs in or out, none for a use of the session, and no hash of its secret")
  func signing() async throws {
    let opened = try await open()
    let before = try await serverEntries()
    #expect(before.last?.operation == "pages/operator_sign_in")
    world.pass(seconds: 3600)
    #expect(try await signIn.session(opened.secret)?.lastUsedAt == world.clock.now)
    #expect(try await serverEntries() == before)
    try await signIn.close(opened.session, from: nil)
    let after = try await serverEntries()
    #expect(after.map(\.operation) == before.map(\.operation) + ["pages/operator_sign_out"])
    let texts = after.flatMap { $0.records.flatMap(\.parts) }.compactMap { $0.opening?.text }
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { !$0.contains(opened.session.secretHash) && !$0.contains("last_used_at") })
  }
}

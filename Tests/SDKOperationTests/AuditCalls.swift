import SeamClient
import Testing

extension Seam {
  /// Operations that change nothing by themselves, or by these calls: a sync reads a site, an import is only previewed,
  /// the session exists, the webhook was not paused, and what was launched or set before stays as it is.
  private static let unaudited: Set = [
    "/connected_accounts/sync", "/latchkey/v1/stays/import", "/acs/credential_provisioning_automations/launch",
    "/acs/credentials/update", "/client_sessions/get_or_create", "/latchkey/v1/operators/unlink_account",
    "/latchkey/v1/webhooks/resume",
  ]

  /// Calls every operation on the audit, and erases a person.
  func useAudit() async throws {
    let person = try await userIdentities.create(fullName: "Quirina")
    let created = try #require(try await latchkey.audit.list(subjectID: person.id.text).first)
    #expect(created.operation == "/user_identities/create")
    #expect(created.changes.contains { $0.record == "user_identity" && !$0.isErased })
    try await latchkey.people.erase(userIdentityID: person.id)
    let erased = try #require(try await latchkey.audit.list(subjectID: person.id.text).first)
    #expect(erased.hash == created.hash)
    #expect(erased.changes.contains { $0.isErased })
    #expect(try await latchkey.audit.verify(head: created.hash).isIntact)
  }

  /// Every operation that was called and changes something has left an entry.
  ///
  /// - Parameter refused: the operations that always refuse.
  func checkAudit(except refused: Set<String>) async throws {
    let verification = try await latchkey.audit.verify()
    #expect(verification.isIntact, "\(verification.message)")
    let entries = try await latchkey.audit.listAll(limit: 1000).all()
    let audited = Set(entries.map(\.operation))
    let changing = catalogue.filter { $0.operation.kind != .read }.map { $0.operation.path }
    let missing = Set(changing).subtracting(audited).subtracting(refused).subtracting(Self.unaudited)
    #expect(missing.isEmpty, "not audited: \(missing.sorted())")
    let reads = catalogue.filter { $0.operation.kind == .read }.map { $0.operation.path }
    #expect(audited.isDisjoint(with: reads))
  }
}

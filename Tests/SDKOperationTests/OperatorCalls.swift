import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on operators, with their tokens and sessions, and on API keys.
  func useOperators() async throws {
    let operators = latchkey.operators
    let ann = try await operators.create(name: "Ann", role: .administrator)
    let bob = try await operators.create(name: "Bob", role: .viewer, emailAddress: "bob@example.com")
    #expect(try await operators.list().map(\.id) == [ann.id, bob.id])
    #expect(try await operators.listAdministrators().map(\.operatorName) == ["Ann"])
    #expect(
      try await operators.update(operatorID: bob.id, emailAddress: .clear, role: .frontDesk).role == .known(.frontDesk))
    let token = try await operators.createAccessToken(operatorID: bob.id)
    #expect(token.token?.hasPrefix(token.beginsWith) == true)
    try await operators.revokeAccessToken(accessTokenID: token.id)
    let listed = try await operators.listAccessTokens(operatorID: bob.id)
    #expect(listed.map(\.id) == [token.id] && listed[0].token == nil && listed[0].revokedAt != .null)
    #expect(try await operators.unlinkAccount(operatorID: bob.id).openIDIssuer == .null)
    try await operators.delete(operatorID: bob.id)

    let key = try await latchkey.apiKeys.create(name: "Booking")
    #expect(key.key?.hasPrefix(key.beginsWith) == true)
    #expect(try await latchkey.apiKeys.list().contains { $0.id == key.id && $0.key == nil })
    try await latchkey.apiKeys.revoke(apiKeyID: key.id)

    #expect(try await latchkey.operatorSessions.list().isEmpty)
    await #expect(throws: SeamError.self) { try await latchkey.operatorSessions.revoke(operatorSessionID: "nobody") }
  }
}

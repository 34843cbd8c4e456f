import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The renewal of a guest's tokens at several servers")
struct GuestAccountTests {
  private let database: Database
  private let guest = GuestAccountRow(
    workspaceID: house, userIdentityID: "identity", connectedAccountID: "account", sealedTokens: [1])

  init() async throws {
    database = try freshDatabase()
    let guest = guest
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.save(guest)
    }
  }

  private func begins(at now: Instant) async throws -> Bool {
    let guest = guest
    return try await database.write(at: now) { try $0.beginRenewal(of: guest, until: now + .seconds(60), at: now) }
  }

  @Test("is begun by one of them, until it has saved the tokens")
  func once() async throws {
    #expect(try await begins(at: .start))
    #expect(try await !begins(at: .start))
    let guest = guest
    try await database.write { try $0.saveTokens([2], of: guest) }
    #expect(try await begins(at: .start))
  }

  @Test("is begun by another one after a minute if the first one stopped")
  func stopped() async throws {
    #expect(try await begins(at: .start))
    #expect(try await !begins(at: .start + .seconds(59)))
    #expect(try await begins(at: .start + .seconds(60)))
  }
}

import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("A sign-in with a company account")
struct EndedSignInTests {
  @Test("ends at one server only, until its cookie expires")
  func once() async throws {
    let database = try freshDatabase()
    let end = Instant.start + .seconds(600)
    func finish(_ hash: String, at now: Instant) async throws -> Bool {
      try await database.writeOutsideWorkspaces(at: now, by: .rule(.notingUses)) {
        try $0.endSignIn(stateHash: hash, expiringAt: end)
      }
    }
    #expect(try await finish("one", at: .start))
    #expect(try await !finish("one", at: .start))
    #expect(try await finish("two", at: .start))
    #expect(try await !finish("one", at: .start + .seconds(599)))
    // Each that ends forgets those that have expired.
    #expect(try await finish("three", at: end))
    #expect(try await count(database) == 1)
    try await database.writeOutsideWorkspaces(at: end, by: .rule(.forgetting)) { try $0.forgetEndedSignIns() }
    #expect(try await count(database) == 0)
  }

  private func count(_ database: Database) async throws -> Int? {
    try await database.read { connection in
      try connection.first("SELECT COUNT(*) FROM ended_sign_ins") { row in
        var columns = row.columns
        return columns.integer()
      }
    }
  }
}

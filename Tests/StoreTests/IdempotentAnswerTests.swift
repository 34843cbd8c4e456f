import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The response to a call with an Idempotency-Key")
struct IdempotentAnswerTests {
  private let database: Database
  private let request = IdempotentRequest(workspaceID: house, caller: "workspace", keyHash: "key", fingerprint: "call")

  init() async throws {
    database = try freshDatabase()
    try await database.write { try $0.save(WorkspaceRecord.example()) }
  }

  /// Renames the workspace, and stores the name as the response.
  private func rename(_ name: String, at now: Instant = .start) async throws {
    let request = request
    try await database.write(at: now) { transaction in
      var workspace = WorkspaceRecord.example()
      workspace.name = name
      try transaction.save(workspace)
      try transaction.keep(Array(name.utf8), of: request, at: now)
    }
  }

  private func answer(at now: Instant = .start) async throws -> [UInt8]? {
    let request = request
    return try await database.read { try $0.idempotentAnswer(to: request, at: now)?.sealedAnswer }
  }

  private func name() async throws -> String? {
    try await database.read { try $0.workspaces().first { $0.id == house }?.name }
  }

  @Test("is stored by one of two servers that run the call, and the other one's change is rolled back")
  func once() async throws {
    try await rename("First")
    await #expect(throws: IdempotencyKeyTaken()) { try await rename("Second") }
    #expect(try await name() == "First")
    #expect(try await answer() == Array("First".utf8))
  }

  @Test("gives its key back after a day")
  func expired() async throws {
    try await rename("First")
    let later = Instant.start + IdempotentRequest.life
    try await rename("Second", at: later)
    #expect(try await name() == "Second")
    #expect(try await answer(at: later) == Array("Second".utf8))
    let last = later + IdempotentRequest.life
    try await database.write(at: last) { try $0.forgetIdempotentAnswers(at: last) }
    #expect(try await answer(at: later) == nil)
  }
}

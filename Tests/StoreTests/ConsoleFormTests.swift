import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("A form of the console that was sent")
struct ConsoleFormTests {
  private let database: Database
  private let form = SentConsoleForm(sessionID: "session", keyHash: "key", fingerprint: "fields")

  init() async throws {
    database = try freshDatabase()
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(OperatorRecord(id: "ann", name: "Ann", createdAt: .start))
      try transaction.insert(
        OperatorSessionRecord(
          id: "session", operatorID: "ann", accessTokenID: nil, secretHash: "hash", createdAt: .start,
          lastUsedAt: .start, expiresAt: .start + .seconds(3600)))
    }
  }

  private func take(_ form: SentConsoleForm, at now: Instant = .start) async throws -> SentConsoleForm.Earlier? {
    try await database.write(at: now) { try $0.take(form) }
  }

  private func count() async throws -> Int? {
    try await database.read { connection in
      try connection.first("SELECT COUNT(*) FROM console_forms") { row in
        var columns = row.columns
        return columns.integer()
      }
    }
  }

  @Test("is taken once, and shows who sends it again what became of it")
  func once() async throws {
    #expect(try await take(form) == nil)
    let underWay = SentConsoleForm.Earlier(fingerprint: "fields", hasEnded: false, place: nil)
    #expect(try await take(form) == underWay)
    let other = SentConsoleForm(sessionID: "session", keyHash: "key", fingerprint: "other fields")
    #expect(try await take(other) == underWay)
    try await database.write { [form] in try $0.end(form, ledTo: "people/1") }
    let ended = SentConsoleForm.Earlier(fingerprint: "fields", hasEnded: true, place: "people/1")
    #expect(try await take(form) == ended)
    // Other sessions have keys of their own.
    #expect(try await take(SentConsoleForm(sessionID: "other", keyHash: "key", fingerprint: "fields")) == nil)
  }

  @Test("can be sent again after it was given back, or after ten minutes")
  func again() async throws {
    #expect(try await take(form) == nil)
    try await database.write { [form] in try $0.delete(form) }
    #expect(try await take(form) == nil)
    let last = Instant.start + (SentConsoleForm.life - .microseconds(1))
    #expect(try await take(form, at: last) != nil)
    let later = Instant.start + SentConsoleForm.life
    #expect(try await take(form, at: later) == nil)
    try await database.write(at: later) { try $0.forgetConsoleForms() }
    #expect(try await count() == 1)
    try await database.write(at: later + SentConsoleForm.life) { try $0.forgetConsoleForms() }
    #expect(try await count() == 0)
  }

  @Test("is forgotten with its session")
  func endOfSession() async throws {
    #expect(try await take(form) == nil)
    try await database.write { try $0.deleteOperatorSessions(openedBy: "another token") }
    #expect(try await count() == 1)
    try await database.write { try $0.deleteOperatorSessions(openedWithoutTokenBy: "ann") }
    #expect(try await count() == 0)
  }
}

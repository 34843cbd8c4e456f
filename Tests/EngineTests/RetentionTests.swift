import API
import Core
import Foundation
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("Old events") final class OldEvents: Sendable {
  private let database: Database
  private let time = Mutex(Instant(microseconds: 1_700_000_000_000_000))

  init() async throws {
    database = try freshDatabase()
    try await database.write {
      try $0.save(WorkspaceRecord.example(createdAt: .blank))
    }
  }

  @Test("are forgotten and the numbers go on") func areForgottenAndTheNumbersGoOn() async throws {
    let clocks = WorkspaceClocks(system: SystemClock { [self] in time.withLock { $0 } })
    let retention = Retention(
      database: database, clocks: clocks, life: .seconds(10 * 86_400), auditLife: .seconds(20 * 86_400),
      serverAuditLife: .seconds(20 * 86_400), logger: Logger(label: "test"))
    for _ in 0..<30 {
      try await database.write(at: clocks.now(in: house)) {
        try $0.append(.acsUserCreated, about: EventSubject())
      }
      time.withLock { $0 = $0 + .seconds(86_400) }
    }
    try await retention.pass()
    let kept = try await database.read { try $0.events(after: 0, types: nil, limit: 100, in: house) }
    #expect(kept.map(\.sequence) == Array(21...30))

    time.withLock { $0 = $0 + .seconds(400 * 86_400) }
    try await retention.pass()
    try await database.write(at: clocks.now(in: house)) {
      try $0.append(.acsUserCreated, about: EventSubject())
    }
    #expect(
      try await database.read { try $0.events(after: 0, types: nil, limit: 100, in: house) }.map(\.sequence) == [
        30, 31,
      ])
    #expect(try await database.read { try $0.firstEventSequence(in: house) } == 30)
  }

  @Test("are forgotten by the node that has the claim for it, and others know that they have not")
  func areForgottenByOneNode() async throws {
    let clocks = WorkspaceClocks(system: SystemClock { [self] in time.withLock { $0 } })
    let store = NodeStore(database, clock: clocks.system)
    let claims = Claims(in: store, under: NodeLease())
    let retention = Retention(
      database: database, clocks: clocks, life: .seconds(86_400), auditLife: .seconds(86_400),
      serverAuditLife: .seconds(86_400), claims: claims, logger: Logger(label: "test"))
    #expect(try await !retention.pass())
    try await store.add(.retention)
    try await store.join(NodeRecord(id: "node", address: "here", version: "1"), for: .seconds(5))
    let taken = try #require(try await store.takeUp(by: "node"))
    claims.replace(with: taken)
    #expect(try await retention.pass())
  }

  @Test("so are old entries of the audit outside of workspaces, whose rest can be verified")
  func soIsTheAuditOutsideOfWorkspaces() async throws {
    let clocks = WorkspaceClocks(system: SystemClock { [self] in time.withLock { $0 } })
    let retention = Retention(
      database: database, clocks: clocks, life: .seconds(86_400), auditLife: .seconds(100 * 86_400),
      serverAuditLife: .seconds(10 * 86_400), logger: Logger(label: "test"))
    for _ in 0..<30 {
      let now = clocks.system.now()
      try await database.writeOutsideWorkspaces(
        at: now, by: .commandLine, asking: AuditedCall("admin tokens create")
      ) { $0.noteCall() }
      time.withLock { $0 = $0 + .seconds(86_400) }
    }
    let whole = try await database.verifyAudit(of: Transaction.noWorkspace, expecting: nil)
    #expect(whole.isIntact && whole.entryCount == 30)
    try await retention.pass()
    let rest = try await database.verifyAudit(of: Transaction.noWorkspace, expecting: whole.head)
    // The deletion is an entry too.
    #expect(rest.isIntact && rest.entryCount == 10 + 1)
    try await retention.pass()
    #expect(try await database.verifyAudit(of: Transaction.noWorkspace, expecting: nil).head == rest.head)
  }

  @Test("so are console forms and ended sign-ins that have expired") func soIsWhatHasExpired() async throws {
    let clocks = WorkspaceClocks(system: SystemClock { [self] in time.withLock { $0 } })
    let retention = Retention(
      database: database, clocks: clocks, life: .seconds(86_400), auditLife: .seconds(86_400),
      serverAuditLife: .seconds(86_400), logger: Logger(label: "test"))
    let now = clocks.system.now()
    let form = SentConsoleForm(sessionID: "session", keyHash: "key", fingerprint: "fields")
    let areNew = try await database.writeOutsideWorkspaces(at: now, by: .rule(.notingUses)) { transaction in
      let isTaken = try transaction.take(form) != nil
      return [!isTaken, try transaction.endSignIn(stateHash: "state", expiringAt: now + .seconds(600))]
    }
    #expect(areNew == [true, true])
    for (seconds, count) in [(599, 2), (1, 0)] {
      time.withLock { $0 = $0 + .seconds(seconds) }
      try await retention.pass()
      let kept = try await database.read { connection in
        try connection.all("SELECT key_hash FROM console_forms UNION ALL SELECT state_hash FROM ended_sign_ins") {
          row in
          var columns = row.columns
          return columns.text()
        }
      }
      #expect(kept.count == count)
    }
  }

  @Test("so are attempts that are over") func soAreAttemptsThatAreOver() async throws {
    let now = time.withLock { $0 }
    for number in 1...4 {
      let attempt = ActionAttemptRecord(
        id: ID("\(number)"), workspaceID: house, sequence: number, action: .resetSandbox, createdAt: now,
        state: number == 2 ? .pending : .success)
      try await database.write { try $0.insert(attempt) }
    }
    _ = try await database.write { try $0.forgetActionAttempts(before: now, limit: 100) }
    #expect(try await attempts() == ["1", "2", "3", "4"])
    _ = try await database.write { try $0.forgetActionAttempts(before: now + .seconds(1), limit: 100) }
    #expect(try await attempts() == ["2", "4"])
    #expect(try await database.write { try $0.nextActionAttemptSequence() } == 5)
  }

  private func attempts() async throws -> [String] {
    let page = try await database.read { connection in
      try connection.actionAttempts(ActionAttemptFilter(), PageRange(from: nil, limit: 100), in: house)
    }
    return page.rows.map(\.id.text)
  }

  /// For all later moments, questions about a gateway get the same answers as before.
  @Test("so are sightings of gateways but the ones that count") func soAreSightingsOfGatewaysButTheOnesThatCount()
    async throws
  {
    let start = time.withLock { $0 }
    @Sendable func at(_ day: Int) -> Instant { start + .seconds(day * 86_400) }
    try await database.write { connection in
      try connection.insertSite(.example(id: "site", createdAt: start))
    }
    for (day, isOnline) in [(0, true), (1, false), (2, true), (3, false), (5, true), (6, false)] {
      let lock = ObservedLock(
        id: ExternalID("lock"), name: "Door", batteryLevel: nil, lockType: nil, lockedState: nil, isOnline: isOnline,
        isPrivacyMode: false, isLeftOpenAlarm: false, isIntrusionAlarm: false,
        iq: ObservedIQ(id: ExternalID("iq"), isOnline: isOnline))
      try await database.write(at: at(day)) { connection in
        try connection.save([lock], was: connection.seenLocks(of: "site", in: house), at: "site")
        try connection.saveLook(at: "site")
      }
    }
    func kept() async throws -> [Instant] {
      try await database.read {
        try $0.all("SELECT from_at FROM iq_sightings ORDER BY from_at") { row in
          var columns = row.columns
          return columns.instant()
        }
      }
    }
    #expect(try await database.write { try $0.forgetSightings(before: at(4), limit: 100) } == false)
    // The last sighting is on the third day, and the last one online on the second.
    #expect(try await kept() == [at(2), at(3), at(5), at(6)])
    #expect(try await database.write { try $0.forgetSightings(before: at(9), limit: 1) })
    while try await database.write({ try $0.forgetSightings(before: at(9), limit: 1) }) {}
    while try await database.write({ try $0.forgetLooks(before: at(9), limit: 1) }) {}
    #expect(try await database.read { try $0.lookedAt("site", in: house) } == at(6))
    #expect(try await kept() == [at(5), at(6)])
  }
}

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

/// Collects log messages.
final class HeardLog: Sendable {
  private struct Handler: LogHandler {
    let log: HeardLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { log.lines.withLock { $0.append("\(event.message)") } }
  }

  private let lines = Mutex<[String]>([])
  var messages: [String] { lines.withLock { $0 } }
  var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }
}

/// Failed writes to the database are logged and retried.
@Suite("What cannot be written") struct WhatCannotBeWritten {
  private struct Failure: Error {}
  private let log = HeardLog()

  @Test("A failed write is reported and retried until it succeeds.")
  func retriedUntilWritten() async throws {
    let tries = Mutex(0)
    let number = try await tryingAgain("It could not be written", log.logger, until: Deadline(in: .seconds(3600))) {
      let count = tries.withLock { tries in
        tries += 1
        return tries
      }
      if count < 3 { throw Failure() }
      return count
    }
    #expect(number == 3)
    #expect(log.messages == ["It could not be written", "It could not be written"])
  }

  @Test("A write is abandoned at its deadline and reported.")
  func abandonedAtDeadline() async {
    await #expect(throws: Failure.self) {
      try await tryingAgain("It could not be written", log.logger, until: Deadline(in: .zero)) { throw Failure() }
    }
    #expect(log.messages == ["It could not be written"])
  }

  @Test("A write that decides who is due is retried soon.")
  func retriedSoon() async throws {
    let database = try freshDatabase()
    let now = Instant(microseconds: 1_700_000_000_000_000)
    let system = AcsSystemRecord.example(createdAt: now)
    let timetable = SiteTimetable(
      system: system, database: database, clocks: WorkspaceClocks(system: SystemClock { now }), logger: log.logger)
    #expect(await timetable.idleTime() == .seconds(60))
    #expect(await timetable.timeUntilRevocation() == .seconds(60))
    #expect(log.messages.isEmpty)
    database.close()
    #expect(await timetable.idleTime() == .seconds(1))
    #expect(await timetable.timeUntilRevocation() == .seconds(1))
    #expect(await timetable.subjectsToRevoke().isEmpty)
    #expect(await timetable.putOff(.user("user"), after: Failure()) == nil)
    #expect(log.messages.count == 4)
  }

  @Test("Work is due again soon after an outage of the database, and minutes after another failure.")
  func dueAgain() async throws {
    let database = try freshDatabase()
    let now = Instant(microseconds: 1_700_000_000_000_000)
    let system = AcsSystemRecord.example(createdAt: now)
    let timetable = SiteTimetable(
      system: system, database: database, clocks: WorkspaceClocks(system: SystemClock { now }), logger: log.logger)
    try await database.write(at: now) { transaction in
      try transaction.insertSite(system)
      try transaction.insert(AcsUserRecord.example(createdAt: now))
      try transaction.setDue(ID<AcsUser>("user"), at: system.id, now, isUrgent: true)
    }
    #expect(await timetable.putOff(.user("user"), after: DatabaseError.unknownOutcome) == nil)
    #expect(await timetable.timeUntilRevocation() == .seconds(1))
    #expect(await timetable.putOff(.user("user"), after: Failure()) == nil)
    #expect(await timetable.timeUntilRevocation() == .seconds(60))
  }
}

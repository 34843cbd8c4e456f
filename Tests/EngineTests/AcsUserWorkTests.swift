import API
import Core
import Foundation
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

/// A site with one user, whose planned call has to wait for its turn.
@Suite("Calls that wait") final class CallsThatWait: Sendable {
  private let database: Database
  private let work: AcsUserWork
  private let user: ID<AcsUser> = "user"
  private let now = Instant(microseconds: 1_700_000_000_000_000)

  init() async throws {
    database = try freshDatabase()
    let now = now
    let system = AcsSystemRecord.example(createdAt: now)
    work = AcsUserWork(
      system: system,
      secrets: Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 })
    let guest = AcsUserRecord.example(id: user, createdAt: now)
    try await database.write { connection in
      try connection.insertSite(system)
      try connection.insert(guest)
    }
  }

  private func planned() async throws -> PlannedCall? {
    let (work, user, now) = (work, user, now)
    let next = try await database.write(at: now) { try work.next(user, $0) }
    if case .call(let call) = next { return call }
    return nil
  }

  private func isAsked(_ call: PlannedCall) async throws -> Bool {
    let (work, user) = (work, user)
    return try await database.read { try work.isAsked(user, call, $0) }
  }

  private func change(_ body: @escaping @Sendable (inout AcsUserRecord) -> Void) async throws {
    let (user, now) = (user, now)
    try await database.write(at: now) { connection in
      let before = try #require(try connection.acsUser(user, in: "house"))
      var changed = before
      body(&changed)
      try connection.save(changed, was: before)
    }
  }

  @Test("are made if no other change is requested meanwhile")
  func areMadeIfNoOtherChangeIsRequestedMeanwhile() async throws {
    let call = try #require(try await planned())
    guard case .createUser(let profile) = call.call else { return #expect(Bool(false), "\(call.call)") }
    #expect(profile.fullName == "Jane")
    try await change { $0.progress.attempts = 3 }
    #expect(try await isAsked(call))
  }

  @Test("are taken back and planned again if another change was requested")
  func areTakenBackAndPlannedAgainIfAnotherChangeWasRequested() async throws {
    let call = try #require(try await planned())
    try await change { $0.wanted.fullName = "Ann" }
    #expect(try await !isAsked(call))
    let (work, user, now) = (work, user, now)
    let next = try await database.write(at: now) { try work.takeBack(user, call, $0) }
    guard case .call(let other) = next, case .createUser(let profile) = other.call else {
      return #expect(Bool(false), "\(next)")
    }
    #expect(profile.fullName == "Ann" && !other.isUrgent)
    // The user was deleted before anything was created, so no call is needed and nothing is unknown.
    try await change { $0.wanted.isDeleted = true }
    #expect(try await !isAsked(other))
    let last = try await database.write(at: now) { try work.takeBack(user, other, $0) }
    guard case .rest = last else { return #expect(Bool(false), "\(last)") }
    #expect(try await database.read { try $0.acsUser(user, in: "house") } == nil)
  }
}

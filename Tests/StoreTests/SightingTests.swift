import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("Sightings of an IQ")
final class SightingTests: Sendable {
  private let database: Database
  private let start = Instant.start
  private let entrance: AcsEntranceRecord

  init() async throws {
    database = try freshDatabase()
    entrance = AcsEntranceRecord(
      id: "entrance", acsSystemID: "site", connectedAccountID: "account", sequence: 1, createdAt: start,
      lock: Self.lock(isOnline: true), privacyModeAt: nil, siteAcceptsPins: true, siteAcceptsMobileKeys: true)
    let (start, entrance) = (start, entrance)
    try await database.write { connection in
      try connection.insertSite(.example(id: "site", createdAt: start))
      try connection.insert(entrance)
    }
  }

  private static func lock(isOnline: Bool) -> ObservedLock {
    ObservedLock(
      id: ExternalID("lock"), name: "Door", batteryLevel: nil, lockType: nil, lockedState: nil, isOnline: isOnline,
      isPrivacyMode: false, isLeftOpenAlarm: false, isIntrusionAlarm: false,
      iq: ObservedIQ(id: ExternalID("iq"), isOnline: isOnline))
  }

  private func look(_ isOnline: Bool, at now: Instant) async throws {
    try await database.write(at: now) { connection in
      let seen = try connection.seenLocks(of: "site", in: "house")
      try connection.save([Self.lock(isOnline: isOnline)], was: seen, at: "site")
      try connection.saveLook(at: "site")
    }
  }

  private func facts(by moment: Instant) async throws -> (seenAt: Instant?, onlineAt: Instant?) {
    let entrance = entrance
    let facts = try await database.read { try $0.lockFacts(of: [entrance.id], at: moment, in: "house")[entrance.id] }
    return (facts?.iqSeenAt, facts?.iqOnlineAt)
  }

  private func spanCount() async throws -> Int {
    try await database.read { try $0.all("SELECT 1 FROM iq_sightings") { _ in () }.count }
  }

  @Test("are one row as long as nothing changes, and answer exactly when it was seen last")
  func oneRow() async throws {
    for minute in 0..<100 { try await look(true, at: start + .seconds(60 * minute)) }
    #expect(try await spanCount() == 1)
    let last = start + .seconds(60 * 99)
    #expect(try await facts(by: last + .seconds(3600)) == (last, last))
    #expect(try await facts(by: start - .seconds(1)) == (nil, nil))
    try await look(false, at: last + .seconds(60))
    #expect(try await spanCount() == 2)
    #expect(try await facts(by: last + .seconds(90)) == (last + .seconds(60), last))
    #expect(try await facts(by: last - .seconds(10)) == (last - .seconds(60), last - .seconds(60)))
  }

  @Test("of a clock that was set back count from then on")
  func setBack() async throws {
    try await look(true, at: start)
    try await look(true, at: start + .seconds(60))
    try await look(false, at: start + .seconds(30))
    let seen = start + .seconds(30)
    #expect(try await facts(by: start + .seconds(50)).seenAt == seen)
    #expect(try await facts(by: start + .seconds(50)).onlineAt != seen)
  }

  @Test("answer as a row for each look would")
  func asEachLook() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    var looks: [(at: Instant, isOnline: Bool)] = []
    var (now, isOnline) = (start, true)
    for _ in 0..<300 {
      // Sightings are about a minute apart, with occasional long gaps.
      let pause = random.below(20) == 0 ? 3600 : 30 + random.below(80)
      now = now + .seconds(pause)
      if random.below(6) == 0 { isOnline.toggle() }
      looks.append((now, isOnline))
      try await look(isOnline, at: now)
    }
    for _ in 0..<1000 {
      let moment = start + .seconds(random.below(Int((now - start).components.seconds) + 600))
      let (seenAt, onlineAt) = try await facts(by: moment)
      let last = looks.last { $0.at <= moment }
      let lastOnline = looks.last { $0.at <= moment && $0.isOnline }
      #expect(seenAt == last?.at && onlineAt == lastOnline?.at, "seed \(seed), \(moment)")
    }
  }
}

import API
import Core
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

/// A line to no other server.
private struct SilentLine: TextLine {
  func send(_ text: String) {}
  func close() async {}
}

/// One of several nodes in this process. They share a database with its clock, and each has a monotonic clock of its own.
private final class TestNode: Sendable {
  private final class Surroundings: Sendable {
    let moment = Mutex(ContinuousClock.now)
    let endCount = Mutex(0)
  }

  let lease: NodeLease
  let claims: Claims
  let membership: NodeMembership
  let log = HeardLog()
  private let surroundings: Surroundings

  init(_ database: Database, _ clock: ManualClock, seed: UInt64) {
    let store = NodeStore(database, clock: clock.system)
    let around = Surroundings()
    surroundings = around
    lease = NodeLease(now: { around.moment.withLock { $0 } }, end: { around.endCount.withLock { $0 += 1 } })
    claims = Claims(in: store, under: lease)
    membership = NodeMembership(
      store: store, claims: claims, lease: lease, identifiers: .seeded(seed), address: "node-\(seed)", version: "1",
      logger: log.logger)
  }

  /// How often the process would have ended.
  var endCount: Int { surroundings.endCount.withLock { $0 } }

  func pass(_ time: Duration) { surroundings.moment.withLock { $0 += time } }

  func leave() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.claims.run() }
      await membership.leave()
      group.cancelAll()
    }
  }
}

@Suite("A node beside another one")
struct NodeMembershipTests {
  private let clock = ManualClock()
  private let database: Database
  private let one: TestNode
  private let two: TestNode
  /// Five sandboxes, and the deletion of expired data.
  private let subjectCount = 6

  init() async throws {
    database = try freshDatabase()
    one = TestNode(database, clock, seed: 1)
    two = TestNode(database, clock, seed: 2)
    for number in 0..<(subjectCount - 1) {
      let id = ID<Workspace>("house-\(number)")
      try await database.write(in: id) { try $0.save(WorkspaceRecord.example(id: id)) }
    }
  }

  private func beat(_ nodes: TestNode..., times: Int = 1) async {
    for _ in 0..<times {
      for node in nodes { await node.membership.beat() }
    }
  }

  @Test("takes up its share once it has renewed its row three times in a row")
  func share() async {
    await beat(one, two, times: 2)
    #expect(one.claims.held.isEmpty)
    await beat(one, two)
    #expect(one.claims.held.count == 4)
    #expect(Set(one.claims.held).union(two.claims.held).count == subjectCount)
    #expect(one.claims.held.count + two.claims.held.count == subjectCount, "each has one node")
    let subject = one.claims.held[0]
    let hold = one.claims.hold(on: subject)
    #expect(hold?.claim?.subject == subject && hold?.isOver == false)
    let other = two.claims.hold(on: subject)
    #expect(other?.claim == nil)
  }

  @Test("takes over from one that is dead, which joins again")
  func takeover() async {
    await beat(one, two, times: 3)
    clock.advance(by: .seconds(3))
    await beat(two)
    clock.advance(by: .seconds(3))
    await beat(two)
    #expect(two.claims.held.count == subjectCount)
    await beat(one)
    #expect(one.claims.held.isEmpty)
    #expect(one.log.messages == ["Other nodes have taken over the work of this one"])
    await beat(one, two, times: 2)
    #expect(one.claims.held.isEmpty, "the other one has to give something back first")
  }

  @Test("takes nothing up while it gives claims back, for which it has stopped working", .timeLimit(.minutes(1)))
  func givingBack() async {
    await beat(one, times: 3)
    #expect(one.claims.held.count == subjectCount)
    await beat(two, one)
    // Nobody passes on what is lost, so the node waits before it gives back what it has dropped.
    while one.claims.held.count > 4 { await Task.yield() }
    clock.advance(by: .seconds(3))
    await beat(one)
    clock.advance(by: .seconds(3))
    await one.claims.add(.sandbox("new house"))
    await beat(one)
    #expect(one.claims.held.count == 4)
  }

  @Test("ends if it stood still past its time, and not if the database was away")
  func oversleeping() async {
    await beat(one, two, times: 3)
    for _ in 0..<5 {
      one.lease.tick()
      one.pass(.seconds(1))
    }
    #expect(one.claims.hold(on: one.claims.held[0])?.isOver == true)
    #expect(one.endCount == 0)
    two.pass(.seconds(5))
    #expect(two.claims.hold(on: two.claims.held[0])?.isOver == true)
    #expect(two.endCount == 1)
  }

  @Test("works for everything at once after the other one has left")
  func leaving() async {
    await beat(one, two, times: 3)
    let lost = Mutex(0)
    one.claims.follow(Set(ClaimSubject.Kind.allCases), gain: { _, _ in }, lose: { _ in lost.withLock { $0 += 1 } })
    await one.leave()
    #expect(lost.withLock { $0 } == 4)
    await beat(two)
    #expect(two.claims.held.count == subjectCount)
  }

  @Test("reports no takeover of its work when it leaves, also if a renewal comes after that")
  func renewalAfterLeaving() async {
    await beat(one, two, times: 3)
    await one.leave()
    await beat(one)
    #expect(one.log.messages.isEmpty)
  }

  @Test("has everybody look each second unless it is notified of all changes, and once after another one has died")
  func lookingAgain() async throws {
    let count = Mutex(0)
    database.bell.listen { topic in if topic == .everything { count.withLock { $0 += 1 } } }
    await beat(two, times: 2)
    #expect(count.withLock { $0 } == 2)
    try database.bell.connect { hear in
      hear(.connected)
      return SilentLine()
    }
    #expect(count.withLock { $0 } == 3)
    await beat(two, one, times: 3)
    #expect(count.withLock { $0 } == 3)
    clock.advance(by: .seconds(3))
    await beat(two)
    clock.advance(by: .seconds(3))
    await beat(two)
    #expect(count.withLock { $0 } == 4)
  }

  @Test("is not needed: a single process works for everything, and asks no table")
  func single() {
    let claims = Claims.ofSingleProcess()
    #expect(claims.areOfSingleProcess && claims.held.isEmpty)
    let hold = claims.hold(on: .retention)
    #expect(hold?.claim == nil && hold?.isOver == false)
  }
}

import API
import Core
import Operations
import Store
import Synchronization
import TestKit
import Testing
import Wire

@Suite("Watchers of activities")
struct ActivityFeedTests {
  private let database: Database
  private let feeds: ActivityFeeds
  /// The drawn activities.
  private let drawn = Watcher()

  init() async throws {
    database = try freshDatabase()
    feeds = ActivityFeeds(database: database)
    try await database.write { try $0.save(WorkspaceRecord.example()) }
  }

  private func happen(_ count: Int, _ type: EventType = .acsUserCreated) async throws {
    try await database.write { transaction in
      for _ in 0..<count { try transaction.append(type, about: EventSubject()) }
    }
  }

  /// Watches until the watcher has got a number of activities. It continues where it was cut off.
  ///
  /// - Parameter prepare: runs before each delivery.
  /// - Returns: the sequences in the order in which they came, and how often the watcher began.
  private func watch(
    from start: Int = 0, until count: Int, kinds: [Activity.Kind]? = nil, _ watcher: Watcher = Watcher(),
    before prepare: @escaping @Sendable () async -> Void = {}
  ) async throws -> (sequences: [Int], beginnings: Int) {
    let look = ActivityFeeds.Look("plain") { [drawn] activity in
      drawn.take([activity.sequence])
      return "\(activity.sequence)"
    }
    var beginnings = 0
    while watcher.count < count {
      try Task.checkCancellation()
      beginnings += 1
      do {
        try await feeds.watch(house, after: watcher.sequences.last ?? start, kinds: kinds, as: look) { activities in
          await prepare()
          watcher.take(activities.map(\.sequence))
          if watcher.count >= count { throw Enough() }
        }
      } catch is Enough {}
    }
    return (watcher.sequences, beginnings)
  }

  private func until(_ isTrue: () -> Bool) async throws {
    let end = Deadline(in: .seconds(60))
    while !isTrue() {
      try #require(!end.isOver)
      await Task.yield()
    }
  }

  @Test("get each of 2,000 activities once and in order, all 200 of them")
  func crowd() async throws {
    let all = Array(1...2000)
    try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<200 { group.addTask { try await watch(until: all.count).sequences } }
      group.addTask {
        for _ in 0..<100 { try await happen(20) }
        return all
      }
      for try await sequences in group { #expect(sequences == all) }
    }
  }

  @Test("share what is drawn")
  func sharing() async throws {
    let watchers = (0..<20).map { _ in Watcher() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for watcher in watchers { group.addTask { _ = try await watch(until: 51, watcher) } }
      try await happen(1)
      try await until { watchers.allSatisfy { $0.count == 1 } }
      // Those who came late had the first activity drawn for themselves.
      let before = drawn.count
      try await happen(50)
      try await group.waitForAll()
      #expect(drawn.count == before + 50)
    }
  }

  @Test("who are too slow are cut off, and continue without a loss")
  func slow() async throws {
    let (held, gate) = (Signal(), Signal())
    let (slow, quick) = (Watcher(), Watcher())
    async let quickly = watch(until: 2000, quick)
    async let slowly = watch(until: 2000, slow) {
      guard slow.count == 1 else { return }
      held.set()
      await gate.wait(upTo: .seconds(60))
    }
    try await happen(1)
    try await until { slow.count == 1 && quick.count == 1 }
    try await happen(1)
    try #require(await held.wait(upTo: .seconds(60)))
    for _ in 0..<9 { try await happen(222) }
    try await until { quick.count == 2000 }
    gate.set()
    let (after, before) = (try await slowly, try await quickly)
    #expect(after.beginnings == 2)
    #expect(after.sequences == Array(1...2000))
    #expect(before.sequences == Array(1...2000))
  }

  @Test("get only the kinds that they watch")
  func kinds() async throws {
    try await happen(2)
    try await happen(1, .acsUserDeleted)
    try await happen(1, .deviceLowBattery)
    try await happen(2)
    try await happen(1, .deviceLowBattery)
    #expect(try await watch(until: 2, kinds: [.problem]).sequences == [4, 7])
    #expect(try await watch(from: 4, until: 1, kinds: [.problem]).sequences == [7])
  }

  @Test("begin after the last activity that they got, which must exist")
  func start() async throws {
    try await happen(3)
    #expect(try await feeds.start(after: nil, in: house) == 3)
    #expect(try await feeds.start(after: "2", in: house) == 2)
    for wrong in ["4", "-1", "x", ""] {
      await #expect(throws: APIError.self) { try await feeds.start(after: wrong, in: house) }
    }
  }

  @Test("who are canceled get no more")
  func canceled() async throws {
    let watcher = Watcher()
    let watching = Task { try await watch(until: 2, watcher) }
    try await happen(1)
    try await until { watcher.count == 1 }
    watching.cancel()
    await #expect(throws: CancellationError.self) { _ = try await watching.value }
    try await happen(1)
    #expect(watcher.count == 1)
  }
}

/// A watcher has all that it wants.
private struct Enough: Error {}

/// Keeps sequences in the order in which they come.
private final class Watcher: Sendable {
  private let taken = Mutex<[Int]>([])

  var sequences: [Int] { taken.withLock { $0 } }
  var count: Int { taken.withLock { $0.count } }
  func take(_ more: [Int]) { taken.withLock { $0 += more } }
}

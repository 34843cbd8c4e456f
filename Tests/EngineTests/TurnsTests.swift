import Engine
import Synchronization
import Testing
import Wire

@Suite("Turns")
struct TurnsTests {
  private struct Counts {
    var working = 0
    var most = 0
    var ended = 0
  }

  private final class Counter: Sendable {
    let counts = Mutex(Counts())

    func work() async {
      counts.withLock { counts in
        counts.working += 1
        counts.most = max(counts.most, counts.working)
      }
      await Task.yield()
      counts.withLock { counts in
        counts.working -= 1
        counts.ended += 1
      }
    }
  }

  @Test("let no more tasks work at a time than their width, and all in the end")
  func width() async throws {
    let (turns, counter) = (Turns(3), Counter())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 { group.addTask { try await turns.withTurn { await counter.work() } } }
      try await group.waitForAll()
    }
    let counts = counter.counts.withLock { $0 }
    #expect(counts.most <= 3)
    #expect(counts.ended == 50)
  }

  @Test("of canceled tasks go to the next ones", .timeLimit(.minutes(1)))
  func cancellation() async throws {
    let (turns, begun, gate) = (Turns(1), Signal(), Signal())
    let first = Task {
      try await turns.withTurn {
        begun.set()
        await gate.wait(upTo: .seconds(60))
      }
    }
    await begun.wait(upTo: .seconds(60))
    let second = Task { try await turns.withTurn {} }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.set()
    try await first.value
    try await turns.withTurn {}
  }
}

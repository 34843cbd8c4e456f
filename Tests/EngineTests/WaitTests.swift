import Core
import Testing
import Wire

@testable import Engine

/// All waits end.
@Suite("Wait") struct WaitTests {
  private let now = Instant(microseconds: 1_700_000_000_000_000)

  @Test("Other work continues while a revocation never ends.")
  func otherWorkContinues() async {
    let lane = AccountLane()
    lane.enter()
    #expect(await lane.wait(now: now, until: Deadline(in: .milliseconds(10))) == nil)
    #expect(!lane.isFree)
    lane.leave()
    #expect(lane.isFree)
  }

  @Test("A read that never ends is abandoned at its deadline.")
  func readEndsAtDeadline() async {
    // Nothing is ever sent, so only the deadline can end the read, however late it is noticed.
    let (silence, end) = AsyncStream<Void>.makeStream()
    await #expect(throws: ProviderFault.later(.unavailable, after: nil)) {
      try await reading(until: Deadline(in: .milliseconds(10))) { () throws(ProviderFault) in
        for await _ in silence {}
        throw .later(.unavailable, after: nil)
      }
    }
    end.finish()
  }

  @Test("Waiting for a task ends at a deadline, and the task continues.")
  func taskOutlivesWait() async {
    let (stream, continuation) = AsyncStream<Int>.makeStream()
    let task = Task {
      for await number in stream { return number }
      return 0
    }
    #expect(await task.value(until: Deadline(in: .milliseconds(10))) == nil)
    continuation.yield(7)
    #expect(await task.value == 7)
    #expect(await task.value(until: Deadline(in: .seconds(60))) == 7)
  }

  @Test("Failing calls are reported after a while, until one succeeds.")
  func failuresReported() {
    var calls = DueCalls(patience: .seconds(60))
    calls.begin(.blocking, at: now)
    #expect(calls.failure(at: now + .seconds(59)) == nil)
    calls.begin(.blocking, at: now + .seconds(30))
    calls.begin(.state, at: now + .seconds(30))
    calls.succeed(.state)
    #expect(calls.failure(at: now + .seconds(60)) == CallFailure(since: now, kinds: [.blocking]))
    calls.succeed(.blocking)
    #expect(calls.failure(at: now + .seconds(60)) == nil)
  }

  @Test("A call that is no longer wanted, or that a read confirmed, is not due.")
  func unwantedNotDue() {
    var calls = DueCalls(patience: .seconds(60))
    calls.begin(.joining, for: .user("jane"), at: now)
    calls.begin(.joining, for: .user("ann"), at: now + .seconds(10))
    // It is unknown whether Jane was added, so she is read. The change stays in doubt.
    calls.begin(.membership, for: .user("jane"), at: now + .seconds(1))
    calls.keep([.membership, .joining], of: .user("jane"))
    calls.succeed(.membership)
    #expect(calls.failure(at: now + .seconds(60)) == CallFailure(since: now, kinds: [.joining]))
    // The read shows that Jane was added. Ann's membership is no longer wanted.
    calls.keep([], of: .user("jane"))
    #expect(calls.failure(at: now + .seconds(60))?.kinds == [.joining])
    calls.keep([.profile], of: .user("ann"))
    #expect(calls.failure(at: now + .seconds(60)) == nil)
  }

  @Test("Calls for the site itself are due whatever its users need.")
  func siteCallsDue() {
    var calls = DueCalls(patience: .seconds(60))
    calls.begin(.state, at: now)
    calls.keep([], of: .user("jane"))
    #expect(calls.failure(at: now + .seconds(60))?.kinds == [.state])
  }

  @Test("Calls that nobody makes now are not due.")
  func abandonedNotDue() {
    var calls = DueCalls(patience: .seconds(60))
    calls.begin(.deletion, at: now)
    #expect(calls.failure(at: now + .seconds(899)) != nil)
    #expect(calls.failure(at: now + .seconds(900)) == nil)
  }
}

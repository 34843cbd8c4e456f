import API
import Core
import Testing
import Wire

@testable import Engine

@Suite("The queue of a site's subjects")
struct SubjectQueueTests {
  @Test("takes those who wait into work in their order, each once")
  func order() {
    var queue = SubjectQueue()
    #expect(queue.isIdle)
    let waiting = queue.lineUp([.user("jane"), .user("ann"), .user("tom")])
    #expect(waiting == [.user("jane"), .user("ann"), .user("tom")])
    let begun = [queue.beginNext(), queue.beginNext()]
    #expect(begun == [.user("jane"), .user("ann")] && !queue.isIdle)
    // Users in work remain due until their work ends.
    let others = queue.lineUp([.user("jane"), .user("ann"), .user("tom")])
    #expect(others == [.user("tom")])
    let last = [queue.beginNext(), queue.beginNext()]
    #expect(last == [Subject.user("tom"), nil])
    let turnedUrgent = [Subject.user("jane"), .user("ann"), .user("tom")].map { queue.end($0) }
    #expect(turnedUrgent == [false, false, false] && queue.isIdle)
  }

  @Test("takes the urgent into work at once, and not again when it would be their turn")
  func urgent() {
    var queue = SubjectQueue()
    _ = queue.lineUp([.user("jane"), .user("ann")])
    let urgent = queue.beginUrgent([.user("ann"), .user("tom")])
    #expect(urgent == [.user("ann"), .user("tom")])
    let next = [queue.beginNext(), queue.beginNext()]
    #expect(next == [Subject.user("jane"), nil])
  }

  @Test("remembers who turned urgent while in work, once")
  func turnedUrgent() {
    var queue = SubjectQueue()
    _ = queue.lineUp([.user("jane")])
    let first = queue.beginNext()
    let none = queue.beginUrgent([.user("jane")])
    #expect(first == Subject.user("jane") && none.isEmpty)
    let turnedUrgent = queue.end(.user("jane"))
    #expect(turnedUrgent)
    let again = queue.beginUrgent([.user("jane")])
    let turnsAgain = queue.end(.user("jane"))
    #expect(again == [Subject.user("jane")] && !turnsAgain && queue.isIdle)
  }
}

@Suite("The lane of an account")
struct AccountLaneTests {
  private struct Failure: Error {}

  @Test("is free again after urgent work, however that ended")
  func freed() async {
    let lane = AccountLane()
    lane.enter()
    #expect(!lane.isFree)
    await lane.withTurn(isUrgent: true) { _ in #expect(!lane.isFree) }
    #expect(lane.isFree)
    await #expect(throws: Failure.self) {
      try await lane.withTurn(isUrgent: false) { turn in
        turn.isUrgent = true
        turn.isUrgent = true
        #expect(!lane.isFree)
        throw Failure()
      }
    }
    #expect(lane.isFree)
  }

  @Test("lets other work go on as soon as urgent work is urgent no more")
  func others() async {
    let lane = AccountLane()
    await lane.withTurn(isUrgent: false) { turn in
      turn.isUrgent = true
      async let other = lane.withTurn(isUrgent: false) { other in
        await other.wait(now: Instant(microseconds: 0), until: Deadline(in: .seconds(60)))
      }
      turn.isUrgent = false
      #expect(await other == nil)
    }
  }
}

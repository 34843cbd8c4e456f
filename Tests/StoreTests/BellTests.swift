import Synchronization
import Testing
import Wire

@testable import Store

/// A line that only notes what it carries.
private final class NotedLine: TextLine {
  let texts = Mutex<[String]>([])
  let isClosed = Mutex(false)

  func send(_ text: String) { texts.withLock { $0.append(text) } }
  func close() async { isClosed.withLock { $0 = true } }
}

/// What a listener heard.
private final class Heard: Sendable {
  private let topics = Mutex<[Topic]>([])

  func add(_ topic: Topic) { topics.withLock { $0.append(topic) } }

  func take() -> [Topic] {
    topics.withLock { topics in
      defer { topics = [] }
      return topics
    }
  }
}

@Suite("A bell")
struct BellTests {
  private let bell = Bell()
  private let heard = Heard()

  @Test("rings for who waits for the topic, and for all if something may have been missed")
  func topics() {
    let heard = heard
    let listener = bell.listen(to: .events("house")) { heard.add($0) }
    bell.ring(.events("other"))
    bell.ring(.work("house"))
    #expect(heard.take() == [])
    bell.ring(.events("house"))
    bell.ring(.everything)
    #expect(heard.take() == [.events("house"), .everything])
    bell.stop(listener)
    bell.ring(.events("house"))
    bell.ring(.everything)
    #expect(heard.take() == [])
    bell.listen { heard.add($0) }
    bell.ring(.events("other"))
    bell.ring(.everything)
    #expect(heard.take() == [.events("other"), .everything])
  }

  @Test("is followed by a look at first and one after each ring, even one during a look, until a look is the last")
  func following() async {
    var looks: [Bool] = []
    await bell.follow(.events("house")) { isRung in
      looks.append(isRung)
      switch looks.count {
      case 1: bell.ring(.events("house"))
      case 2: bell.ring(.everything)
      case 3: return .zero
      default: return nil
      }
      return .seconds(3600)
    }
    #expect(looks == [false, true, false, false])
  }

  @Test("is not followed after the deadline, nor by a canceled task")
  func followingNoLonger() async {
    await bell.follow(.clocks, until: Deadline(in: .zero)) { _ in
      Issue.record("It looked after the deadline.")
      return nil
    }
    await withDiscardingTaskGroup { group in
      group.cancelAll()
      group.addTask {
        await bell.follow(.clocks) { _ in
          Issue.record("A canceled task looked.")
          return nil
        }
      }
    }
  }

  @Test("rings at the other servers, and passes on what they ring for")
  func line() async throws {
    let (heard, line) = (heard, NotedLine())
    bell.listen { heard.add($0) }
    let pass = Mutex<(@Sendable (LineNews) -> Void)?>(nil)
    try bell.connect { hear in
      pass.withLock { $0 = hear }
      return line
    }
    let passOn = try #require(pass.withLock { $0 })
    #expect(!bell.isConnected)
    passOn(.connected)
    #expect(bell.isConnected && heard.take() == [.everything])
    passOn(.texts(["work/site", "of another version", "pin/code"]))
    #expect(heard.take() == [.work("site"), .pin("code")])
    #expect(line.texts.withLock { $0 } == [])
    bell.ring(.events("house"))
    #expect(line.texts.withLock { $0 } == ["events/house"])
    passOn(.lost)
    #expect(!bell.isConnected && heard.take() == [.events("house"), .everything])
    await bell.disconnect()
    #expect(line.isClosed.withLock { $0 })
  }

  @Test("rings for topics that have a text each")
  func texts() {
    let topics: [Topic] = [
      .events("a"), .work("b"), .urgentWork("c/d"), .pin("e"), .webhook("f"), .heldCards("g"), .syncRequests, .clocks,
      .freeClaims, .accounts, .callers, .everything,
    ]
    #expect(topics.compactMap { Topic(text: $0.text) } == topics)
    #expect(Topic(text: "unknown/x") == nil)
  }
}

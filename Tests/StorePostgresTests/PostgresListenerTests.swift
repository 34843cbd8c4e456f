import TestKit
import Testing

@testable import Store
@testable import StorePostgres

/// A node that hears the others.
private struct Node {
  let listener: PostgresListener
  let reconnection = Reconnection()
  /// What it hears, each once.
  let news: AsyncStream<LineNews>

  init(_ address: PostgresAddress) throws {
    let (stream, heard) = AsyncStream.makeStream(of: LineNews.self)
    news = stream
    listener = try PostgresListener(address, reconnection, greeting: "hello") { heard.yield($0) }
  }

  func hears(_ expected: LineNews) async -> Bool { await news.first { $0 == expected } != nil }

  /// The texts of other nodes up to one of them.
  func texts(upTo last: String) async -> [String] {
    var found: [String] = []
    for await item in news {
      guard case .texts(let texts) = item else { continue }
      found += texts
      if texts.contains(last) { break }
    }
    return found
  }
}

@Suite("A line between nodes", .enabled(if: TestDatabase.isPostgres), .timeLimit(.minutes(1)))
struct PostgresListenerTests {
  private let address: PostgresAddress
  private let one: Node
  private let two: Node

  /// The second node connects after the first.
  init() async throws {
    let address = try PostgresAddress(TestDatabase.emptyAddress())
    let one = try Node(address)
    #expect(await one.hears(.connected))
    let two = try Node(address)
    #expect(await two.hears(.connected))
    (self.address, self.one, self.two) = (address, one, two)
  }

  private func end() async {
    await one.listener.close()
    await two.listener.close()
  }

  @Test("carries texts to the others, and not back")
  func others() async {
    one.listener.send("from one")
    #expect(await two.texts(upTo: "from one").last == "from one")
    two.listener.send("from two")
    #expect(await one.texts(upTo: "from two") == ["hello", "from two"])
    await end()
  }

  @Test("carries more texts than fit into one notification")
  func many() async {
    let texts = (0..<3000).map { "work/\($0)" }
    for text in texts { one.listener.send(text) }
    one.listener.send("last")
    let heard = await two.texts(upTo: "last")
    #expect(heard.filter { $0 != "hello" } == texts + ["last"])
    await end()
  }

  @Test("connects again after it was cut, and greets, since texts may be lost")
  func cut() async throws {
    #expect(await one.texts(upTo: "hello") == ["hello"])
    let other = Session(try PostgresSession(address, for: .migrating))
    try other.cutOthers(atMost: 1)
    #expect(await two.hears(.lost))
    #expect(await two.hears(.connected))
    #expect(await one.texts(upTo: "hello") == ["hello"])
    one.listener.send("after")
    #expect(await two.texts(upTo: "after").last == "after")
    await end()
  }

  @Test("connects again after another connection has found the server silent")
  func silence() async {
    two.reconnection.noteSilence(of: "elsewhere", since: 0)
    #expect(await two.hears(.lost))
    #expect(await two.hears(.connected))
    await end()
  }

  @Test("carries the last texts before it closes")
  func closing() async {
    one.listener.send("last")
    await one.listener.close()
    #expect(await two.texts(upTo: "last").last == "last")
    await two.listener.close()
  }
}

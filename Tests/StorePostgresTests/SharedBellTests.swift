import TestKit
import Testing
import Wire

@testable import Store
@testable import StorePostgres

/// One of several servers, with the topics that its bell rings for.
private struct Server {
  let database: Database
  let topics: AsyncStream<Topic>

  /// Waits until its bell is connected.
  init(_ address: PostgresAddress) async throws {
    let (stream, heard) = AsyncStream.makeStream(of: Topic.self)
    topics = stream
    database = try Database(
      postgres: address, readers: 1, writers: 1, migrations: migrations, identifiers: .seeded(1), brand: .acme)
    database.bell.listen { heard.yield($0) }
    try database.connectBell()
    #expect(await hears(.everything))
  }

  func hears(_ topic: Topic) async -> Bool { await topics.first { $0 == topic } != nil }

  func end() async {
    await database.disconnectBell()
    database.close()
  }
}

@Suite("The bells of servers", .enabled(if: TestDatabase.isPostgres), .timeLimit(.minutes(1)))
struct SharedBellTests {
  private struct Refusal: Error {}

  @Test("ring at all servers once a change is on disk, and not for one that is rolled back")
  func change() async throws {
    let address = try PostgresAddress(TestDatabase.emptyAddress())
    let (one, two) = try await (Server(address), Server(address))
    #expect(one.database.bell.isConnected && two.database.bell.isConnected)
    await #expect(throws: Refusal.self) {
      try await one.database.write {
        $0.ring(.work("undone"))
        throw Refusal()
      }
    }
    try await one.database.write { $0.ring(.work("done")) }
    for server in [one, two] {
      var heard: [Topic] = []
      for await topic in server.topics {
        heard.append(topic)
        if topic == .work("done") { break }
      }
      #expect(!heard.contains(.work("undone")))
    }
    await one.end()
    await two.end()
  }
}

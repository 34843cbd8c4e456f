import Store
import Testing

@testable import StorePostgres

@Suite("Attempts to connect") struct ReconnectionTests {
  @Test("report each reason once, also if reasons alternate")
  func reasons() async {
    let (reasons, reported) = AsyncStream.makeStream(of: String.self)
    let reconnection = Reconnection { reported.yield($0) }
    for _ in 1...2 {
      reconnection.failed(after: .zero, because: DatabaseError.cannotOpen("it starts"))
      reconnection.note(DatabaseError.unavailable)
      reconnection.succeeded(at: "db:5432")
    }
    reported.finish()
    var all: [String] = []
    for await reason in reasons { all.append(reason) }
    #expect(all == [DatabaseError.cannotOpen("it starts"), .unavailable].map { $0.description })
  }
}

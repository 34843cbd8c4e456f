import Core
import Logging
import TestKit
import Testing

@testable import Server
@testable import Store

@Suite("A server that is stopping")
struct ProcessWatchTests {
  private let database: Database
  private let watch: ProcessWatch

  init() throws {
    database = try freshDatabase()
    watch = ProcessWatch(
      database: database, clock: ManualClock().system, departure: .seconds(3600),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { true }
  }

  @Test("is not ready at once, and answers until a load balancer has left it for others", .timeLimit(.minutes(1)))
  func besideOthers() async {
    database.node.note(nodeCount: 2)
    let departure = Task { [watch] in await watch.depart() }
    while watch.faults.first != .isStopping { await Task.yield() }
    #expect(!watch.isStopping)
    departure.cancel()
    await departure.value
    #expect(watch.isStopping)
  }

  @Test("answers nothing further if there is no other one", .timeLimit(.minutes(1)))
  func alone() async {
    await watch.depart()
    #expect(watch.faults.first == .isStopping && watch.isStopping)
  }
}

import Testing

@testable import Store

@Suite("The writes of a database")
struct WriteHealthTests {
  private let health = WriteHealth()

  private func fail(by error: DatabaseError) { health.note(Result<Void, any Error>.failure(error), false) }

  @Test("count as failing after an outage, until one succeeds")
  func outage() {
    fail(by: .full)
    #expect(!health.tookLastWrite)
    health.note(Result<Void, any Error>.success(()), true)
    #expect(health.tookLastWrite)
  }

  @Test("do not count as failing after a statement that the database refuses")
  func refusal() {
    fail(by: .constraint("spaces.space_key"))
    fail(by: .failed(code: "22021", "the server refuses a value of the statement", isOutage: false))
    #expect(health.tookLastWrite)
  }
}

import Core
import Synchronization
import Testing
import Wire

@testable import Operations

@Suite("The renewal of a guest's tokens")
struct GuestRenewalTests {
  private let fresh = GuestTokens(accessToken: "fresh", expiresAt: Instant(microseconds: 0), refreshToken: nil)

  @Test("is waited for until a deadline, continues, and its result serves later callers")
  func hanging() async throws {
    let renewals = GuestRenewals()
    let (answers, provider) = AsyncStream<GuestTokens>.makeStream()
    let count = Mutex(0)
    let renew: @Sendable () async -> GuestTokens? = {
      count.withLock { $0 += 1 }
      for await tokens in answers { return tokens }
      return nil
    }
    await #expect(throws: DeadlineExceeded.self) {
      try await renewals.run("guest", until: Deadline(in: .milliseconds(10)), renew)
    }
    provider.yield(fresh)
    let tokens = try await renewals.run("guest", until: Deadline(in: .seconds(60)), renew)
    #expect(tokens == fresh && count.withLock { $0 } == 1)
  }

  @Test("is retried after a failure")
  func failing() async throws {
    struct Failure: Error {}
    let renewals = GuestRenewals()
    await #expect(throws: Failure.self) {
      try await renewals.run("guest", until: Deadline(in: .seconds(60))) { throw Failure() }
    }
    let tokens = try await renewals.run("guest", until: Deadline(in: .seconds(60))) { [fresh] in fresh }
    #expect(tokens == fresh)
  }
}

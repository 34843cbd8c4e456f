import Testing

@testable import VirtualSaltoKS

@Suite("Ledger") struct LedgerTests {
  private func platform(calls: Int, effects: Set<Int> = []) throws -> Platform {
    var platform = Platform(keys: try SiteKeys(seed: 1), randomness: Randomness(seed: 1))
    for seq in 1...calls {
      platform.append(
        LedgerEntry(
          seq: seq, arrival: seq, at: 0, method: "GET", path: "/v1.2/sites", status: 200,
          effect: effects.contains(seq) ? "user_created" : nil, userID: nil, callerID: nil, systemAt: nil))
    }
    return platform
  }

  @Test("A compaction keeps every call that had an effect, and the latest others")
  func whatIsKept() throws {
    var platform = try platform(calls: 25_000, effects: [1, 9_000])
    platform.forget(until: 0)
    #expect(platform.ledger.map(\.seq) == [1, 9_000] + Array(15_001...25_000))
    #expect(platform.callCount == 25_000)
  }

  @Test("Calls after one that was forgotten are found by their numbers")
  func afterAGap() throws {
    var platform = try platform(calls: 12_000, effects: [5])
    platform.forget(until: 0)
    #expect(platform.ledger(after: 0).first?.seq == 5)
    #expect(platform.ledger(after: 5).first?.seq == 2_001)
    #expect(platform.ledger(after: 11_999).map(\.seq) == [12_000])
    #expect(platform.ledger(after: 12_000).isEmpty)
    #expect(platform.ledger(after: .max).isEmpty)
  }

  @Test("A line of the journal that is done again notes no call twice")
  func doneAgain() throws {
    var platform = try platform(calls: 3)
    let line = platform.takeChanges()
    platform.replay(line)
    #expect(platform.ledger.map(\.seq) == [1, 2, 3])
  }
}

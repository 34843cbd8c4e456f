import Store
import Testing
import Wire

@testable import Operations

@Suite("A key that was used lately")
struct KnownKeyTests {
  private let keys = KnownKeys()
  private let now = Instant(microseconds: 0)
  private let key = KnownKeys.Known(
    key: APIKeyRecord(
      id: "key", workspaceID: "house", name: "Front desk", shortToken: "short", longTokenHash: "hash",
      createdAt: Instant(microseconds: 0)),
    isSuspended: false)

  @Test("is known for a second, until all are forgotten")
  func life() {
    keys.keep(key, at: now, readIn: keys.generation)
    #expect(keys["short", at: now] != nil)
    #expect(keys["short", at: now + KnownKeys.lifetime] == nil)
    keys.forget()
    #expect(keys["short", at: now] == nil)
  }

  @Test("is not kept if it was read before all were forgotten, since it may have been revoked meanwhile")
  func revokedMeanwhile() {
    let generation = keys.generation
    keys.forget()
    keys.keep(key, at: now, readIn: generation)
    #expect(keys["short", at: now] == nil)
  }
}

import Core
import Synchronization
import Testing
import Wire

@testable import Operations

@Suite("Guessing")
struct FailedProofTests {
  private final class Moment: Sendable {
    private let seconds = Mutex(0)
    func pass(_ more: Int) { seconds.withLock { $0 += more } }
    var clock: SystemClock {
      SystemClock { [self] in Instant(microseconds: 0) + .seconds(seconds.withLock { $0 }) }
    }
  }

  private let moment = Moment()
  private let home = IPAddress("192.0.2.7")

  private func isStopped(_ proofs: FailedProofs, _ page: String, _ mark: String, from sender: IPAddress?) -> Bool {
    do { _ = try proofs.begin(.password, at: page, from: sender, mark: mark) } catch { return true }
    return false
  }

  @Test("of passwords is stopped after five a minute at one page, and after twenty from one address")
  func passwords() {
    let proofs = FailedProofs(clock: moment.clock)
    for number in 0..<5 { #expect(!isStopped(proofs, "one", "\(number)", from: home)) }
    #expect(isStopped(proofs, "one", "more", from: home))
    #expect(isStopped(proofs, "one", "more", from: IPAddress("198.51.100.1")), "the page is guessed at from elsewhere")
    for number in 5..<20 { #expect(!isStopped(proofs, "page \(number)", "\(number)", from: home)) }
    #expect(isStopped(proofs, "another", "more", from: home))
    #expect(!isStopped(proofs, "another", "more", from: IPAddress("198.51.100.1")))
    moment.pass(60)
    #expect(!isStopped(proofs, "one", "later", from: home))
  }

  @Test("counts no try that succeeds")
  func successes() throws {
    let proofs = FailedProofs(clock: moment.clock)
    for number in 0..<300 {
      proofs.forgive(try proofs.begin(.password, at: "one", from: home, mark: "\(number)"))
    }
  }

  @Test("counts tries that come at once before the first is answered")
  func together() {
    let proofs = FailedProofs(clock: moment.clock)
    let stopped = (0..<1000).filter { isStopped(proofs, "one", "\($0)", from: home) }
    #expect(stopped.count == 995)
  }

  @Test("of keys is stopped after twenty; the same wrong key again is no guess")
  func keys() throws {
    let proofs = FailedProofs(clock: moment.clock)
    for _ in 0..<100 { #expect(proofs.count(.key, "mistyped", from: home) == nil) }
    for number in 1..<20 { #expect(proofs.count(.key, "\(number)", from: home) == nil) }
    #expect(proofs.count(.key, "more", from: home) == .seconds(60))
    #expect(proofs.count(.code, "more", from: home) == nil)
    moment.pass(59)
    #expect(proofs.count(.key, "more", from: home) == .seconds(1))
    moment.pass(1)
    #expect(proofs.count(.key, "more", from: home) == nil)
  }

  @Test("from a network of version 6 is from one address")
  func networks() {
    let proofs = FailedProofs(clock: moment.clock)
    let stopped = (0..<100).filter { proofs.count(.key, "\($0)", from: IPAddress("2001:db8:1:2::\($0)")) != nil }
    #expect(stopped.count == 80)
    #expect(proofs.count(.key, "x", from: IPAddress("2001:db8:1:3::1")) == nil)
  }
}

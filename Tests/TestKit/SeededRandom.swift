package import Core
import Synchronization
import Wire

/// Deterministic random numbers from a seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 up to, but not including, a limit.
  package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

extension Identifiers {
  /// Deterministic identifiers from a seed.
  package static func seeded(_ seed: UInt64, clock: SystemClock = SystemClock { .start }) -> Identifiers {
    let random = Mutex(SeededRandom(seed: seed))
    return Identifiers(clock: clock) { random.withLock { $0.next() } }
  }
}

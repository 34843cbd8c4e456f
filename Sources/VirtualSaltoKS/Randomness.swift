/// Numbers that depend only on a seed and a position, so a restart continues the sequence.
struct Randomness: Sendable {
  let seed: UInt64

  /// SplitMix64 at a position.
  func number(_ position: UInt64) -> UInt64 {
    var z = seed &+ position &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  func uuid(_ position: UInt64) -> String {
    let high = number(position &* 2 &+ 0x1_0000_0000) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = number(position &* 2 &+ 0x1_0000_0001) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let text = padded(high) + padded(low)
    let characters = Array(text)
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return cuts.map { String(characters[$0]) }.joined(separator: "-")
  }

  private func padded(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// Generates almost valid bytes.
struct Mutator {
  private static let telling: [UInt8] = [0, 1, 2, 3, 4, 0x11, 0x12, 0x13, 0x14, 0x20, 0x40, 0x7F, 0x80, 0xFE, 0xFF]

  var chance: SplitMix

  mutating func choice(of corpus: [[UInt8]]) -> [UInt8] { corpus.randomElement(using: &chance) ?? [] }

  /// An element of the corpus with a few changes.
  mutating func mutated(from corpus: [[UInt8]]) -> [UInt8] {
    var bytes = choice(of: corpus)
    for _ in 0..<Int.random(in: 1...4, using: &chance) { change(&bytes, choice(of: corpus)) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let range = self.range(in: bytes)
    let byte = Self.telling.randomElement(using: &chance) ?? 0
    switch Int.random(in: 0..<10, using: &chance) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
    case 2: bytes.insert(contentsOf: other[self.range(in: other)], at: range.lowerBound)
    case 3: bytes.replaceSubrange(range, with: other[self.range(in: other)])
    case 4: bytes = Array(bytes[..<range.lowerBound])
    case 5: bytes.append(byte)
    case 6: changeLength(&bytes, by: Int.random(in: -3...3, using: &chance))
    case 7 where !range.isEmpty: bytes[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 8 where !range.isEmpty: bytes[range.lowerBound] &+= 1
    default: if !range.isEmpty { bytes[range.lowerBound] = byte }
    }
  }

  /// Changes a probable length, and half the time adjusts the content to match.
  private mutating func changeLength(_ bytes: inout [UInt8], by difference: Int) {
    let places = bytes.indices.dropLast().filter { place in
      let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
      return length > 0 && place + 2 + length <= bytes.count
    }
    guard let place = places.randomElement(using: &chance) else { return }
    let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
    let changed = max(0, length + difference)
    bytes[place] = UInt8(changed >> 8 & 0xFF)
    bytes[place + 1] = UInt8(changed & 0xFF)
    guard Bool.random(using: &chance) else { return }
    let start = place + 2
    if changed < length {
      bytes.removeSubrange(start..<start + length - changed)
    } else {
      bytes.insert(contentsOf: [UInt8](repeating: 0x61, count: changed - length), at: start)
    }
  }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &chance)
    return start..<Int.random(in: start...min(bytes.count, start + 80), using: &chance)
  }
}

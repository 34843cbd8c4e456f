package import Wire

/// Creates identifiers: UUIDs of version 7, so that rows created one after another are stored close together.
package struct Identifiers: Sendable {
  private let random: @Sendable () -> UInt64
  private let clock: SystemClock

  package init(clock: SystemClock, random: @escaping @Sendable () -> UInt64) {
    self.clock = clock
    self.random = random
  }

  /// A new identifier. It contains the system's time, even if a sandbox's clock differs.
  package func next<Owner>(_: Owner.Type = Owner.self) -> ID<Owner> { ID(text()) }

  /// A new salt for a hash: 128 random bits in hexadecimal.
  package func salt() -> String {
    let words = [random(), random()]
    let digits = words.flatMap { word in (0..<16).map { hexDigits[Int(word >> UInt64(60 - 4 * $0) & 15)] } }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A new identifier as text.
  package func text() -> String {
    let milliseconds = UInt64(max(0, clock.now().microseconds / 1000))
    let high = milliseconds << 16 | 0x7000 | random() & 0x0FFF
    let low = 0x8000_0000_0000_0000 | random() >> 2
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      let half = index < 16 ? high : low
      text.append(hexDigits[Int(half >> UInt64(60 - 4 * (index % 16)) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The hexadecimal digits in ASCII.
package let hexDigits = Array("0123456789abcdef".utf8)

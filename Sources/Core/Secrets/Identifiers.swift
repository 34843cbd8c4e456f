import Wire

/// Makes identifiers: UUIDs of version 7, so that rows made one after another stand near each other.
public struct Identifiers: Sendable {
  private let random: @Sendable () -> UInt64
  private let clock: SystemClock

  public init(clock: SystemClock, random: @escaping @Sendable () -> UInt64) {
    self.clock = clock
    self.random = random
  }

  /// A new identifier. The time inside is the system's, whatever a sandbox's clock says.
  public func next<Owner>(_: Owner.Type = Owner.self) -> ID<Owner> { ID(text()) }

  /// A new identifier as text.
  public func text() -> String {
    let milliseconds = UInt64(max(0, clock.now().microseconds / 1000))
    let high = milliseconds << 16 | 0x7000 | random() & 0x0FFF
    let low = 0x8000_0000_0000_0000 | random() >> 2
    let digits = hexDigits(high) + hexDigits(low)
    let lengths = [8, 4, 4, 4, 12]
    var rest = digits[...]
    return lengths.map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }

  private func hexDigits(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

import Foundation

/// The bounds of external numbers. A control refuses a number outside of them; one from a journal is clamped. Otherwise
/// an overflow could crash the cloud, and with it the server that embeds it.
enum Bounds {
  /// Foundation's years 0001 to 9999, Julian before 1582, in microseconds since 1970.
  static let moments: ClosedRange<Int64> = -62_135_769_600_000_000...253_402_300_799_999_999
  /// The possible differences between two moments.
  static let offsets = (moments.lowerBound - moments.upperBound)...(moments.upperBound - moments.lowerBound)
  /// Up to a hundred years.
  static let seconds = 0...3_155_760_000
  /// A key is valid for at least a second.
  static let keyLife = 1...3_155_760_000
  /// Up to an hour.
  static let milliseconds = 0...3_600_000
  static let seats = 0...1_000_000
  static let groups = 0...1_000_000
  /// The status of an answer. Lower ones are informational and no final answers.
  static let statuses = 200...599
  static let times = 0...1_000_000_000
  static let chances = 0.0...1.0
  /// The maximum of `$skip`.
  static let skip = 0...1_000_000_000
}

extension Comparable {
  func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}

extension Moment {
  /// A moment some seconds after another, clamped to the representable range.
  static func after(_ moment: Int64, seconds: Int) -> Int64 {
    let microseconds = Int64(seconds.clamped(to: Bounds.seconds)) * 1_000_000
    return (moment.clamped(to: Bounds.moments) + microseconds).clamped(to: Bounds.moments)
  }
}

extension StringProtocol {
  /// Whether it consists of the digits 0 to 9 only.
  var hasDigitsOnly: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

extension Settings {
  var bounded: Settings {
    var settings = self
    for seconds in [
      \.settlingSeconds, \.deletionSeconds, \.rolloutMemberSeconds, \.rolloutScheduleSeconds,
      \.rolloutSubscriptionSeconds, \.rolloutBlockSeconds, \.rolloutDeleteSeconds, \.entryLagSeconds,
    ] as [WritableKeyPath<Settings, Int>] {
      settings[keyPath: seconds] = self[keyPath: seconds].clamped(to: Bounds.seconds)
    }
    settings.accessGroupLimit = accessGroupLimit?.clamped(to: Bounds.groups)
    settings.keyLifeSeconds = keyLifeSeconds.clamped(to: Bounds.keyLife)
    settings.responseDelayMilliseconds = responseDelayMilliseconds.clamped(to: Bounds.milliseconds)
    return settings
  }
}

extension Fault {
  var bounded: Fault {
    var fault = self
    fault.probability = probability?.clamped(to: Bounds.chances)
    fault.times = times?.clamped(to: Bounds.times)
    fault.latencyMilliseconds = latencyMilliseconds?.clamped(to: Bounds.milliseconds)
    fault.status = status.flatMap { Bounds.statuses.contains($0) ? $0 : nil }
    return fault
  }

  /// The member that is out of bounds, and its bounds.
  var problem: String? {
    let bounded = bounded
    if bounded.status != status { return "status must be a whole number from 200 to 599" }
    if bounded.latencyMilliseconds != latencyMilliseconds {
      return "latency_ms must be a whole number from 0 to 3600000"
    }
    if bounded.times != times { return "times must be a whole number from 0 to 1000000000" }
    if bounded.probability != probability { return "probability must be a number from 0 to 1" }
    return nil
  }
}

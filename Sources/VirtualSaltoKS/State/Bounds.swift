import Foundation

/// How large numbers from outside may be. A control refuses what is beyond; what a journal holds is cut to it, so that
/// no number can stop the cloud, and with it the server that embeds it.
enum Bounds {
  /// The years 0001 to 9999 as Foundation counts them, by the Julian calendar before 1582; in microseconds since 1970.
  static let moments: ClosedRange<Int64> = -62_135_769_600_000_000...253_402_300_799_999_999
  /// How far two moments can be apart.
  static let offsets = (moments.lowerBound - moments.upperBound)...(moments.upperBound - moments.lowerBound)
  /// Up to a hundred years.
  static let seconds = 0...3_155_760_000
  /// A key holds for a moment at least.
  static let keyLife = 1...3_155_760_000
  /// Up to an hour.
  static let milliseconds = 0...3_600_000
  static let seats = 0...1_000_000
  /// What an answer may have; those before are no answers yet.
  static let statuses = 200...599
  static let times = 0...1_000_000_000
  static let chances = 0.0...1.0
  /// How much of a list can be left out.
  static let skip = 0...1_000_000_000
}

extension Comparable {
  func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}

extension Moment {
  /// A moment so many seconds after another, the last one that can be written where that is earlier.
  static func after(_ moment: Int64, seconds: Int) -> Int64 {
    let microseconds = Int64(seconds.clamped(to: Bounds.seconds)) * 1_000_000
    return (moment.clamped(to: Bounds.moments) + microseconds).clamped(to: Bounds.moments)
  }
}

extension StringProtocol {
  /// Whether it has nothing but the digits 0 to 9.
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

  /// What is beyond its bounds, and what these are.
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

import Wire

/// A fact that changes, with what was known of it and from when.
///
/// A fact that was never recorded is false. While a call that changes it is open, it is unknown.
package struct FactHistory: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var at: Instant
    var truth: Truth
  }
  private(set) var entries: [Entry] = []

  package init() {}

  /// A fact that has always been so.
  package init(always flag: Bool) { record(Truth(flag), at: Instant.earliest) }

  /// Writes down what holds from a moment on. What was recorded for later moments before the clock was set back gives
  /// way.
  package mutating func record(_ truth: Truth, at moment: Instant) {
    while let last = entries.last, last.at >= moment { entries.removeLast() }
    if truth != current { entries.append(Entry(at: moment, truth: truth)) }
  }

  /// A call that makes the fact be `flag` was begun, and its end is not known.
  package mutating func doubt(_ flag: Bool, at moment: Instant) { record(current.mixed(with: Truth(flag)), at: moment) }

  /// Whether it ever held, or may have.
  var wasEver: Bool { entries.contains { $0.truth != .no } }

  /// What was recorded last.
  package var current: Truth { entries.last?.truth ?? .no }

  /// What holds at a moment.
  package func truth(at moment: Instant) -> Truth { entries.last { $0.at <= moment }?.truth ?? .no }

  /// What held throughout a time, both ends included; unknown where it was not the same all along.
  func truth(from start: Instant, through end: Instant) -> Truth {
    var truth = truth(at: start)
    for entry in entries where entry.at > start && entry.at <= end { truth = truth.mixed(with: entry.truth) }
    return truth
  }

  /// Since when the fact is as it is at a moment; nil if it was never recorded or always so.
  func since(_ moment: Instant) -> Instant? {
    guard let at = entries.last(where: { $0.at <= moment })?.at, at > .earliest else { return nil }
    return at
  }
}

/// A value that changes, with the instants from which each held.
package struct ValueHistory<Value: Hashable & Sendable>: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var at: Instant
    var value: Value
  }
  private(set) var entries: [Entry] = []

  package init() {}

  package mutating func record(_ value: Value, at moment: Instant) {
    while let last = entries.last, last.at >= moment { entries.removeLast() }
    entries.append(Entry(at: moment, value: value))
  }

  /// What was recorded last.
  package var current: Value? { entries.last?.value }

  package func value(at moment: Instant) -> Value? { entries.last { $0.at <= moment }?.value }
  func since(_ moment: Instant) -> Instant? { entries.last { $0.at <= moment }?.at }
}

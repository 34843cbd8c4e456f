package import Wire

/// A fact that changes over time, with its recorded states.
///
/// A fact without records is false. It is unknown during a call that changes it.
package struct FactHistory: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var at: Instant
    var truth: Truth
  }
  private(set) var entries: [Entry] = []

  package init() {}

  /// A fact that has always been so.
  package init(always flag: Bool) { record(Truth(flag), at: Instant.earliest) }

  /// Records a state from a moment on. Later records, from before the clock was set back, are
  /// replaced.
  package mutating func record(_ truth: Truth, at moment: Instant) {
    while let last = entries.last, last.at >= moment { entries.removeLast() }
    if truth != current { entries.append(Entry(at: moment, truth: truth)) }
  }

  /// A call that sets the fact to `flag` has begun, and its outcome is unknown.
  package mutating func doubt(_ flag: Bool, at moment: Instant) { record(current.mixed(with: Truth(flag)), at: moment) }

  /// Whether the fact was ever true, or may have been.
  var wasEver: Bool { entries.contains { $0.truth != .no } }

  /// Whether the fact was ever true by a moment, or may have been.
  func wasEver(by moment: Instant) -> Bool { entries.contains { $0.at <= moment && $0.truth != .no } }

  /// The last record.
  package var current: Truth { entries.last?.truth ?? .no }

  /// The state at a moment.
  package func truth(at moment: Instant) -> Truth { entries.last { $0.at <= moment }?.truth ?? .no }

  /// The state throughout an interval, including both ends. Unknown if it changed.
  func truth(from start: Instant, through end: Instant) -> Truth {
    var truth = truth(at: start)
    for entry in entries where entry.at > start && entry.at <= end { truth = truth.mixed(with: entry.truth) }
    return truth
  }

  /// Since when the fact has had its state of a moment. Nil if it was never recorded or always so.
  func since(_ moment: Instant) -> Instant? {
    guard let at = entries.last(where: { $0.at <= moment })?.at, at > .earliest else { return nil }
    return at
  }
}

/// A value that changes over time, with the start of each state.
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

  /// The last record.
  package var current: Value? { entries.last?.value }

  package func value(at moment: Instant) -> Value? { entries.last { $0.at <= moment }?.value }

  /// The values in an interval, including both ends. Nil for a part before the first record.
  func values(from start: Instant, through end: Instant) -> [Value?] {
    [value(at: start)] + entries.filter { $0.at > start && $0.at <= end }.map(\.value)
  }

  var isEmpty: Bool { entries.isEmpty }
  func since(_ moment: Instant) -> Instant? { entries.last { $0.at <= moment }?.at }
}

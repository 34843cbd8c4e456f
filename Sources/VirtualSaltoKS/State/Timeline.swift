/// A fact that changes, with the moments at which it did. The cloud's tables show the last value; a lock knows what
/// was rolled out to its IQ by then.
struct Timeline: Codable, Sendable {
  struct Change: Codable, Sendable {
    var at: Int64
    var value: Bool
  }
  private(set) var changes: [Change]

  init(_ value: Bool, at moment: Int64) { changes = [Change(at: moment, value: value)] }

  var value: Bool { changes.last?.value ?? false }

  mutating func set(_ value: Bool, at moment: Int64) {
    if value != self.value { changes.append(Change(at: moment, value: value)) }
  }

  /// What held at a moment; false before the first change.
  func value(at moment: Int64) -> Bool { changes.last { $0.at <= moment }?.value ?? false }
}

/// A fact that changes, with the moments at which it did. The cloud's tables show the last value; a lock knows what
/// was rolled out to its IQ by then.
struct Timeline: Sendable {
  struct Change: Sendable {
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

/// Moments and values in turn in the journal, such as `[1730365200000000, 1]`.
extension Timeline: Codable {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    changes = []
    while !list.isAtEnd {
      changes.append(Change(at: try list.decode(Int64.self), value: try list.decode(Int.self) == 1))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for change in changes {
      try list.encode(change.at)
      try list.encode(change.value ? 1 : 0)
    }
  }
}

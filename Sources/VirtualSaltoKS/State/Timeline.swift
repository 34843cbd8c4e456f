/// A boolean with the moments of its changes. The cloud shows the last value. A lock knows the value that has been
/// rolled out to its IQ.
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

  /// The value at a moment. False before the first change.
  func value(at moment: Int64) -> Bool { changes.last { $0.at <= moment }?.value ?? false }
}

/// In the journal, moments and values alternate, such as `[1730365200000000, 1]`.
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

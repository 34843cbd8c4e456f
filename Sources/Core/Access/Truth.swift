/// Yes, no, or not known.
package enum Truth: Hashable, Sendable {
  case yes, no, unknown

  package init(_ flag: Bool) { self = flag ? .yes : .no }

  static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }

  static func && (one: Truth, other: Truth) -> Truth {
    if one == .no || other == .no { return .no }
    return one == .yes && other == .yes ? .yes : .unknown
  }

  static func || (one: Truth, other: Truth) -> Truth { !(!one && !other) }

  /// What holds if either of two may: known only where both say the same.
  func mixed(with other: Truth) -> Truth { self == other ? self : .unknown }
}

/// Yes, no or unknown.
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

  /// The common value of two possible states. Unknown if they differ.
  func mixed(with other: Truth) -> Truth { self == other ? self : .unknown }
}

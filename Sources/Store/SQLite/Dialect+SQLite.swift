extension Dialect {
  /// Only one transaction writes at a time, so rows need no locks.
  static let sqlite = Dialect(clock: nil, sharing: "", skippingLocked: "")
}

/// The few words in which engines differ, for the statements of nodes. All other statements are common to all engines.
package struct Dialect: Sendable {
  /// The time of the database in microseconds since 1970, as an expression. Nil if the database runs in this program, and
  /// so has its time.
  package let clock: String?
  /// Ends a query whose rows may not change until the transaction ends.
  package let sharing: String
  /// Ends a subquery whose rows will change, and skips those that another transaction holds.
  package let skippingLocked: String

  package init(clock: String?, sharing: String, skippingLocked: String) {
    self.clock = clock
    self.sharing = sharing
    self.skippingLocked = skippingLocked
  }
}

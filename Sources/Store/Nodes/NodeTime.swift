import Core
import Wire

/// The time of the database in a statement. Only this time is compared between nodes, whose own clocks differ.
struct NodeTime: Sendable {
  /// The expression.
  let sql: String
  /// The values of its places.
  let values: [any SQLValue]

  init(_ dialect: Dialect, _ clock: SystemClock) {
    sql = dialect.clock ?? "?"
    values = dialect.clock == nil ? [clock.now()] : []
  }
}

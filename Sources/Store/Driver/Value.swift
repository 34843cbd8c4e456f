/// A value in SQL.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// A value that can be bound to a statement.
package protocol SQLValue: Sendable {
  var sqlValue: Value { get }
}

extension String: SQLValue { package var sqlValue: Value { .text(self) } }
extension Int: SQLValue { package var sqlValue: Value { .integer(Int64(self)) } }
extension Int64: SQLValue { package var sqlValue: Value { .integer(self) } }
extension Bool: SQLValue { package var sqlValue: Value { .integer(self ? 1 : 0) } }
extension Array: SQLValue where Element == UInt8 { package var sqlValue: Value { .blob(self) } }
extension Optional: SQLValue where Wrapped: SQLValue {
  package var sqlValue: Value { self?.sqlValue ?? .null }
}

/// A value in SQL.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// The type of a statement's place for a value.
package enum SQLType: Sendable {
  case integer
  case text
  case blob
}

/// A value that can be bound to a statement.
package protocol SQLValue: Sendable {
  /// Known without a value, since an engine may need the type of a place whose first value is null.
  static var sqlType: SQLType { get }
  var sqlValue: Value { get }
}

extension String: SQLValue {
  package static var sqlType: SQLType { .text }
  package var sqlValue: Value { .text(self) }
}
extension Int: SQLValue {
  package static var sqlType: SQLType { .integer }
  package var sqlValue: Value { .integer(Int64(self)) }
}
extension Int64: SQLValue {
  package static var sqlType: SQLType { .integer }
  package var sqlValue: Value { .integer(self) }
}
extension Bool: SQLValue {
  package static var sqlType: SQLType { .integer }
  package var sqlValue: Value { .integer(self ? 1 : 0) }
}
extension Array: SQLValue where Element == UInt8 {
  package static var sqlType: SQLType { .blob }
  package var sqlValue: Value { .blob(self) }
}
extension Optional: SQLValue where Wrapped: SQLValue {
  package static var sqlType: SQLType { Wrapped.sqlType }
  package var sqlValue: Value { self?.sqlValue ?? .null }
}

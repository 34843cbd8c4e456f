/// Reads the cells of an engine's rows.
///
/// Its functions are static, and a row is a pointer, so that a cell is read without counting references.
package protocol CellReader {
  static func isNull(_ row: OpaquePointer, _ column: Int32) -> Bool
  static func isText(_ row: OpaquePointer, _ column: Int32) -> Bool
  /// The number of a cell, or 0 if it is null. A condition is 1 or 0.
  static func integer(_ row: OpaquePointer, _ column: Int32) -> Int64
  /// The text of a cell. Nil if it is null.
  static func text(_ row: OpaquePointer, _ column: Int32) -> String?
  /// The bytes of a cell. None if it is null.
  static func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8]
}

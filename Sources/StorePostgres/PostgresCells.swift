import CPostgres
import Store

/// A row of a result. Its address is the handle of a ``Row``.
struct PostgresRow {
  let result: OpaquePointer
  var index: Int32
}

/// Reads the cells of binary results.
enum PostgresCells: CellReader {
  static func isNull(_ row: OpaquePointer, _ column: Int32) -> Bool {
    let row = place(row)
    return PQgetisnull(row.result, row.index, column) != 0
  }

  static func isText(_ row: OpaquePointer, _ column: Int32) -> Bool {
    let place = place(row)
    return PostgresType.texts.contains(PQftype(place.result, column)) && !isNull(row, column)
  }

  static func integer(_ row: OpaquePointer, _ column: Int32) -> Int64 {
    let place = place(row)
    guard let bytes = raw(place, column) else { return 0 }
    return PostgresType.integer(bytes, PQftype(place.result, column))
      ?? Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
  }

  static func text(_ row: OpaquePointer, _ column: Int32) -> String? {
    let place = place(row)
    guard let bytes = raw(place, column) else { return nil }
    if let number = PostgresType.integer(bytes, PQftype(place.result, column)) { return String(number) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8] {
    raw(place(row), column).map { Array($0) } ?? []
  }

  private static func place(_ row: OpaquePointer) -> PostgresRow {
    UnsafePointer<PostgresRow>(row).pointee
  }

  /// The bytes of a cell. Nil if it is null.
  private static func raw(_ row: PostgresRow, _ column: Int32) -> UnsafeRawBufferPointer? {
    if PQgetisnull(row.result, row.index, column) != 0 { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(row.result, row.index, column), count: Int(PQgetlength(row.result, row.index, column)))
  }
}

import CPostgres
import Store

/// The error of a failed statement.
func databaseError(_ result: OpaquePointer?) -> DatabaseError {
  let text = { (field: Int32) in PQresultErrorField(result, field).map { String(cString: $0) } }
  return databaseError(
    state: text(diagnosticField("C")) ?? "", message: text(diagnosticField("M")) ?? "",
    table: text(diagnosticField("t")), column: text(diagnosticField("c")), constraint: text(diagnosticField("n")))
}

/// The field of an error by its letter. The names of libpq are character constants, which C gives another type.
private func diagnosticField(_ letter: Unicode.Scalar) -> Int32 { Int32(letter.value) }

/// - Parameter state: the SQLSTATE. Empty if libpq found the error itself, since the connection broke.
func databaseError(
  state: String, message: String, table: String? = nil, column: String? = nil, constraint: String? = nil
) -> DatabaseError {
  switch (state.prefix(2), state) {
  case ("23", _): return .constraint(constraintText(table, column, constraint))
  case (_, "53100"): return .full
  case (_, "55P03"): return .busy
  // A server that is shut down, starts, is a replica, or ended the session; and a connection without a server.
  case ("", _), ("08", _), (_, "57P01"), (_, "57P02"), (_, "57P03"), (_, "57P05"), (_, "25006"), (_, "25P03"),
    (_, "53300"):
    return .unavailable
  default:
    let isOutage = ["53", "57", "58", "XX", "40"].contains(String(state.prefix(2)))
    return .failed(code: state, plainText(state, message), isOutage: isOutage)
  }
}

/// Names the table with the column or constraint. The server's own text may have values.
private func constraintText(_ table: String?, _ column: String?, _ constraint: String?) -> String {
  let place = [table, column].compactMap { $0 }.joined(separator: ".")
  guard let constraint else { return place }
  return place.isEmpty ? constraint : "\(place) (\(constraint))"
}

/// The message of a kind of error that never has a value of a row. Others are replaced.
private func plainText(_ state: String, _ message: String) -> String {
  let plain = ["0A", "25", "26", "28", "3D", "40", "42", "53", "54", "55", "57", "58", "XX"]
  return plain.contains(String(state.prefix(2))) ? message : "the server refuses a value of the statement"
}

extension DatabaseError {
  /// A statement has more values than the protocol of the server can number.
  static let tooManyValues = DatabaseError.failed(
    code: "54023", "a statement has more than \(PostgresParameters.countMax) values", isOutage: false)

  /// Whether the same change can succeed at once: nothing of it was kept, and the reason is gone.
  var allowsRepeat: Bool {
    switch self {
    case .unavailable, .failed(code: "40001", _, _), .failed(code: "40P01", _, _): true
    default: false
    }
  }
}

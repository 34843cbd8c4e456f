/// An error of the database. Never contains a value of a row.
package enum DatabaseError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be opened or created.
  case cannotOpen(String)
  /// The file was written by a newer version of the program.
  case newerVersion(found: Int, supported: Int)
  /// The file was written before the first version that this program supports.
  case olderVersion(found: Int, supported: Int)
  /// The change violates a constraint. The text names the table and columns.
  case constraint(String)
  /// Another process kept the file locked.
  case busy
  /// The disk is full.
  case full
  /// A disk fault rolled back a whole group of changes.
  case undone
  /// The database was closed.
  case closed
  /// The server of the database cannot be reached, or it ended the connection. Nothing was changed.
  case unavailable
  /// The connection broke while a change was committed. It is unknown whether the change is on disk.
  case unknownOutcome
  /// The engine does not support an operation, or the program this database. The text says what to use instead.
  case unsupported(String)
  /// Another error, with the database's own code.
  case failed(code: String, String, isOutage: Bool)

  /// Whether the file, its disk or its server has failed, not the statement: a retry may succeed later.
  package var isOutage: Bool {
    switch self {
    case .constraint, .newerVersion, .olderVersion, .unsupported: false
    case .cannotOpen, .busy, .full, .undone, .closed, .unavailable, .unknownOutcome: true
    case .failed(_, _, let isOutage): isOutage
    }
  }

  package var description: String {
    switch self {
    case .cannotOpen(let reason): "the database cannot be opened: \(reason)"
    case .newerVersion(let found, let supported):
      "the data has version \(found), and this program supports versions up to \(supported)"
    case .olderVersion(let found, let supported):
      "the data has version \(found), from before the first release; this program supports versions from \(supported)"
    case .constraint(let text): "the change violates a constraint: \(text)"
    case .busy: "the database is locked by another process"
    case .full: "the disk is full"
    case .undone: "another change of the same transaction failed, and all were rolled back"
    case .closed: "the database is closed"
    case .unavailable: "the server of the database cannot be reached"
    case .unknownOutcome: "the connection to the database broke during a change, which may have been made"
    case .unsupported(let advice): advice
    case .failed(let code, let text, _): "the database failed with code \(code): \(text)"
    }
  }
}

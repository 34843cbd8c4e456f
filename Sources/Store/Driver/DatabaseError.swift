/// What can go wrong with the database. Never holds a value of a row.
public enum DatabaseError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be opened or created.
  case cannotOpen(String)
  /// The file was written by a newer version of the program.
  case newerVersion(found: Int, supported: Int)
  /// The file was written before the first version that this program knows.
  case olderVersion(found: Int, supported: Int)
  /// A rule of the schema refused the change; the text names the table and columns.
  case constraint(String)
  /// Another process kept the file locked.
  case busy
  /// There is no room left on the disk.
  case full
  /// The database was closed.
  case closed
  case failed(code: Int32, String)

  public var description: String {
    switch self {
    case .cannotOpen(let reason): "the database cannot be opened: \(reason)"
    case .newerVersion(let found, let supported):
      "the data is of version \(found), and this program knows versions up to \(supported)"
    case .olderVersion(let found, let supported):
      "the data is of version \(found), from before the first release; this program knows versions from \(supported)"
    case .constraint(let text): "a rule of the schema refused the change: \(text)"
    case .busy: "another process keeps the database locked"
    case .full: "there is no room left on the disk"
    case .closed: "the database is closed"
    case .failed(let code, let text): "the database failed with code \(code): \(text)"
    }
  }
}

import Core
import SaltoKS
import Store
import StorePostgres

/// Where the data is stored: in a file of the data folder, or in a database of PostgreSQL.
enum DatabasePlace: Sendable {
  case folder
  case postgres(PostgresAddress)

  static let variable = "LATCHKEY_DATABASE"

  /// The place given by an option or the environment. Without one, the folder.
  init(_ option: String?, named name: String = "--database") throws {
    guard let text = setting(option, Self.variable) else {
      self = .folder
      return
    }
    do { self = .postgres(try PostgresAddress(text)) } catch {
      // The given text may contain a password.
      throw Problem(
        .configuration,
        "\(name) must be an address such as postgres://latchkey@db.example.com/latchkey; in a password, write @ as %40 and / as %2F"
      )
    }
  }

  var isFolder: Bool {
    switch self {
    case .folder: true
    case .postgres: false
    }
  }

  /// Opens the database, and migrates it to this version.
  ///
  /// - Parameters:
  ///   - folder: the data folder. It is not opened if the data is elsewhere.
  ///   - isForCopy: whether the rows of a whole database will be written to PostgreSQL.
  ///   - report: is called with the reason why a later connection to PostgreSQL could not be opened, if it is a new one.
  func open(
    in folder: @autoclosure () throws -> DataFolder, identifiers: Identifiers = .machine, isForCopy: Bool = false,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Database {
    switch self {
    case .folder: return try folder().openDatabase(identifiers: identifiers)
    case .postgres(let address):
      do {
        return try Database(
          postgres: address, migrations: migrations, identifiers: identifiers, brand: .saltoKS, isForCopy: isForCopy,
          report: report)
      } catch let error as DatabaseError {
        throw Problem(opening: address, error)
      }
    }
  }
}

extension Problem {
  /// A database of PostgreSQL that cannot be opened.
  fileprivate init(opening address: PostgresAddress, _ error: DatabaseError) {
    switch error {
    case .newerVersion: self.init(.data, "\(error); use a newer latchkey")
    case .olderVersion: self.init(.data, "\(error); use an empty database")
    case .failed(code: "42501", _, _):
      self.init(.data, "\(address) cannot be used: \(error); make the role the owner of the database")
    case .failed(code: "42P07", _, _):
      self.init(.data, "\(address) cannot be used: \(error); give a database without other tables")
    default: self.init(error.isOutage ? .unavailable : .data, "\(address) cannot be used: \(error)")
    }
  }
}

extension PostgresAddress {
  /// A command that copies the database to a file, without a password.
  func dumpCommand(to file: String) -> String {
    "pg_dump --format=custom --file=\(shellWord(file)) --dbname=\(shellWord(description))"
  }

  /// A command that restores such a file to this database, which must be empty.
  func restoreCommand(from file: String) -> String {
    "pg_restore --exit-on-error --single-transaction --no-owner --dbname=\(shellWord(description)) \(shellWord(file))"
  }
}

/// A text as one word of a shell's command line.
private func shellWord(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

import ArgumentParser
import Core
import Store
import Wire

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database", abstract: "Move the data to PostgreSQL.", subcommands: [Copy.self])

  struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the data of a folder to an empty database of PostgreSQL. Stop the server before.",
      discussion: """
        Creates the tables, copies all rows in one transaction, and compares their numbers. The folder's data is not \
        changed, except that it is brought to this version, as a start of the server does. If anything fails, the \
        database stays empty.
        """)
    @OptionGroup var options: FolderOptions
    @Option(help: "The database, such as postgres://latchkey@db.example.com/latchkey; LATCHKEY_DATABASE.")
    var to: String?

    func run() async throws {
      try await reportingProblems {
        let place = try DatabasePlace(to, named: "--to")
        guard case .postgres(let address) = place else {
          throw Problem(.usage, "--to is missing; give an address such as postgres://latchkey@db.example.com/latchkey")
        }
        let folder = try options.folder()
        try folder.lock()
        try await checkSeal(of: folder)
        let target = try place.open(in: folder, isForCopy: true)
        defer { target.close() }
        let copied = try await copyRows(of: folder, to: target)
        options.show(copied.map { [("table", .string($0.name)), ("rows", .int($0.rowCount))] })
        guard !options.json else { return }
        let total = copied.reduce(0) { $0 + $1.rowCount }
        Output.note("\(total) rows were copied to \(address).")
        if try SealKeys.ofEnvironment() == nil {
          Output.note("Serve them with \(SealKeys.variable) set to the key in \(folder.sealKeyPath), in hexadecimal.")
        }
      }
    }

    /// Brings the folder to this version, and checks that its key opens what is encrypted.
    private func checkSeal(of folder: DataFolder) async throws {
      let source = try folder.openDatabase()
      defer { source.close() }
      _ = try await folder.seal(of: source)
    }

    private func copyRows(of folder: DataFolder, to target: Database) async throws -> [CopiedTable] {
      defer { Output.progress("") }
      do {
        return try await target.copyRows(ofFileAt: folder.databasePath, at: SystemClock.machine.now()) { step in
          Output.progress("\(step.name): \(step.rowCount)")
        }
      } catch let fault as RowCopyFault {
        switch fault {
        case .targetHasRows: throw Problem(.conflict, "\(fault); give an empty database by --to")
        case .countsDiffer: throw Problem(.data, "\(fault); nothing was copied")
        }
      } catch let error as DatabaseError where error != .unknownOutcome {
        throw Problem(error.isOutage ? .unavailable : .data, "nothing was copied: \(error)")
      }
    }
  }
}

import ArgumentParser
import Foundation
import Store
import Wire

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy all data to a new folder. Works while the server is running.",
    discussion: """
      The backup is consistent. It contains the seal key, unless the key is set in the environment: keep it as safe as the
      data folder itself. `latchkey restore` restores it to a data folder. For a database of PostgreSQL, the command prints
      how to call pg_dump.
      """)
  @OptionGroup var options: AdminOptions
  @Argument(help: "The folder to create. It must not exist.") var target: String

  func run() async throws {
    try await reportingProblems {
      if case .postgres(let address) = try options.place() {
        throw Problem(.configuration, "the data is in PostgreSQL; copy it by: \(address.dumpCommand(to: target))")
      }
      let folder = try options.folder()
      let whole = URL(fileURLWithPath: target, isDirectory: true)
      guard !FileManager.default.fileExists(atPath: whole.path) else {
        throw Problem(.conflict, "\(target) already exists; choose another folder")
      }
      let part = URL(fileURLWithPath: whole.path + ".part", isDirectory: true)
      try removeRest(of: part)
      let copy = try DataFolder(part.path, advice: "choose another target")
      let database = try folder.openDatabase()
      defer { database.close() }
      let file = copy.file(DataFolder.databaseName)
      do {
        PrivateFile.ensure(file.path)
        try await database.copy(to: file.path)
      } catch {
        throw Problem(.cannotWrite, "\(target) cannot be written: \(error)")
      }
      // The virtual cloud is copied after the database, since its copy may be newer than the database but never older.
      for name in DataFolder.companions { try folder.copyFile(name, to: copy) }
      guard rename(part.path, whole.path) == 0 else { throw Problem(.cannotWrite, "\(target) cannot be written") }
      options.show([[("backup", .string(whole.path)), ("bytes", .int(try folderSize(whole)))]])
    }
  }
}

/// Removes the remains of an interrupted backup, and no other files.
private func removeRest(of part: URL) throws {
  guard let names = try? FileManager.default.contentsOfDirectory(atPath: part.path) else { return }
  guard names.allSatisfy(DataFolder.ownNames.contains) else {
    throw Problem(.conflict, "\(part.path) exists and is not an unfinished backup; move it away")
  }
  try FileManager.default.removeItem(at: part)
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Restore a backup to a data folder.",
    discussion:
      "Checks first that the backup is complete, has a supported version and can be decrypted with its key.")
  @OptionGroup var options: AdminOptions
  @Argument(help: "The folder that latchkey backup created.") var source: String

  func run() async throws {
    try await reportingProblems {
      if case .postgres(let address) = try options.place() {
        throw Problem(
          .configuration, "the data is in PostgreSQL; restore it by: \(address.restoreCommand(from: source))")
      }
      let backup = URL(fileURLWithPath: source, isDirectory: true)
      let given = try DataFolder(existing: backup.path, isSource: true)
      let wasThere = options.folderExists
      let folder = try options.newFolder()
      guard try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty else {
        throw Problem(.conflict, "the folder \(folder.url.path) is not empty; choose another with --data")
      }
      try await fill(folder, from: given, isNew: !wasThere)
      options.show([[("data", .string(folder.url.path))]])
    }
  }

  /// If the restored folder cannot be served, its files are removed, and so is a folder created for it.
  private func fill(_ folder: DataFolder, from backup: DataFolder, isNew: Bool) async throws {
    do {
      for name in [DataFolder.databaseName] + DataFolder.companions { try backup.copyFile(name, to: folder) }
      let database = try folder.openDatabase()
      defer { database.close() }
      if let fault = try await database.integrityFault() {
        throw Problem(.data, "the backup is damaged: \(fault)")
      }
      _ = try await folder.seal(of: database)
    } catch {
      for name in DataFolder.ownNames { try? FileManager.default.removeItem(at: folder.file(name)) }
      if isNew { rmdir(folder.url.path) }
      throw error
    }
  }
}

/// The total size of a folder's files, in bytes.
private func folderSize(_ folder: URL) throws -> Int {
  guard let files = FileManager.default.enumerator(atPath: folder.path) else { return 0 }
  return try files.reduce(0) { sum, name in
    guard let name = name as? String else { return sum }
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
    return sum + ((attributes[.type] as? FileAttributeType) == .typeRegular ? attributes[.size] as? Int ?? 0 : 0)
  }
}

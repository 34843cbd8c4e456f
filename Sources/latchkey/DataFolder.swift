import Core
import Foundation
import SaltoKS
import Store
import Wire

/// The folder of the server's data.
struct DataFolder {
  let url: URL

  /// Opens an existing folder.
  ///
  /// - Parameter isSource: Whether the folder is only read, as a backup is.
  init(existing path: String, isSource: Bool = false) throws {
    url = URL(fileURLWithPath: path, isDirectory: true)
    guard FileManager.default.fileExists(atPath: databasePath) else {
      if isSource { throw Problem(.notFound, "\(path) is not a backup; give a folder that latchkey backup created") }
      throw Problem(
        .notFound, "the folder \(path) contains no data; give the server's folder with --data or LATCHKEY_DATA")
    }
    guard isSource || FileManager.default.isWritableFile(atPath: url.path) else {
      throw Problem(.cannotWrite, "the folder \(path) is not writable; run the command as the owner of the folder")
    }
  }

  /// Opens the folder, or creates it with permissions for its owner only.
  ///
  /// - Parameter advice: How to solve the problem if it cannot be created.
  init(_ path: String, advice: String = "choose another with --data") throws {
    url = URL(fileURLWithPath: path, isDirectory: true)
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(.cannotWrite, "the folder \(path) cannot be created; \(advice)")
    }
    guard FileManager.default.isWritableFile(atPath: url.path) else {
      throw Problem(.cannotWrite, "the folder \(path) is not writable; \(advice)")
    }
  }

  var databasePath: String { file(Self.databaseName).path }
  var sealKeyPath: String { file(Self.sealKeyName).path }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// The free space on the disk in bytes, or 0 if the system cannot report it.
  var freeSpace: UInt64 {
    var status = statvfs()
    guard statvfs(url.path, &status) == 0 else { return 0 }
    return UInt64(status.f_bavail).multipliedSaturated(by: UInt64(status.f_frsize))
  }

  /// Opens or creates the folder's own database.
  func openDatabase(identifiers: Identifiers = .machine) throws -> Database {
    // The database's log and shared memory copy its permissions, and older versions may have left them too wide.
    PrivateFile.ensure(databasePath)
    for name in Self.ownNames { PrivateFile.closeToOthers(file(name).path) }
    do {
      return try Database(path: databasePath, migrations: migrations, identifiers: identifiers, brand: .saltoKS)
    } catch let error as DatabaseError {
      switch error {
      case .newerVersion: throw Problem(.data, "\(error); use a newer latchkey")
      case .olderVersion: throw Problem(.data, "\(error); start with an empty folder")
      default: throw Problem(.data, "\(error)")
      }
    }
  }

  static let databaseName = "latchkey.sqlite"
  static let sealKeyName = "seal.key"
  /// Files that belong to the database, if they exist: the key, and a scenario with its virtual cloud.
  static let companions = [sealKeyName, "scenario.json", "virtual-salto-ks"]

  /// The names of all files in a copy of the data.
  static let ownNames = companions + ["", "-wal", "-shm", "-journal"].map { databaseName + $0 }

  /// Copies a file or folder, if it exists, with permissions for its owner only.
  func copyFile(_ name: String, to other: DataFolder) throws {
    guard FileManager.default.fileExists(atPath: file(name).path) else { return }
    do { try PrivateFile.copy(file(name).resolvingSymlinksInPath(), to: other.file(name)) } catch {
      throw Problem(.cannotWrite, "\(name) cannot be copied to \(other.url.path)")
    }
  }

  /// The key that seals provider logins: from the environment, or created once in a file for the owner only. A folder
  /// with sealed values is never served with another key or without one.
  func seal(of database: Database) async throws -> Seal {
    let seal = try await givenSeal(database)
    try await refuseOther(seal, in: database)
    return seal
  }

  /// The same for a server. If it shares a database that has no secrets yet, later ones are refused with another key.
  func seal(ofServerOn database: Database, at now: Instant) async throws -> Seal {
    let seal = try await seal(of: database)
    if database.isShared, try await database.opens(seal) == nil {
      try await database.keepCheck(of: seal, at: now, by: .commandLine)
      // Another server may have been faster.
      try await refuseOther(seal, in: database)
    }
    return seal
  }

  private func refuseOther(_ seal: Seal, in database: Database) async throws {
    guard try await database.opens(seal) ?? true else {
      throw Problem(
        .configuration,
        "the seal key is wrong: the stored secrets were encrypted with a different key; give the key of the other servers, or that of the backup"
      )
    }
  }

  private func givenSeal(_ database: Database) async throws -> Seal {
    if let keys = try SealKeys.ofEnvironment() { return try Seal { keys } }
    let file = file(Self.sealKeyName)
    if !FileManager.default.fileExists(atPath: file.path) {
      // Any key can tell whether sealed values exist, since none is decrypted.
      let fresh = SealKeys.fresh()
      guard try await database.opens(try Seal(key: fresh)) == nil else {
        throw Problem(
          .configuration,
          "\(file.path) is missing, but this folder has secrets encrypted with it; restore it, or set \(SealKeys.variable)"
        )
      }
      try write(Data(fresh), to: Self.sealKeyName)
    }
    let keys = try SealKeys(file)
    return try Seal { keys.current }
  }

  /// Writes a file atomically, with permissions for its owner only.
  func write(_ data: Data, to name: String) throws {
    let path = file(name).path
    do { try PrivateFile.write(data, to: path) } catch { throw Problem(.cannotWrite, "\(path) cannot be written") }
  }

  /// Locks the folder for one server. The lock ends with the process.
  func lock() throws {
    let descriptor = open(file("lock").path, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Problem(.unavailable, "another server is using \(url.path); stop it, or choose another folder with --data")
    }
  }
}

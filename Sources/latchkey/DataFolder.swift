import Core
import Foundation
import Store

/// The folder in which everything is kept.
struct DataFolder {
  let url: URL

  /// Opens the folder, or makes it for the owner only.
  init(_ path: String) throws {
    url = URL(fileURLWithPath: path, isDirectory: true)
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(.cannotWrite, "the folder \(path) cannot be made; choose another with --data")
    }
    guard FileManager.default.isWritableFile(atPath: url.path) else {
      throw Problem(.cannotWrite, "the folder \(path) is not writable; choose another with --data")
    }
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func openDatabase() throws -> Database {
    do {
      return try Database(path: file("latchkey.sqlite").path, migrations: migrations)
    } catch let error as DatabaseError {
      if case .newerVersion = error { throw Problem(.data, "\(error); use a newer latchkey") }
      throw Problem(.data, "\(error)")
    }
  }

  /// The key that seals provider logins: from the environment, or made once and kept for the owner only.
  func seal() throws -> Seal {
    if let text = setting(nil, "LATCHKEY_SEAL_KEY") {
      guard let key = bytes(ofHex: text), let seal = try? Seal(key: key) else {
        throw Problem(.configuration, "LATCHKEY_SEAL_KEY must be 64 hexadecimal digits")
      }
      return seal
    }
    let file = file("seal.key")
    if !FileManager.default.fileExists(atPath: file.path) {
      let key = (0..<Seal.keyLength).map { _ in UInt8.random(in: .min ... .max) }
      try write(Data(key), to: "seal.key")
    }
    guard let key = try? Data(contentsOf: file), let seal = try? Seal(key: Array(key)) else {
      throw Problem(.data, "\(file.path) does not hold a key of \(Seal.keyLength) bytes")
    }
    return seal
  }

  /// Writes a file for the owner only, whole or not at all.
  func write(_ data: Data, to name: String) throws {
    let whole = file(name)
    let part = file(name + ".part")
    do {
      guard FileManager.default.createFile(atPath: part.path, contents: data, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
      let handle = try FileHandle(forUpdating: part)
      try handle.synchronize()
      try handle.close()
      guard rename(part.path, whole.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw Problem(.cannotWrite, "\(whole.path) cannot be written")
    }
  }

  /// Takes the folder for one server. The lock ends with the process.
  func lock() throws {
    let descriptor = open(file("lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Problem(.unavailable, "another server works on \(url.path); stop it, or choose another folder with --data")
    }
  }

  private func bytes(ofHex text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

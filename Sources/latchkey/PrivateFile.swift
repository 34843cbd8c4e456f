import CoreFoundation
import Foundation

/// Files that only their owner can read, even in a folder that somebody else created.
enum PrivateFile {
  /// Makes all new files private. Must be called before the first file is created.
  static func closeNewFiles() { _ = umask(0o077) }

  /// Creates an empty file.
  ///
  /// - Returns: Its descriptor, or nil if it cannot be created, for example because the name is taken.
  private static func make(_ path: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    return descriptor < 0 ? nil : descriptor
  }

  /// Creates the file if it does not exist. The permissions of an existing file are restricted. Other problems show
  /// when the file is opened.
  static func ensure(_ path: String) {
    if let descriptor = make(path) { close(descriptor) } else { closeToOthers(path) }
  }

  /// Removes other users' permissions from a file, if it exists and belongs to this user.
  static func closeToOthers(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { return }
    if status.st_mode & 0o077 != 0 { chmod(path, status.st_mode & 0o700) }
  }

  /// Writes a file atomically. An existing temporary file is removed first, and never written to.
  static func write(_ data: Data, to path: String) throws {
    let part = path + ".part"
    unlink(part)
    guard let descriptor = make(part) else { throw CocoaError(.fileWriteUnknown) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: data)
      try handle.synchronize()
      try handle.close()
      guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      unlink(part)
      throw error
    }
  }

  /// Copies a file or a folder to a new place. Special files are skipped.
  static func copy(_ source: URL, to target: URL) throws {
    let kind = try FileManager.default.attributesOfItem(atPath: source.path)[.type] as? FileAttributeType
    switch kind {
    case .typeDirectory:
      guard mkdir(target.path, 0o700) == 0 else { throw CocoaError(.fileWriteUnknown) }
      for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
        try copy(source.appendingPathComponent(name), to: target.appendingPathComponent(name))
      }
    case .typeRegular:
      guard let descriptor = make(target.path) else { throw CocoaError(.fileWriteUnknown) }
      let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      let input = try FileHandle(forReadingFrom: source)
      while let chunk = try input.read(upToCount: 1 << 20), !chunk.isEmpty { try output.write(contentsOf: chunk) }
      try input.close()
      try output.synchronize()
      try output.close()
    default: break
    }
  }
}

import Foundation

/// Files that are their owner's from their first byte on, whatever the folder, which may have been made by somebody else.
enum PrivateFile {
  /// Whatever the program makes, other users cannot read. Called before anything is made.
  static func closeNewFiles() { _ = umask(0o077) }

  /// Makes an empty file.
  ///
  /// - Returns: its descriptor; nil where it cannot be made, as when something of that name is there.
  private static func make(_ path: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    return descriptor < 0 ? nil : descriptor
  }

  /// Makes a file where there is none. One that is there is closed to others. Whoever opens it next finds out what else
  /// is wrong with it.
  static func ensure(_ path: String) {
    if let descriptor = make(path) { close(descriptor) } else { closeToOthers(path) }
  }

  /// Takes from a file what others may do with it, if it is there and ours.
  static func closeToOthers(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { return }
    if status.st_mode & 0o077 != 0 { chmod(path, status.st_mode & 0o700) }
  }

  /// Writes a file, whole or not at all. What is in the way of its first part is taken away, and never written to.
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

  /// Copies a file, or a folder with all that is in it, to where nothing is. What is neither is left out.
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

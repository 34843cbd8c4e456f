#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Stores a phone's items in a folder with permissions for its owner only.
public struct FolderStorage: PhoneStorage {
  public let path: String

  /// Opens the folder, or creates it. Its parent must exist.
  ///
  /// - Throws: ``PhoneStorageFailure`` if it cannot be created or is accessible to other users.
  public init(_ path: String) throws {
    self.path = path
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw PhoneStorageFailure("the folder \(path) cannot be created") }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw PhoneStorageFailure("\(path) is not a folder")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw PhoneStorageFailure("the folder \(path) is accessible to other users; run `chmod 700 \(path)`")
    }
  }

  public func read(_ name: String) throws -> [UInt8]? {
    let descriptor = open(file(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw PhoneStorageFailure("\(file(name)) cannot be read")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = chunk.withUnsafeMutableBytes { get($0, from: descriptor) }
      guard count >= 0 else { throw PhoneStorageFailure("\(file(name)) cannot be read") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  public func write(_ bytes: [UInt8], as name: String) throws {
    let part = file(name) + ".part"
    unlink(part)
    let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PhoneStorageFailure("\(file(name)) cannot be written") }
    let isWritten = Self.put(bytes, to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(part, file(name)) == 0, syncFolder() else {
      unlink(part)
      throw PhoneStorageFailure("\(file(name)) cannot be written")
    }
  }

  public func remove(_ name: String) throws {
    guard unlink(file(name)) == 0 || errno == ENOENT else {
      throw PhoneStorageFailure("\(file(name)) cannot be removed")
    }
    _ = syncFolder()
  }

  private func file(_ name: String) -> String { path + "/" + name }

  private func get(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    while true {
      let count = systemRead(descriptor, buffer)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A new file name is durable only once the folder is synced.
  private func syncFolder() -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}

/// Wrappers of system calls whose names the type's own methods hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}

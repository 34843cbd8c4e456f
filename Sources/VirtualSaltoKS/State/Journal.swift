import Foundation

/// The file to which every change is written before its call is answered. Waiting calls share one sync.
///
/// The first line names the format. A snapshot may follow, which replaces the earlier changes, and then one line for
/// each later change. A new snapshot is written to a second file, gets the lines appended meanwhile, and replaces the
/// journal by a rename. Whenever the program is killed, the journal is the complete old one or the complete new one.
actor Journal {
  /// The size of the journal in bytes.
  struct Extent: Sendable {
    /// Up to the end of its snapshot.
    var snapshot: Int
    var whole: Int
  }

  private let url: URL
  private var handle: FileHandle
  private(set) var extent: Extent
  private var isRenameOnDisk = true

  private init(_ url: URL, _ handle: FileHandle, _ extent: Extent) {
    self.url = url
    self.handle = handle
    self.extent = extent
  }

  /// Opens the file, drops an incomplete last line after a crash, and returns the other lines.
  static func open(_ url: URL) throws -> (Journal, [JournalLine]) {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // An unfinished snapshot is useless.
    try? FileManager.default.removeItem(at: snapshotURL(url))
    let handle = try openFile(url)
    let data = try handle.readToEnd() ?? Data()
    let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data[...$0] } ?? Data()
    let (lines, snapshotEnd) = try read(whole, of: url)
    try handle.truncate(atOffset: UInt64(whole.count))
    try handle.seekToEnd()
    if whole.isEmpty { try handle.write(contentsOf: header) }
    let length = max(whole.count, header.count)
    return (Journal(url, handle, Extent(snapshot: snapshotEnd, whole: length)), lines)
  }

  private static func read(_ data: Data, of url: URL) throws -> (lines: [JournalLine], snapshotEnd: Int) {
    let decoder = JSONDecoder()
    var (lines, snapshotEnd): ([JournalLine], Int) = ([], 0)
    for (index, text) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let line = try? decoder.decode(JournalLine.self, from: text) else {
        // Lines of another format must not be misread.
        throw index == 0 ? JournalFault.otherFormat(url.path) : JournalFault.broken(url.path, line: index + 1)
      }
      if index == 0 {
        guard line.format == JournalLine.currentFormat else { throw JournalFault.otherFormat(url.path) }
        continue
      }
      if line.endsSnapshot == true { snapshotEnd = text.endIndex + 1 }
      lines.append(line)
    }
    return (lines, snapshotEnd)
  }

  /// Opens the file, or creates it for its owner only. The permissions of an existing file are restricted.
  private static func openFile(_ url: URL) throws -> FileHandle {
    let access = O_RDWR | O_NOFOLLOW | O_CLOEXEC
    var descriptor = Foundation.open(url.path, access)
    if descriptor < 0, errno == ENOENT { descriptor = Foundation.open(url.path, access | O_CREAT | O_EXCL, 0o600) }
    guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 || errno == EPERM else {
      throw JournalFault.closed(url.path, String(cString: strerror(errno)))
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func snapshotURL(_ url: URL) -> URL { url.appendingPathExtension("new") }

  /// The first line of the file.
  private static let header = Data("{\"format\":\(JournalLine.currentFormat)}\n".utf8)

  /// Appends lines and, if `durably`, syncs them to disk. After an error none of them remains in the file.
  ///
  /// - Returns: The new size of the journal.
  func append(_ lines: Data, durably: Bool) throws -> Extent {
    let end = try handle.seekToEnd()
    do {
      try handle.write(contentsOf: lines)
      if durably {
        try handle.synchronize()
        try bringRenameToDisk()
      }
    } catch {
      try handle.truncate(atOffset: end)
      throw error
    }
    extent.whole = Int(end) + lines.count
    return extent
  }

  /// Replaces the first bytes of the journal, up to a length, by a snapshot.
  nonisolated func compact(to snapshot: [JournalLine], upTo length: Int) async throws {
    let url = Self.snapshotURL(self.url)
    do {
      let file = try Self.openFile(url)
      // Removes the remains of an earlier snapshot.
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Self.header)
      let encoder = JSONEncoder()
      for line in snapshot {
        try file.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
        await Task.yield()
      }
      try file.synchronize()
      try await adopt(file, at: url, upTo: length)
    } catch {
      try? FileManager.default.removeItem(at: url)
      throw error
    }
  }

  /// Appends the journal's lines after a length to another file, which becomes the journal.
  private func adopt(_ file: FileHandle, at place: URL, upTo length: Int) throws {
    // If another journal has replaced this one meanwhile, the length does not apply to its lines.
    guard length <= extent.whole else { throw JournalFault.closed(url.path, "it was replaced meanwhile") }
    let snapshot = Int(try file.seekToEnd())
    try handle.seek(toOffset: UInt64(length))
    let rest = try handle.readToEnd() ?? Data()
    try file.write(contentsOf: rest)
    try file.synchronize()
    guard rename(place.path, url.path) == 0 else {
      throw JournalFault.closed(url.path, String(cString: strerror(errno)))
    }
    handle = file
    extent = Extent(snapshot: snapshot, whole: snapshot + rest.count)
    isRenameOnDisk = false
    try bringRenameToDisk()
  }

  /// Without this, a power loss could bring the replaced file back.
  private func bringRenameToDisk() throws {
    if isRenameOnDisk { return }
    try Self.synchronizeFolder(of: url)
    isRenameOnDisk = true
  }

  /// Syncs the rename to disk.
  private static func synchronizeFolder(of url: URL) throws {
    let descriptor = Foundation.open(url.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).synchronize()
  }
}

/// Why a journal is unusable, and how to solve that.
package enum JournalFault: Error, CustomStringConvertible {
  /// The path, and the number of the first unreadable line.
  case broken(String, line: Int)
  case otherFormat(String)
  /// The path, and the system's error.
  case closed(String, String)

  package var description: String {
    switch self {
    case .broken(let path, let line):
      "line \(line) of the virtual cloud's journal \(path) cannot be read; restore the data folder from a backup, or "
        + "move the file away to begin the scenario again without what happened at the virtual cloud"
    case .otherFormat(let path):
      "the virtual cloud's journal \(path) was written by another version of latchkey; use that version, or move the "
        + "file away to begin the scenario again without what happened at the virtual cloud"
    case .closed(let path, let reason):
      "the virtual cloud's journal \(path) cannot be opened or replaced: \(reason)"
    }
  }
}

import Foundation

/// What one call changed: a line of the journal.
struct JournalLine: Codable, Sendable {
  /// The site that it is about; nil for the only or first one.
  var siteID: String?
  var site: Site?
  var users: [User] = []
  var groups: [AccessGroup] = []
  var removedGroups: [String] = []
  /// Nil in older journals.
  var removedLocks: [String]?
  var members: [Member] = []
  var iqs: [IQ] = []
  var locks: [Lock] = []
  var entries: [Entry] = []
  var tokens: [Token] = []
  var ledger: [LedgerEntry] = []
  var settings: Settings?
  var faults: [Fault]?
  var invitations: [Invitation] = []
  var profiles: [Profile] = []
  var authorizationCodes: [AuthorizationCode] = []
  var refreshTokens: [RefreshToken] = []
  var devices: [Device] = []
  var cancelledKeys: [String: Int64] = [:]
  var agenda: [Int64] = []
  var clockOffset: Int64?
  var draws: UInt64?
  /// Whether everything was put back to how the scenario begins, before the rest of the line. Nil in older journals.
  var startsAnew: Bool?
}

extension JournalLine {
  /// Whether anything but the ledger changed.
  var hasEffect: Bool {
    site != nil || !users.isEmpty || !groups.isEmpty || !removedGroups.isEmpty || !members.isEmpty || !entries.isEmpty
      || !iqs.isEmpty || !locks.isEmpty || !invitations.isEmpty || !profiles.isEmpty || !devices.isEmpty
      || !authorizationCodes.isEmpty || !refreshTokens.isEmpty || !cancelledKeys.isEmpty || !tokens.isEmpty
      || removedLocks != nil || startsAnew != nil || settings != nil || faults != nil || clockOffset != nil
  }
}

/// The file in which every change stands before its call is answered. Calls that wait together share one sync.
actor Journal {
  private let handle: FileHandle

  /// Opens the file, drops a last line that a crash tore, and answers what the others say.
  static func open(_ url: URL) throws -> (Journal, [JournalLine]) {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let handle = try openFile(url.path)
    let data = try handle.readToEnd() ?? Data()
    let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data[...$0] } ?? Data()
    let decoder = JSONDecoder()
    let lines = try whole.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(JournalLine.self, from: $0) }
    try handle.truncate(atOffset: UInt64(whole.count))
    try handle.seekToEnd()
    return (Journal(handle), lines)
  }

  /// Opens the file, or makes it. It is the owner's from its first byte on, and closed to others where it was not.
  private static func openFile(_ path: String) throws -> FileHandle {
    let access = O_RDWR | O_NOFOLLOW | O_CLOEXEC
    var descriptor = Foundation.open(path, access)
    if descriptor < 0, errno == ENOENT { descriptor = Foundation.open(path, access | O_CREAT | O_EXCL, 0o600) }
    guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 || errno == EPERM else { throw CocoaError(.fileReadUnknown) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private init(_ handle: FileHandle) { self.handle = handle }

  /// Writes lines; with `durably`, not before they are on disk. Of lines that cannot be written, nothing stays in the file.
  func append(_ lines: Data, durably: Bool) throws {
    let end = try handle.seekToEnd()
    do {
      try handle.write(contentsOf: lines)
      if durably { try handle.synchronize() }
    } catch {
      try handle.truncate(atOffset: end)
      throw error
    }
  }
}

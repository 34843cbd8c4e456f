import CPostgres
import Glibc
import Store

/// An open connection. It belongs to one thread.
final class PostgresConnection {
  let handle: OpaquePointer
  /// The longest wait for a reply.
  private let replyMax: Duration?
  /// Whether it was lost, so that another one has to be opened.
  private(set) var isBroken = false
  /// Whether the server gave no reply in time.
  private(set) var isSilent = false

  /// - Parameter noteSilence: is called with the server's host and port if it falls silent.
  /// - Throws: ``DatabaseError/cannotOpen(_:)`` or ``DatabaseError/unsupported(_:)`` with the reason, or
  ///   ``DatabaseError/unavailable`` if the server falls silent.
  init(
    _ address: PostgresAddress, for purpose: PostgresPurpose, noteSilence: (String) -> Void
  ) throws(DatabaseError) {
    replyMax = purpose.replyMax
    handle = try connect(address.connectionOptions)
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQserverVersion(handle) >= 140_000 else {
      throw .unsupported("PostgreSQL 14 or newer is needed")
    }
    defer { if isSilent { noteSilence(place) } }
    try apply(purpose.settings, by: replyDeadline())
  }

  deinit { PQfinish(handle) }

  /// The host and port of the server that was reached.
  var place: String {
    let host = PQhost(handle).map { String(cString: $0) } ?? ""
    let port = PQport(handle).map { String(cString: $0) } ?? ""
    return "\(host):\(port)"
  }

  func noteBroken() { isBroken = true }

  /// Runs the statements that set up the session. A server may be stopped at this moment too, and would never reply.
  func apply(_ settings: String, by deadline: ContinuousClock.Instant?) throws(DatabaseError) {
    guard PQsendQuery(handle, settings) == 1 else { throw .unavailable }
    while let result = try next(by: deadline) {
      guard result.status == PGRES_COMMAND_OK else { throw .cannotOpen(databaseError(result.handle).description) }
    }
  }

  /// When a reply to what is sent now counts as missing.
  func replyDeadline() -> ContinuousClock.Instant? { replyMax.map { .now + $0 } }

  /// The next result. Nil after the last one of a statement.
  func next(by deadline: ContinuousClock.Instant?) throws(DatabaseError) -> PostgresResult? {
    while PQisBusy(handle) == 1 {
      guard waitForInput(by: deadline), PQconsumeInput(handle) == 1 else {
        isBroken = true
        throw .unavailable
      }
    }
    return PQgetResult(handle).map { PostgresResult($0) }
  }

  /// - Returns: false if nothing came.
  private func waitForInput(by deadline: ContinuousClock.Instant?) -> Bool {
    while true {
      var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      var milliseconds: Int32 = -1
      if let deadline {
        let left = ContinuousClock.now.duration(to: deadline)
        if left <= .zero {
          isSilent = true
          return false
        }
        milliseconds = Int32(clamping: Int(left / .milliseconds(1)) + 1)
      }
      let count = poll(&descriptor, 1, milliseconds)
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
    }
  }
}

/// A result, until nobody needs it.
final class PostgresResult {
  let handle: OpaquePointer
  init(_ handle: OpaquePointer) { self.handle = handle }
  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }

  /// What was done, such as `COMMIT` or `INSERT 0 1`.
  var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

  /// The number of changed rows. The rows of a query are not changed.
  var changeCount: Int {
    // Of the statements that have a count, only the query begins with this letter.
    guard let tag = PQcmdStatus(handle), tag.pointee != CChar(UInt8(ascii: "S")) else { return 0 }
    return PQcmdTuples(handle).map { Int(String(cString: $0)) ?? 0 } ?? 0
  }
}

private func connect(_ options: [String: String]) throws(DatabaseError) -> OpaquePointer {
  let names = options.keys.sorted()
  // The lists of libpq end with null.
  let keywords = names.map { strdup($0) } + [nil]
  let values = names.map { strdup(options[$0] ?? "") } + [nil]
  defer { for text in keywords + values { free(text) } }
  let opened = PQconnectdbParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
  guard let opened else { throw .cannotOpen("out of memory") }
  guard PQstatus(opened) == CONNECTION_OK else {
    let reason = PQerrorMessage(opened).map { String(cString: $0) } ?? ""
    PQfinish(opened)
    throw .cannotOpen(reason.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
  return opened
}

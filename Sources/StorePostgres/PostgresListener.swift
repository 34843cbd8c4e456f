import CPostgres
import Glibc
import Store
import Synchronization
import Wire

/// Carries short texts between the nodes of a database by notifications.
///
/// It has a connection of its own, since a notification in the transaction of a change would make all changes wait for one
/// another.
final class PostgresListener: TextLine {
  private struct State {
    /// The texts to send, each once.
    var texts: [String] = []
    var known: Set<String> = []
    /// Until there is a connection, texts would only grow old.
    var isConnected = false
    var isClosed = false
  }

  /// The milliseconds between two checks of whether another connection has found the server silent.
  private static let watchTime: Int32 = 1000
  private static let closeMax = Duration.seconds(5)

  private let address: PostgresAddress
  private let reconnection: Reconnection
  private let greeting: String
  private let hear: @Sendable (LineNews) -> Void
  private let state = Mutex(State())
  private let bell: WakingPipe
  private let ended = Signal()

  /// Starts a thread that connects, and connects again whenever the connection is lost.
  ///
  /// - Parameters:
  ///   - reconnection: knows when the server falls silent, which an idle connection would never notice. It reports why
  ///     an attempt failed.
  ///   - greeting: is sent each time that it has connected.
  ///   - hear: is called on this thread.
  init(
    _ address: PostgresAddress, _ reconnection: Reconnection, greeting: String,
    hear: @escaping @Sendable (LineNews) -> Void
  ) throws {
    self.address = address
    self.reconnection = reconnection
    self.greeting = greeting
    self.hear = hear
    bell = try WakingPipe()
    startThread { [self] in
      work()
      ended.set()
    }
  }

  func send(_ text: String) {
    let isFirst = state.withLock { state in
      guard state.isConnected, !state.isClosed, state.known.insert(text).inserted else { return false }
      state.texts.append(text)
      return state.texts.count == 1
    }
    if isFirst { bell.ring() }
  }

  func close() async {
    state.withLock { $0.isClosed = true }
    bell.ring()
    // An attempt to connect ends by its own limit.
    await ended.wait(upTo: Self.closeMax)
  }

  private var isClosed: Bool { state.withLock { $0.isClosed } }

  private func work() {
    var pause: Int32 = 50
    while !isClosed {
      let silenceCount = reconnection.silenceCount
      do {
        let address = address.trying(last: reconnection.silentPlace)
        let connection = try PostgresConnection(address, for: .listening) { place in
          reconnection.noteSilence(of: place, since: silenceCount)
        }
        defer { if connection.isSilent { reconnection.noteSilence(of: connection.place, since: silenceCount) } }
        try connection.finish("LISTEN latchkey", [])
        pause = 50
        begin()
        serve(connection, silenceCount)
        end()
      } catch {
        reconnection.note(error)
      }
      if !isClosed { bell.wait(milliseconds: pause) }
      pause = min(pause * 2, 1000)
    }
  }

  private func begin() {
    state.withLock { state in
      state.isConnected = true
      state.texts = [greeting]
      state.known = [greeting]
    }
    bell.ring()
    hear(.connected)
  }

  private func end() {
    let isClosed = state.withLock { state in
      state.isConnected = false
      return state.isClosed
    }
    if !isClosed { hear(.lost) }
  }

  /// Sends and hears until the connection is lost or the listener is closed.
  ///
  /// - Parameter silenceCount: how often the server had fallen silent before.
  private func serve(_ connection: PostgresConnection, _ silenceCount: Int) {
    while reconnection.silenceCount == silenceCount {
      if bell.wait(orFor: PQsocket(connection.handle), milliseconds: Self.watchTime) {
        // What comes within this time is sent together.
        if !isClosed { usleep(5000) }
        let isClosing = isClosed
        for text in takePayloads() where (try? connection.finish("SELECT pg_notify('latchkey', $1)", [text])) == nil {
          return
        }
        if isClosing { return }
      }
      guard PQconsumeInput(connection.handle) == 1 else { return }
      let texts = takeNotifications(connection)
      if !texts.isEmpty { hear(.texts(texts)) }
    }
  }

  private func takePayloads() -> [String] {
    payloads(
      of: state.withLock { state in
        defer {
          state.texts = []
          state.known = []
        }
        return state.texts
      })
  }

  /// The texts that came from other nodes.
  private func takeNotifications(_ connection: PostgresConnection) -> [String] {
    var texts: [String] = []
    while let notification = PQnotifies(connection.handle) {
      defer { PQfreemem(notification) }
      if notification.pointee.be_pid == PQbackendPID(connection.handle) { continue }
      texts += String(cString: notification.pointee.extra).split(separator: "\n").map(String.init)
    }
    return texts
  }
}

/// The texts in lines, in as many notifications as their sizes need. The server takes less than 8,000 bytes in one.
func payloads(of texts: [String]) -> [String] {
  let sizeMax = 7900
  var payloads: [String] = []
  for text in texts where text.utf8.count <= sizeMax {
    if let last = payloads.last, last.utf8.count + 1 + text.utf8.count <= sizeMax {
      payloads[payloads.count - 1] = last + "\n" + text
    } else {
      payloads.append(text)
    }
  }
  return payloads
}

extension PostgresConnection {
  /// Runs one statement outside of the pipeline, whose rows nobody reads.
  fileprivate func finish(_ sql: String, _ values: [String]) throws(DatabaseError) {
    let isSent = PostgresParameters(values).withPointers { count, pointers, lengths, formats in
      PQsendQueryParams(handle, sql, count, [PostgresType.text], pointers, lengths, formats, 1)
    }
    guard isSent == 1 else { throw .unavailable }
    let deadline = replyDeadline()
    var failure: DatabaseError?
    while let result = try next(by: deadline) {
      if ![PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) { failure = databaseError(result.handle) }
    }
    if let failure { throw failure }
  }
}

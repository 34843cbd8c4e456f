import CPostgres
import Glibc
import Store
import Synchronization

/// Carries short texts between the nodes of a database. They are hints: one is lost if the connection breaks.
///
/// Texts have a connection of their own, since a notification in the transaction of a change would make all changes
/// wait for one another.
package final class PostgresListener: Sendable {
  private struct State {
    /// The texts to send, each once.
    var texts: [String] = []
    var isClosed = false
  }

  private let address: PostgresAddress
  private let hear: @Sendable ([String]) -> Void
  private let state = Mutex(State())
  private let bell: WakingPipe
  private let hasEnded = Monitor(false)

  /// Starts a thread that connects, and connects again whenever the connection is lost.
  ///
  /// - Parameter hear: is called on this thread with the texts of other nodes.
  package init(_ address: PostgresAddress, hear: @escaping @Sendable ([String]) -> Void) throws {
    self.address = address
    self.hear = hear
    bell = try WakingPipe()
    startThread { [self] in
      work()
      hasEnded.change { $0 = true }
    }
  }

  /// Sends a text of one line to the other nodes, at most some milliseconds later.
  package func send(_ text: String) {
    let isFirst = state.withLock { state in
      if state.isClosed || state.texts.contains(text) { return false }
      state.texts.append(text)
      return state.texts.count == 1
    }
    if isFirst { bell.ring() }
  }

  /// Ends the thread with its connection.
  package func close() {
    state.withLock { $0.isClosed = true }
    bell.ring()
    hasEnded.waitFor { $0 ? () : nil }
  }

  private var isClosed: Bool { state.withLock { $0.isClosed } }

  private func work() {
    var pause: Int32 = 50
    while !isClosed {
      if let connection = try? PostgresConnection(address, for: .listening),
        (try? connection.finish("LISTEN latchkey", [])) != nil
      {
        pause = 50
        serve(connection)
      }
      // Until there is a connection, texts would only grow old.
      state.withLock { $0.texts = [] }
      if !isClosed { bell.wait(milliseconds: pause) }
      pause = min(pause * 2, 1000)
    }
  }

  /// Sends and hears until the connection is lost or the listener is closed.
  private func serve(_ connection: PostgresConnection) {
    while true {
      let isRung = bell.wait(orFor: PQsocket(connection.handle))
      if isClosed { return }
      if isRung {
        // What comes within this time is sent together.
        usleep(5000)
        for text in takePayloads() where (try? connection.finish("SELECT pg_notify('latchkey', $1)", [text])) == nil {
          return
        }
      }
      guard PQconsumeInput(connection.handle) == 1 else { return }
      let texts = takeNotifications(connection)
      if !texts.isEmpty { hear(texts) }
    }
  }

  private func takePayloads() -> [String] {
    payloads(
      of: state.withLock { state in
        defer { state.texts = [] }
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

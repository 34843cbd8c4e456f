import Synchronization

/// The open streams of entries. After a restart they are gone, and listeners must negotiate again.
struct EntryHub {
  struct Connection {
    var siteID: String
    /// The person whose entries are sent; nil for all of the site's.
    var personID: String?
    var stream: AsyncStream<String>.Continuation?
    /// The entries that arrived before the stream was open.
    var missed: Set<String> = []
    /// Whether the handshake has fixed the message format.
    var hasShakenHands = false
    /// Whether a ping was sent to the others since it was negotiated.
    var isLate = false
  }

  private(set) var connections: [String: Connection] = [:]
  private let ended = EndedStreams()

  /// Terminates each message of the protocol.
  static let separator = "\u{1e}"

  var isOpen: Bool { connections.values.contains { $0.stream != nil } }

  mutating func negotiate(_ id: String, siteID: String, personID: String?) {
    connections[id] = Connection(siteID: siteID, personID: personID)
  }

  /// - Parameter missed: The entries that have arrived but are not on disk, and were therefore not sent yet.
  /// - Returns: The stream, or nil if the connection is unknown or already open.
  mutating func open(_ id: String, missed: Set<String>) -> AsyncStream<String>? {
    guard connections[id] != nil, connections[id]?.stream == nil else { return nil }
    let (messages, stream) = AsyncStream.makeStream(of: String.self)
    stream.onTermination = { [ended] _ in ended.add(id) }
    // A comment, so that the listener receives the response head at once.
    stream.yield(":\r\n")
    connections[id]?.stream = stream
    connections[id]?.missed = missed
    return messages
  }

  mutating func shakeHands(_ id: String, isUnderstood: Bool) {
    guard isUnderstood else {
      send("{\"error\":\"Only the json protocol is spoken here.\"}", to: id)
      connections.removeValue(forKey: id)?.stream?.finish()
      return
    }
    send("{}", to: id)
    connections[id]?.hasShakenHands = true
  }

  /// Sends an entry as a message to all listeners who may see the person at the site.
  func tell(_ entry: String, as message: String, at siteID: String, of personID: String?) {
    for (id, connection) in connections where connection.hasShakenHands && connection.siteID == siteID {
      if connection.missed.contains(entry) { continue }
      if connection.personID == nil || connection.personID == personID { send(message, to: id) }
    }
  }

  /// Sends a ping to each listener, and ends the connections that took two pings' time without a handshake: their listeners
  /// have given up, which is noticed only where something is sent.
  mutating func ping() {
    for (id, connection) in connections {
      if connection.hasShakenHands {
        send("{\"type\":6}", to: id)
      } else if connection.isLate {
        connections.removeValue(forKey: id)?.stream?.finish()
      } else {
        connections[id]?.isLate = true
      }
    }
  }

  /// Removes the streams whose listeners have disconnected.
  mutating func forgetEnded() { for id in ended.take() { connections[id] = nil } }

  /// - Returns: The number of closed streams.
  mutating func breakAll() -> Int {
    let open = connections.values.compactMap(\.stream)
    connections = [:]
    open.forEach { $0.finish() }
    return open.count
  }

  private func send(_ message: String, to id: String) {
    connections[id]?.stream?.yield("data: \(message)\(Self.separator)\r\n\r\n")
  }
}

/// The streams whose listeners have disconnected. They end on any thread.
private final class EndedStreams: Sendable {
  private let ids = Mutex<[String]>([])

  func add(_ id: String) { ids.withLock { $0.append(id) } }

  func take() -> [String] {
    ids.withLock { ids in
      defer { ids = [] }
      return ids
    }
  }
}

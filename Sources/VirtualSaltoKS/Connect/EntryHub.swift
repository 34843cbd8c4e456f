import Synchronization

/// The open streams of entries. A restart forgets them, and whoever listened negotiates anew.
struct EntryHub {
  struct Connection {
    var siteID: String
    /// Whose entries are told; nil for all of the site's.
    var personID: String?
    var stream: AsyncStream<String>.Continuation?
    /// The entries that had arrived before it was open.
    var missed: Set<String> = []
    /// Whether both sides have agreed on how messages are written.
    var hasShakenHands = false
  }

  private(set) var connections: [String: Connection] = [:]
  private let ended = EndedStreams()

  /// What ends each message of the protocol.
  static let separator = "\u{1e}"

  var isOpen: Bool { connections.values.contains { $0.stream != nil } }

  mutating func negotiate(_ id: String, siteID: String, personID: String?) {
    connections[id] = Connection(siteID: siteID, personID: personID)
  }

  /// - Parameter missed: the entries that have arrived and were not told yet, as they are not on disk.
  /// - Returns: what is to be sent; nil where the connection is not known, or open already.
  mutating func open(_ id: String, missed: Set<String>) -> AsyncStream<String>? {
    guard connections[id] != nil, connections[id]?.stream == nil else { return nil }
    let (messages, stream) = AsyncStream.makeStream(of: String.self)
    stream.onTermination = { [ended] _ in ended.add(id) }
    // A comment, so that the listener sees the head of the answer at once.
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

  /// Sends an entry as a message to everyone who is to hear of a person at a site.
  func tell(_ entry: String, as message: String, at siteID: String, of personID: String?) {
    for (id, connection) in connections where connection.hasShakenHands && connection.siteID == siteID {
      if connection.missed.contains(entry) { continue }
      if connection.personID == nil || connection.personID == personID { send(message, to: id) }
    }
  }

  func ping() {
    for (id, connection) in connections where connection.hasShakenHands { send("{\"type\":6}", to: id) }
  }

  /// Forgets the streams whose listeners have gone.
  mutating func forgetEnded() { for id in ended.take() { connections[id] = nil } }

  /// - Returns: how many streams were cut.
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

/// The streams whose listeners have gone, as their ends are told from anywhere.
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

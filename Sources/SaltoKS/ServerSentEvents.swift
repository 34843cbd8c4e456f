import Wire

/// Reads server-sent events piece by piece, wherever the pieces are cut.
struct ServerSentEvents {
  /// An event longer than this is no entry.
  private static let eventMax = 1 << 20

  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var lastWasReturn = false

  /// The data of the events that are complete with these bytes.
  ///
  /// - Throws: ``TooLong``.
  mutating func take(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [[UInt8]] {
    var events: [[UInt8]] = []
    for byte in bytes {
      // A line ends with CR, LF or both.
      if byte == 0x0A, lastWasReturn {
        lastWasReturn = false
        continue
      }
      lastWasReturn = byte == 0x0D
      if byte == 0x0D || byte == 0x0A {
        if let event = endLine() { events.append(event) }
      } else {
        line.append(byte)
        if line.count + data.count > Self.eventMax { throw TooLong() }
      }
    }
    return events
  }

  struct TooLong: Error {}

  /// An empty line ends an event; a line of another field than `data` says nothing to us.
  private mutating func endLine() -> [UInt8]? {
    defer { line = [] }
    if line.isEmpty {
      defer { (data, hasData) = ([], false) }
      return hasData ? data : nil
    }
    guard line.starts(with: Array("data".utf8)) else { return nil }
    var rest = line.dropFirst(4)
    guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    if hasData { data.append(0x0A) }
    data += rest
    hasData = true
    return nil
  }
}

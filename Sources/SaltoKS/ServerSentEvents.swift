import Wire

/// An incremental parser of server-sent events.
struct ServerSentEvents {
  /// A longer event is not an entry.
  private static let eventMax = 1 << 20

  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var lastWasReturn = false

  /// Adds bytes and returns the data of the completed events.
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

  /// An empty line ends an event. Fields other than `data` are ignored.
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

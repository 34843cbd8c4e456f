/// Splits a stream of bytes into frames. After a fault the stream is unusable and must be closed.
public struct FrameReader: Sendable {
  /// The maximum length of a frame in bytes, without its length prefix.
  public static let limit = 2048

  private var buffer: [UInt8] = []
  private var fault: ExchangeFault?

  public init() {}

  /// Adds received bytes, in pieces of any size, and returns the complete frames.
  ///
  /// Throws on the first invalid frame and on every later call. Earlier frames in the same call are lost.
  public mutating func frames(adding bytes: some Sequence<UInt8>) throws(ExchangeFault) -> [RadioFrame] {
    if let fault { throw fault }
    buffer += bytes
    do {
      return try complete()
    } catch {
      fault = error
      buffer = []
      throw error
    }
  }

  private mutating func complete() throws(ExchangeFault) -> [RadioFrame] {
    var frames: [RadioFrame] = []
    var start = 0
    while buffer.count - start >= 2 {
      let length = Int(buffer[start]) << 8 | Int(buffer[start + 1])
      guard (1...Self.limit).contains(length) else { throw .malformed }
      guard buffer.count - start >= 2 + length else { break }
      frames.append(try RadioFrame(body: Array(buffer[start + 2..<start + 2 + length])))
      start += 2 + length
    }
    buffer.removeFirst(start)
    return frames
  }
}

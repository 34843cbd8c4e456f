/// Cuts a stream of bytes into frames. After a fault the stream means nothing any more and is to be closed.
public struct FrameReader: Sendable {
  /// Bytes of the longest frame, without its length.
  public static let limit = 2048

  private var buffer: [UInt8] = []
  private var fault: ExchangeFault?

  public init() {}

  /// Takes in what came, in pieces of any size, and gives the frames that are complete.
  ///
  /// Throws on the first frame that is wrong, and then for ever; frames before it are lost too.
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

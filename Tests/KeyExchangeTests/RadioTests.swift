import Testing

@testable import KeyExchange

/// Frames in a stream of bytes.
struct RadioTests {
  private let frames: [RadioFrame]

  init() throws {
    frames = [
      .seek(door: "Bicycle Storage"), .advert(try .init(lockID: "lock-1", name: "Bicycle Storage", needsWakeUp: true)),
      .wake, .message([UInt8](repeating: 7, count: 1024)), .absent(.silent), .near,
    ]
  }

  @Test("frames are the same in pieces of any size") func framesAreTheSameInPiecesOfAnySize() throws {
    let stream = try frames.flatMap { try $0.encoded() }
    for size in 1...stream.count {
      var reader = FrameReader()
      var read: [RadioFrame] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        read += try reader.frames(adding: stream[start..<min(start + size, stream.count)])
      }
      #expect(read == frames)
    }
  }

  @Test("a frame that is not complete is waited for") func aFrameThatIsNotCompleteIsWaitedFor() throws {
    let stream = try frames[1].encoded()
    for kept in 0..<stream.count {
      var reader = FrameReader()
      #expect(try reader.frames(adding: stream.prefix(kept)).isEmpty)
      #expect(try reader.frames(adding: stream.dropFirst(kept)) == [frames[1]])
    }
  }

  @Test(
    "a wrong frame ends the stream",
    arguments: [
      [0, 0], [0, 1, 0], [0, 1, 7], [0, 2, 4, 0], [0, 2, 3, 0], [0, 1, 6], [8, 1], [0xFF, 0xFF], [0, 3, 1, 0, 0],
      [0, 4, 1, 0, 1, 0xFF], [0, 8, 2, 0, 1, 0x61, 0, 1, 0x62, 2],
    ] as [[UInt8]])
  func aWrongFrameEndsTheStream(bytes: [UInt8]) throws {
    var reader = FrameReader()
    #expect(throws: ExchangeFault.malformed) { try reader.frames(adding: bytes) }
    #expect(throws: ExchangeFault.malformed) { try reader.frames(adding: try RadioFrame.wake.encoded()) }
  }

  @Test("a name that is too long ends the stream") func aNameThatIsTooLongEndsTheStream() throws {
    var body = ByteWriter()
    body.number(UInt8(1))
    body.text(String(repeating: "x", count: 1001))
    var frame = ByteWriter()
    frame.field(body.bytes)
    var reader = FrameReader()
    #expect(throws: ExchangeFault.malformed) { try reader.frames(adding: frame.bytes) }
  }

  @Test("what is too long is not sent") func whatIsTooLongIsNotSent() throws {
    #expect(throws: ExchangeFault.malformed) { try RadioFrame.message([]).encoded() }
    #expect(throws: ExchangeFault.malformed) { try RadioFrame.message([UInt8](repeating: 0, count: 1025)).encoded() }
    #expect(throws: ExchangeFault.malformed) { try RadioFrame.seek(door: "").encoded() }
    let name = String(repeating: "x", count: 1001)
    #expect(throws: ExchangeFault.malformed) { try RadioFrame.seek(door: name).encoded() }
    #expect(throws: ExchangeFault.malformed) {
      try RadioFrame.Advert(lockID: "lock-1", name: name, needsWakeUp: false)
    }
    let advert = try RadioFrame.Advert(lockID: "lock-1", name: String(name.dropLast()), needsWakeUp: false)
    #expect(try RadioFrame.advert(advert).encoded().count < FrameReader.limit)
  }
}

import KeyExchange
import MobileKey
import NIOCore
import NIOPosix
import Testing

@Suite("Radio") struct RadioTests {
  /// A door on a socket. `answer` returns its response to each frame.
  private func withDoor(
    _ answer: @escaping @Sendable (RadioFrame) -> [RadioFrame], _ body: (String) async throws -> Void
  ) async throws {
    let path = "/tmp/radio-\(UInt64.random(in: .min ... .max)).sock"
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(DoorHandler(answer: answer))
        }
      }
      .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
    do { try await body(path) } catch {
      try await server.close()
      throw error
    }
    try await server.close()
  }

  private func talk(_ path: String, _ proximity: SeamUnlockProximity = .touch) async throws -> [UInt8] {
    try await SocketRadio(path: path, heldTo: "Apartment 4B").converse(proximity) { advert, link in
      try await link.send(Array(advert.lockID.utf8))
      return try await link.receive()
    }
  }

  @Test("the phone finds wakes and talks") func thePhoneFindsWakesAndTalks() async throws {
    let advert = try RadioFrame.Advert(lockID: "lock-4b", name: "Apartment 4B", needsWakeUp: true)
    try await withDoor { frame in
      switch frame {
      case .seek(door: "Apartment 4B"): [.advert(advert)]
      case .message(let message): [.message(message.reversed())]
      case .near: [.absent(.asleep)]
      default: []
      }
    } _: { (path) async throws in
      let answer = try await talk(path)
      #expect(answer == Array("lock-4b".utf8.reversed()))
      await #expect(throws: RadioFault.absent(.asleep)) { try await talk(path, .nearby) }
    }
  }

  @Test("no door and no radio have different errors") func noDoorAndNoRadioHaveDifferentErrors() async throws {
    try await withDoor { _ in
      [.absent(.noSuchDoor)]
    } _: { path in
      await #expect(throws: RadioFault.absent(.noSuchDoor)) { try await talk(path) }
    }
    await #expect(throws: RadioFault.unavailable) { try await talk("/tmp/no-radio.sock") }
  }
}

private final class DoorHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let answer: @Sendable (RadioFrame) -> [RadioFrame]
  private var reader = FrameReader()

  init(answer: @escaping @Sendable (RadioFrame) -> [RadioFrame]) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frames = (try? reader.frames(adding: unwrapInboundIn(data).readableBytesView)) ?? []
    for frame in frames.flatMap(answer) {
      guard let bytes = try? frame.encoded() else { continue }
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
  }
}

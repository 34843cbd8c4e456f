public import KeyExchange
import NIOCore
import NIOPosix

/// The radio of a virtual site: a Unix-domain socket that reaches all its doors.
public struct SocketRadio: Radio {
  /// The path of the socket.
  public let path: String
  /// The door near the phone: a lock's ID, or a door's name.
  public let door: String

  public init(path: String, heldTo door: String) {
    self.path = path
    self.door = door
  }

  public func converse<Answer: Sendable>(
    _ proximity: SeamUnlockProximity,
    _ conversation: @Sendable (RadioFrame.Advert, inout any DoorLink) async throws -> Answer
  ) async throws -> Answer {
    try await connected().executeThenClose { inbound, outbound in
      var link = SocketLink(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      let advert = try await link.find(door, proximity)
      var open: any DoorLink = link
      return try await conversation(advert, &open)
    }
  }

  /// Holds a card to the door.
  ///
  /// - Returns: `opened`, or why the lock refused the card.
  public func hold(cardNumber: String) async throws -> String {
    try await connected().executeThenClose { inbound, outbound in
      var link = SocketLink(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      return String(decoding: try await link.hold(cardNumber: cardNumber, to: door), as: UTF8.self)
    }
  }

  private func connected() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    do {
      return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(unixDomainSocketPath: path) { channel in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
    } catch {
      try Task.checkCancellation()
      throw RadioFault.unavailable
    }
  }
}

private struct SocketLink: DoorLink {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var reader = FrameReader()
  private var frames: ArraySlice<RadioFrame> = []

  init(
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound
    self.outbound = outbound
  }

  mutating func find(_ door: String, _ proximity: SeamUnlockProximity) async throws -> RadioFrame.Advert {
    try await put(.seek(door: door))
    guard case .advert(let advert) = try await next() else { throw RadioFault.broken }
    try await put(proximity == .nearby ? .near : .wake)
    return advert
  }

  mutating func hold(cardNumber: String, to door: String) async throws -> [UInt8] {
    try await put(.seek(door: door))
    guard case .advert = try await next() else { throw RadioFault.broken }
    try await put(.card(number: cardNumber))
    return try await receive()
  }

  mutating func send(_ message: [UInt8]) async throws { try await put(.message(message)) }

  mutating func receive() async throws -> [UInt8] {
    guard case .message(let message) = try await next() else { throw RadioFault.broken }
    return message
  }

  private func put(_ frame: RadioFrame) async throws {
    let bytes: [UInt8]
    do { bytes = try frame.encoded() } catch { throw RadioFault.absent(.noSuchDoor) }
    do { try await outbound.write(ByteBuffer(bytes: bytes)) } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw RadioFault.broken
    }
  }

  private mutating func next() async throws -> RadioFrame {
    while frames.isEmpty {
      guard let bytes = try await inbound.next() else {
        try Task.checkCancellation()
        throw RadioFault.broken
      }
      do { frames = try reader.frames(adding: bytes.readableBytesView)[...] } catch { throw RadioFault.broken }
    }
    let frame = frames.removeFirst()
    if case .absent(let absence) = frame { throw RadioFault.absent(absence) }
    return frame
  }
}

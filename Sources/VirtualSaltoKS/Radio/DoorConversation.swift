import KeyExchange
import NIOCore

/// The exchange between a phone and nearby locks over one connection.
struct DoorConversation {
  let cloud: Cloud
  var frames: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var reader = FrameReader()
  private var waiting: [RadioFrame] = []

  init(
    cloud: Cloud, frames: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.cloud = cloud
    self.frames = frames
    self.outbound = outbound
  }

  /// Runs until the phone disconnects or violates the protocol.
  mutating func run() async throws {
    while case .seek(let door)? = try await next() {
      guard let lock = await cloud.lock(at: door) else {
        try await send(.absent(.noSuchDoor))
        continue
      }
      try await send(.advert(.init(lockID: lock.id, name: lock.name, needsWakeUp: lock.needsWakeUp)))
      switch try await next() {
      case .wake: break
      case .near where !lock.needsWakeUp: break
      case .near:
        try await send(.absent(.asleep))
        continue
      case .card(let number):
        guard let decision = await cloud.decide(at: lock.id, onCard: number) else {
          return try await send(.absent(.silent))
        }
        try await send(.message(Array(decision.rawValue.utf8)))
        continue
      default: return
      }
      guard case .message(let hello)? = try await next() else { return }
      do throws(ExchangeFault) {
        guard try await exchange(hello, with: lock) else { return }
      } catch {
        // An aborted exchange proves nothing. The lock gives no reason and records no entry.
        return try await send(.absent(.silent))
      }
    }
  }

  /// - Returns: False if the phone stopped sending.
  private mutating func exchange(_ hello: [UInt8], with lock: Lock) async throws(ExchangeFault) -> Bool {
    let exchange = try LockExchange(answering: hello, as: cloud.identity(of: lock))
    do { try await send(.message(exchange.hello)) } catch { return false }
    guard case .message(let proof)? = try? await next() else { return false }
    let answer: [UInt8]
    switch try exchange.presentation(in: proof, now: await cloud.now / 1_000_000) {
    case .key(let key):
      let verdict = await cloud.decide(at: lock.id, on: key.document)
      answer = try key.answer(verdict)
    case .refused(let refused):
      await cloud.refuse(at: lock.id, refused.document)
      answer = refused.answer
    }
    do { try await send(.message(answer)) } catch { return false }
    return true
  }

  private mutating func next() async throws -> RadioFrame? {
    while waiting.isEmpty {
      guard let bytes = try await frames.next() else { return nil }
      waiting = try reader.frames(adding: bytes.readableBytesView)
    }
    return waiting.removeFirst()
  }

  private func send(_ frame: RadioFrame) async throws {
    try await outbound.write(ByteBuffer(bytes: try frame.encoded()))
  }
}

import API
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing
import Wire

@testable import Server

@Suite("Event streams")
struct StreamTests {
  private func status(_ places: StreamPlaces, _ caller: String) -> Int? {
    do { _ = try places.take(for: caller) } catch let error as APIError { return error.status } catch { return nil }
    return 200
  }

  @Test("of one key are bounded, and a place is given back however its stream ended")
  func ofOneKey() throws {
    let places = StreamPlaces(max: 1000)
    var open = try (0..<StreamPlaces.perCaller).map { _ in try places.take(for: "one") }
    #expect(status(places, "one") == 429)
    #expect(status(places, "another") == 200)
    open.removeLast()
    #expect(status(places, "one") == 200)
    withExtendedLifetime(open) {}
  }

  @Test("of all keys together are bounded")
  func inAll() throws {
    let places = StreamPlaces(max: 3)
    var open = try ["one", "one", "another"].map { try places.take(for: $0) }
    #expect(status(places, "a third") == 503)
    open.removeFirst()
    #expect(status(places, "a third") == 200)
    withExtendedLifetime(open) {}
  }

  /// A connection with an open stream, whose client has received everything so far.
  private func connection() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(
      handler: ConnectionDeadlines(RequestLimits(arrival: .seconds(30), idle: .seconds(75))))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.writeInbound(HTTPRequestPart.head(HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")))
    try channel.writeInbound(HTTPRequestPart.end(nil))
    let head = HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"])
    try channel.writeOutbound(HTTPResponsePart.head(head))
    return channel
  }

  private let event = HTTPResponsePart.body(ByteBuffer(string: "data: {}\n\n"))

  @Test("last while their client takes what comes")
  func taken() throws {
    let channel = try connection()
    for _ in 0..<5 {
      try channel.writeOutbound(event)
      channel.embeddedEventLoop.advanceTime(by: .seconds(600))
    }
    #expect(channel.isActive)
    _ = try channel.finish()
  }

  @Test("are cut off where their client does not take what comes")
  func notTaken() throws {
    let channel = try connection()
    // Written but not flushed, as with a full client window.
    channel.write(event, promise: nil)
    channel.embeddedEventLoop.advanceTime(by: .seconds(29))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }
}

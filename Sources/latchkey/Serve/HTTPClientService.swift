import AsyncHTTPClient
import NIOCore
import ServiceLifecycle

/// The HTTP client of all accounts, which ends with the server.
struct HTTPClientService: Service {
  let client: HTTPClient

  init() {
    // A redirect would take logins and tokens to wherever it points.
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Each call has a connection of its own, so that one that is cut off is none of another's.
    configuration.httpVersion = .http1Only
    // Whether a call is tried again is the reconciler's to say.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
    configuration.timeout.connect = .seconds(5)
    configuration.http1_1ConnectionDebugInitializer = { $0.dropWhatIsNotAcknowledged() }
    // Its spans would tell whole addresses, whose queries may name people; calls have spans of their own.
    configuration.tracing.tracer = nil
    client = HTTPClient(configuration: configuration)
  }

  func run() async throws {
    try? await gracefulShutdown()
    try await client.shutdown()
  }
}

extension Channel {
  /// Has the system give up a connection whose other end does not take what was sent within three seconds. Otherwise it
  /// would go on sending for a quarter of an hour, and a door would open long after it was asked for.
  fileprivate func dropWhatIsNotAcknowledged() -> EventLoopFuture<Void> {
    // TCP_USER_TIMEOUT of Linux, in milliseconds.
    let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: 18))
    // A system that does not know it still has the deadline of the call.
    return setOption(option, value: 3000).flatMapError { _ in self.eventLoop.makeSucceededVoidFuture() }
  }
}

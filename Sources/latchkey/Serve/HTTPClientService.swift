import AsyncHTTPClient
import NIOCore
import ServiceLifecycle

/// The HTTP client of all accounts. It is shut down with the server.
struct HTTPClientService: Service {
  let client: HTTPClient

  init() {
    // A redirect would send logins and tokens to another host.
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Each call has its own connection, so that canceling one never affects another.
    configuration.httpVersion = .http1Only
    // The reconciler decides about retries.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
    configuration.timeout.connect = .seconds(5)
    configuration.http1_1ConnectionDebugInitializer = { $0.dropWhatIsNotAcknowledged() }
    // The client's own spans would contain whole addresses, whose queries may name people. Calls have other spans.
    configuration.tracing.tracer = nil
    client = HTTPClient(configuration: configuration)
  }

  func run() async throws {
    try? await gracefulShutdown()
    try await client.shutdown()
  }
}

extension Channel {
  /// Closes a connection if the peer does not acknowledge data within three seconds. Otherwise the system would resend
  /// it for a quarter of an hour, and a door could open long after the request.
  fileprivate func dropWhatIsNotAcknowledged() -> EventLoopFuture<Void> {
    // TCP_USER_TIMEOUT on Linux, in milliseconds.
    let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: 18))
    // Without this option, the deadline of the call still applies.
    return setOption(option, value: 3000).flatMapError { _ in self.eventLoop.makeSucceededVoidFuture() }
  }
}

package import AsyncHTTPClient
import NIOCore

/// The HTTP clients of all accounts.
///
/// A stream of entries keeps its connection as long as it is open. Streams have connections of their own, so that the calls
/// of many accounts never wait for one that streams hold.
package struct SaltoKSClients: Sendable {
  /// For calls. Each takes a connection until its response.
  package let calls: HTTPClient
  let streams: HTTPClient

  /// The most streams at once. Each site has one, so the open files of the process are the true limit.
  private static let streamMax = 1_000_000

  /// - Parameter callMax: the most calls at once to a host. Others wait as long as for a connection that is opened, and
  ///   then count as not sent.
  package init(callMax: Int = 256) {
    calls = Self.client(connectionMax: callMax)
    streams = Self.client(connectionMax: Self.streamMax)
  }

  /// Ends all calls and streams.
  package func shutdown() async throws {
    try await streams.shutdown()
    try await calls.shutdown()
  }

  private static func client(connectionMax: Int) -> HTTPClient {
    // A redirect would send logins and tokens to another host.
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Each call has its own connection, so that canceling one never affects another.
    configuration.httpVersion = .http1Only
    // The reconciler decides about retries.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionMax
    // Also the longest wait for a connection while all are in use.
    configuration.timeout.connect = .seconds(5)
    configuration.http1_1ConnectionDebugInitializer = { $0.dropWhatIsNotAcknowledged() }
    // The client's own spans would contain whole addresses, whose queries may name people. Calls have other spans.
    configuration.tracing.tracer = nil
    return HTTPClient(configuration: configuration)
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

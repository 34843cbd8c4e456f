import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Carries calls over HTTP. It follows no redirect, lest a token go where nobody meant it to.
public struct HTTPTransport: Transport {
  /// One for the whole process; its connections are kept and used again.
  public static let shared: HTTPTransport = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Where nobody listens, that is told at once; calls have repetitions of their own.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPTransport(HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration))
  }()

  private let client: HTTPClient
  /// The longest answer that is read.
  private static let bodyMax = 64 << 20

  /// Sends with a client that the caller shuts down.
  public init(_ client: HTTPClient) { self.client = client }

  public func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = .RAW(value: request.method)
    for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
    if let body = request.body { outgoing.body = .bytes(body) }
    do {
      let response = try await client.execute(outgoing, timeout: .nanoseconds(timeout.asWait.wholeMicroseconds * 1000))
      let buffer = try await response.body.collect(upTo: Self.bodyMax)
      return TransportResponse(
        status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
        body: Array(buffer.readableBytesView))
    } catch {
      try Task.checkCancellation()
      // The long description of a refused header holds the header.
      throw TransportFailure((error as? HTTPClientError)?.shortDescription ?? reason(of: error))
    }
  }

  /// Why no connection came about, in words for a person.
  private func reason(of error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError where error.connectionErrors.isEmpty: "the host's name leads nowhere"
    case let error as NIOConnectionError: error.connectionErrors.first.map { reason(of: $0.error) } ?? "\(error)"
    case let error as IOError where error.errnoCode == ECONNREFUSED: "the connection was refused"
    default: "\(error)"
    }
  }
}

public import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sends calls over HTTP. It follows no redirects, so that tokens are never sent to another server.
public struct HTTPTransport: Transport {
  /// The transport of the whole process, which reuses connections. If `SSL_CERT_FILE` is set, its certificate
  /// authorities replace the system's.
  public static let shared = HTTPTransport(authorities: Environment.process["SSL_CERT_FILE"])

  /// Transports with other certificate authorities, by file. They live as long as the process.
  private static let trusting = Mutex<[String: HTTPTransport]>([:])

  /// A transport that trusts the certificate authorities in a PEM file instead of the system's. It is shared by the
  /// whole process.
  ///
  /// - Throws: ``TransportFailure`` if the file cannot be read or contains no certificate.
  public static func trusting(authoritiesIn file: String) throws(TransportFailure) -> HTTPTransport {
    guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty else {
      throw TransportFailure("\(file) cannot be read or contains no PEM certificate")
    }
    return trusting.withLock { known in
      let transport = known[file] ?? HTTPTransport(authorities: file)
      known[file] = transport
      return transport
    }
  }

  private init(authorities file: String?) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // A refused connection fails at once. Calls have their own retries.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let file {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(file)
      configuration.tlsConfiguration = tls
    }
    self.init(HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration))
  }

  private let client: HTTPClient
  /// The maximum size of a response.
  private static let bodyMax = 64 << 20

  /// Uses a client that the caller shuts down.
  public init(_ client: HTTPClient) { self.client = client }

  public func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
    guard WebAddress(request.url) != nil else { throw TransportFailure("the URL is invalid") }
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = .RAW(value: request.method)
    for (name, value) in request.headers { outgoing.headers.add(name: name, value: value) }
    if let body = request.body { outgoing.body = .bytes(body) }
    let (client, prepared) = (client, outgoing)
    do {
      return try await within(Deadline(in: timeout.asWait)) {
        let response = try await client.execute(
          prepared, timeout: .nanoseconds(timeout.asWait.wholeMicroseconds * 1000))
        let buffer = try await response.body.collect(upTo: Self.bodyMax)
        return TransportResponse(
          status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
          body: Array(buffer.readableBytesView))
      }
    } catch is DeadlineExceeded {
      throw TransportFailure("the request timed out")
    } catch {
      try Task.checkCancellation()
      // The long description of an invalid header contains the header.
      throw TransportFailure((error as? HTTPClientError)?.shortDescription ?? reason(of: error))
    }
  }

  /// Why the connection failed, for people.
  private func reason(of error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError where error.connectionErrors.isEmpty: "host not found"
    case let error as NIOConnectionError: error.connectionErrors.first.map { reason(of: $0.error) } ?? "\(error)"
    case let error as IOError where error.errnoCode == ECONNREFUSED: "connection refused"
    case let error as NIOSSLError: reason(of: error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
      "the server's certificate is for a different host name"
    case is NIOSSLExtraError: "the TLS connection failed"
    default: "\(error)"
    }
  }

  /// Why TLS failed.
  private func reason(of error: NIOSSLError) -> String {
    let untrusted =
      "the server's certificate is not trusted; if a private authority signed it, set the authority's certificate in "
      + "SSL_CERT_FILE"
    switch error {
    case .noSuchFilesystemObject, .failedToLoadCertificate: return "the file in SSL_CERT_FILE contains no certificates"
    case .unableToValidateCertificate, .noCertificateToValidate: return untrusted
    case .handshakeFailed(let fault):
      let words = "\(fault)"
      if words.contains("CERTIFICATE_VERIFY_FAILED") { return untrusted }
      let isPlain = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "INVALID_SSL", "UNEXPECTED"].contains {
        words.contains($0)
      }
      return isPlain
        ? "the server does not use TLS; try http:// instead of https://" : "the server rejected the TLS connection"
    default: return "the TLS connection failed"
    }
  }
}

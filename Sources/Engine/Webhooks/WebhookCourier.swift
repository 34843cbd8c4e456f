import AsyncHTTPClient
import Core
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Wire

/// Sends events over HTTP.
///
/// It follows no redirect, reads only the start of a response, and sends to no private address unless that is allowed.
/// It does not connect to a name that resolves to a private address, so that nobody can probe the local network. The
/// remote address of each connection is checked again.
package struct WebhookCourier: WebhookTransport, Service {
  /// How long a delivery may take, including name resolution and the response.
  private static let timeout = Duration.seconds(15)
  /// How long the creation of a webhook waits for name resolution.
  private static let refusalTimeout = Duration.seconds(3)
  /// The longest `Retry-After` that is respected, in seconds.
  private static let retryAfterMax = 86_400
  /// How much of a response is read, in bytes.
  private static let answerMax = 64 << 10

  private let client: HTTPClient
  private let allowsPrivateAddresses: Bool
  /// Only for name resolution, which may block for long.
  private let lookups = NIOThreadPool(numberOfThreads: 16)

  package init(allowsPrivateAddresses: Bool) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    // Spans would contain whole URLs, which may contain a receiver's secret.
    configuration.tracing.tracer = nil
    // The schedule of the deliverer decides when to retry.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout = .init(connect: .seconds(10), read: .seconds(15))
    if !allowsPrivateAddresses {
      configuration.http1_1ConnectionDebugInitializer = { channel in
        guard let address = channel.remoteAddress, !address.isPrivate else {
          return channel.eventLoop.makeFailedFuture(PrivateAddress())
        }
        return channel.eventLoop.makeSucceededVoidFuture()
      }
    }
    client = HTTPClient(configuration: configuration)
    self.allowsPrivateAddresses = allowsPrivateAddresses
    lookups.start()
  }

  package func run() async throws {
    try? await gracefulShutdown()
    try await client.shutdown()
    try await lookups.shutdownGracefully()
  }

  package func refusal(of url: String) async -> String? {
    guard let host = host(of: url), !host.isEmpty, !isMadeOfWrongNumbers(host) else { return "Invalid url" }
    if allowsPrivateAddresses { return nil }
    if !isPrivateHost(host) {
      guard await leadsHome(host, until: Deadline(in: Self.refusalTimeout)) else { return nil }
    }
    return
      "Private addresses are not allowed. Start the server with --allow-private-webhooks to allow them"
  }

  package func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer {
    let deadline = Deadline(in: Self.timeout)
    do { try await refusePrivate(url, until: deadline) } catch { return .privateAddress }
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(string: body))
    let (client, prepared) = (client, request)
    do {
      let response = try await within(deadline) { try await client.execute(prepared, timeout: .seconds(15)) }
      let retryAfter = response.headers.first(name: "retry-after").flatMap { Int($0) }
      // The body is read only so that the connection can be reused.
      _ = try? await within(deadline) { try await response.body.collect(upTo: Self.answerMax) }
      return .answered(
        status: Int(response.status.code),
        retryAfter: retryAfter.map { .seconds(min(max(0, $0), Self.retryAfterMax)) })
    } catch is PrivateAddress {
      // The name resolves to another address by now. The response reveals nothing about it.
      return .unreachable
    } catch let error as HTTPClientError {
      return .failed("No response: \(error.shortDescription)")
    } catch {
      return .unreachable
    }
  }
}

extension WebhookCourier {
  /// Throws if a URL leads into the local network. A name that cannot be resolved in time fails later, in the client.
  private func refusePrivate(_ url: String, until deadline: Deadline) async throws {
    if allowsPrivateAddresses { return }
    guard let host = host(of: url), await !leadsHome(host, until: deadline) else { throw PrivateAddress() }
  }

  /// Whether a host is known in time to be in the local network.
  private func leadsHome(_ host: String, until deadline: Deadline) async -> Bool {
    let lookups = lookups
    let lookup = Task {
      (try? await lookups.runIfActive { leadsToPrivateAddress(host) }) ?? false
    }
    return await lookup.value(until: deadline) ?? false
  }

  private func host(of url: String) -> String? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    // With one of these the client may read another host.
    guard !authority.contains(where: { "@%\\".contains($0) }) else { return nil }
    return String(
      authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" })
  }
}

extension WebhookAnswer {
  fileprivate static let privateAddress = failed(
    "Private addresses are not allowed. Start the server with --allow-private-webhooks to allow them")
  fileprivate static let unreachable = failed("The receiver cannot be reached")
}

/// A receiver's name resolved to an address of the local network.
private struct PrivateAddress: Error {}

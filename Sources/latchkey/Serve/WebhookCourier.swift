import AsyncHTTPClient
import Engine
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Wire

/// Sends events over HTTP. It follows no redirect, reads little of an answer, and sends to no private address unless that
/// is allowed: an address that leads there is not connected to, so that nobody learns what listens in the local network,
/// and what counts in the end is where a connection really goes.
struct WebhookCourier: WebhookTransport, Service {
  /// How long a receiver may take, its name and its answer included.
  private static let timeout = Duration.seconds(15)
  /// How long the creation of a webhook waits to learn where its address leads.
  private static let refusalTimeout = Duration.seconds(3)
  /// The longest wait that a receiver is granted, in seconds.
  private static let retryAfterMax = 86_400
  /// The longest answer that is read, in bytes.
  private static let answerMax = 64 << 10

  private let client: HTTPClient
  private let allowsPrivateAddresses: Bool
  /// For names of receivers alone, whose lookup may take long.
  private let lookups = NIOThreadPool(numberOfThreads: 16)

  init(allowsPrivateAddresses: Bool) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    // Its spans would tell whole addresses, which may hold a receiver's secret.
    configuration.tracing.tracer = nil
    // When a delivery is tried again is the schedule's to say.
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

  func run() async throws {
    try? await gracefulShutdown()
    try await client.shutdown()
    try await lookups.shutdownGracefully()
  }

  func refusal(of url: String) async -> String? {
    guard let host = host(of: url), !host.isEmpty, !isMadeOfWrongNumbers(host) else { return "Invalid url" }
    if allowsPrivateAddresses { return nil }
    if !isPrivateHost(host) {
      guard await leadsHome(host, until: Deadline(in: Self.refusalTimeout)) else { return nil }
    }
    return
      "Private addresses are not allowed. Start the server with --allow-private-webhooks to allow them"
  }

  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer {
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
      // The status is what counts. The rest is read so that the connection can be used again, if it is short and soon there.
      _ = try? await within(deadline) { try await response.body.collect(upTo: Self.answerMax) }
      return .answered(
        status: Int(response.status.code),
        retryAfter: retryAfter.map { .seconds(min(max(0, $0), Self.retryAfterMax)) })
    } catch is PrivateAddress {
      // The name leads elsewhere by now. Told as any other address that does not answer.
      return .unreachable
    } catch let error as HTTPClientError {
      return .failed("No response: \(error.shortDescription)")
    } catch {
      return .unreachable
    }
  }
}

extension WebhookCourier {
  /// Throws where an address leads into the local network. A name that leads nowhere, or is not known in time, is for the
  /// client to find out.
  private func refusePrivate(_ url: String, until deadline: Deadline) async throws {
    guard !allowsPrivateAddresses, let host = host(of: url) else { return }
    if await leadsHome(host, until: deadline) { throw PrivateAddress() }
  }

  /// Whether name servers say in time that a host is in the local network.
  private func leadsHome(_ host: String, until deadline: Deadline) async -> Bool {
    let lookups = lookups
    let lookup = Task {
      (try? await lookups.runIfActive { leadsToPrivateAddress(host) }) ?? false
    }
    return await lookup.value(until: deadline) ?? false
  }

  private func host(of url: String) -> String? {
    URL(string: url)?.host(percentEncoded: false)?.filter { $0 != "[" && $0 != "]" }
  }
}

extension WebhookAnswer {
  fileprivate static let privateAddress = failed(
    "Private addresses are not allowed. Start the server with --allow-private-webhooks to allow them")
  fileprivate static let unreachable = failed("The receiver cannot be reached")
}

/// A receiver's name led to an address of the local network.
private struct PrivateAddress: Error {}

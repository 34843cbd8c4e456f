import AsyncHTTPClient
package import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization
import Wire

/// Sends spans to a collector by OTLP over HTTP in batches. If the collector is unavailable, only the spans
/// are lost.
package final class TraceExporter: Service {
  /// Maximum number of waiting spans, and of spans per request.
  private static let waitingMax = 8192
  private static let batch = 512
  private static let pause = Duration.seconds(2)

  private let client: HTTPClient
  private let url: String
  private let logger: Logger
  private let waiting = Mutex<[FinishedSpan]>([])
  /// Whether the last request succeeded. A continuing failure is logged once.
  private let works = Mutex(true)

  /// - Parameter endpoint: the collector's URL, such as http://localhost:4318.
  package init(endpoint: String, logger: Logger) {
    url = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/v1/traces"
    self.logger = logger
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout = .init(connect: .seconds(2), read: .seconds(3))
    // Requests to the collector are not traced.
    configuration.tracing.tracer = nil
    client = HTTPClient(configuration: configuration)
  }

  func take(_ span: FinishedSpan) {
    waiting.withLock { waiting in
      if waiting.count < Self.waitingMax { waiting.append(span) }
    }
  }

  package func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.pause) }
      await send()
    }
    try await client.shutdown()
  }

  private func send() async {
    while case let spans = next(), !spans.isEmpty {
      // A rejected batch is dropped. The next batches wait for the next round.
      guard await send(spans) else { return }
    }
  }

  private func next() -> [FinishedSpan] {
    waiting.withLock { waiting in
      defer { waiting.removeFirst(min(Self.batch, waiting.count)) }
      return Array(waiting.prefix(Self.batch))
    }
  }

  private func send(_ spans: [FinishedSpan]) async -> Bool {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(FinishedSpan.request(spans).bytes)
    let (client, prepared) = (client, request)
    let status = try? await within(Deadline(in: .seconds(3))) {
      let response = try await client.execute(prepared, timeout: .seconds(3))
      _ = try await response.body.collect(upTo: 65_536)
      return response.status.code
    }
    let isTaken = status.map { (200..<300).contains($0) } ?? false
    let worked = works.withLock { works in
      defer { works = isTaken }
      return works
    }
    if worked, !isTaken {
      logger.warning("Traces could not be exported to the collector", metadata: ["status": "\(status ?? 0)"])
    }
    return isTaken
  }
}

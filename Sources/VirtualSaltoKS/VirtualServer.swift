import Foundation
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
import NIOFoundationCompat
import ServiceLifecycle

/// The virtual cloud's HTTP server.
package struct VirtualServer: Sendable {
  private let cloud: Cloud
  private let names: [String]

  /// - Parameter names: The names of the cloud besides its host and `localhost`.
  package init(cloud: Cloud, names: [String] = []) {
    self.cloud = cloud
    self.names = names
  }

  /// The server as a service.
  ///
  /// - Parameters:
  ///   - port: The port, or 0 for any free one.
  ///   - onRunning: Receives the port once requests are accepted.
  package func application(
    host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
  ) -> some ApplicationProtocol {
    Application(
      responder: VirtualResponder(cloud: cloud, own: OwnHosts(listeningOn: host, names: names)),
      configuration: .init(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
  }
}

/// Gives handlers the connection, so that an answer can be withheld.
struct VirtualContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

private struct VirtualResponder: HTTPResponder {
  typealias Context = VirtualContext
  let cloud: Cloud
  let own: OwnHosts

  private static let bodyMax = 1 << 20

  func respond(to request: Request, context: VirtualContext) async throws -> Response {
    if let refusal = own.refusal(authority: request.head.authority, origin: request.headers[.origin]) {
      return Self.refused(.forbidden, refusal)
    }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Self.bodyMax) } catch is NIOTooManyBytesError {
      return Self.refused(.contentTooLarge, "The body is larger than \(Self.bodyMax) bytes")
    }
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let virtual = VirtualRequest(
      method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
      body: Data(buffer: body), base: "http://\(request.head.authority ?? "localhost")")
    let isControl = virtual.path.hasPrefix("/virtual/")
    switch isControl ? await cloud.control(virtual) : await cloud.connect(virtual) {
    case .answer(let status, let headers, let body):
      var fields = HTTPFields()
      for (name, value) in headers {
        guard let field = HTTPField.Name(name) else { continue }
        fields[field] = value
      }
      return Response(
        status: .init(code: status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    case .stream(let events): return Self.stream(events, over: context.channel)
    case .hangUp:
      try? await context.channel.close()
      throw CancellationError()
    }
  }

  private static func refused(_ status: HTTPResponse.Status, _ reason: String) -> Response {
    let body = (try? JSONSerialization.data(withJSONObject: ["error": reason])) ?? Data()
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8", .connection: "close"],
      body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static func stream(_ events: AsyncStream<String>, over channel: any Channel) -> Response {
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        for await event in events.cancelOnGracefulShutdown() { try await writer.write(ByteBuffer(string: event)) }
        // A stream never ends with a final chunk. Its socket is closed instead.
        try? await channel.close()
        throw CancellationError()
      })
  }
}

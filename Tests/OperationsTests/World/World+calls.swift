import API
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Testing
import Wire

@testable import Server

extension World {
  typealias Method = HTTPRequest.Method

  /// A response of the API.
  struct Reply: Sendable {
    let status: Int
    let body: Value
    /// The unparsed body.
    let text: String
    let headers: HTTPFields

    var error: Value { body.error }
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    var cookies: [String] { headers[values: .setCookie] }
    /// The status and the error's type.
    var refusal: Refusal { Refusal(status, error.type.text) }
    /// The invalid parameters that the error names.
    var faults: Set<String> { error.validation_errors.names.subtracting(["_errors"]) }
  }

  struct Refusal: Equatable, Sendable, CustomStringConvertible {
    let status: Int
    let type: String
    init(_ status: Int, _ type: String) { (self.status, self.type) = (status, type) }
    var description: String { "\(status) \(type)" }
  }

  /// Sends a request without a socket. Everything else is the real server.
  func send(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], by token: String? = nil,
    headers: [String: String?] = [:]
  ) async throws -> Reply {
    var fields: HTTPFields = [.authorization: "Bearer \(token ?? key)", .contentType: "application/json"]
    for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "latchkey.example", path: path, headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let source = ApplicationRequestContextSource(channel: Self.channel, logger: Self.silent)
    let response = try await server.responder.respond(to: request, context: ServerContext(source: source))
    let kept = KeptBody()
    try await response.body.write(kept)
    let bytes = Array(kept.bytes.readableBytesView)
    return Reply(
      status: Int(response.status.code),
      body: Value(try? JSON.parse(bytes)), text: String(decoding: bytes, as: UTF8.self), headers: response.headers)
  }

  /// Requests a link that the server created.
  func follow(_ url: Value, by token: String? = nil) async throws -> Reply {
    try await send(.get, String(url.text.dropFirst("https://latchkey.example".count)), by: token)
  }

  /// Calls an operation by POST.
  func call(
    _ path: String, _ parameters: Value = [:], by token: String? = nil, headers: [String: String?] = [:]
  ) async throws -> Reply {
    try await send(.post, path, body: parameters.json?.bytes ?? [], by: token, headers: headers)
  }

  /// Calls an operation by the personal access token of an operator.
  func call(_ path: String, _ parameters: Value = [:], asOperator token: String) async throws -> Reply {
    try await call(path, parameters, by: token, headers: ["seam-workspace": workspace.text])
  }

  /// Calls an operation that must succeed.
  @discardableResult
  func ok(
    _ path: String, _ parameters: Value = [:], by token: String? = nil, at place: SourceLocation = #_sourceLocation
  ) async throws -> Value {
    let reply = try await call(path, parameters, by: token)
    try #require(reply.status == 200, "\(path) \(reply.body)", sourceLocation: place)
    return reply.body
  }

  /// Calls an operation that must fail, and returns the error.
  @discardableResult
  func refused(
    _ path: String, _ status: Int, _ type: String, _ parameters: Value = [:], by token: String? = nil,
    at place: SourceLocation = #_sourceLocation
  ) async throws -> Value {
    let reply = try await call(path, parameters, by: token)
    #expect(reply.refusal == Refusal(status, type), "\(path) \(reply.body)", sourceLocation: place)
    return reply.error
  }

  /// Calls an operation with typed parameters.
  func call<E: Endpoint>(_ request: E, by token: String? = nil) async throws -> E.Response where E.Response: Wire {
    let reply = try await send(.post, E.operation.path, body: request.jsonBytes, by: token)
    try #require(reply.status == 200, "\(reply.body)")
    var issues = Issues()
    guard case .object(let members)? = reply.body.json else { throw NoObject() }
    return E.Response(members, of: E.operation, noting: &issues)
  }

  private static let channel = NIOAsyncTestingChannel()
  private static let silent = Logger(label: "latchkey") { _ in SwiftLogNoOpLogHandler() }
}

/// The response is not an object.
private struct NoObject: Error {}

/// Collects a response's body.
private final class KeptBody: ResponseBodyWriter {
  var bytes = ByteBuffer()
  func write(_ buffer: ByteBuffer) { bytes.writeImmutableBuffer(buffer) }
  func finish(_ trailingHeaders: HTTPFields?) {}
}

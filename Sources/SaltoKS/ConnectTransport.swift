import AsyncHTTPClient
import Core
import NIOCore
import NIOHTTP1
import NIOPosix
import Tracing
import Wire

/// How one exchange with the cloud ended.
enum Exchange: Sendable {
  case answered(ConnectAnswer)
  /// The request was never sent.
  case notSent
  /// The request may have arrived, and its answer did not.
  case lost(String)
}

/// An answer of the cloud.
struct ConnectAnswer: Sendable {
  var status: Int
  var body: JSON
  /// Seconds of a Retry-After header.
  var retryAfter: Int?

  var isSuccess: Bool { (200..<300).contains(status) && errorCode == nil }

  /// The code of an error body. Salto writes it as text or number, and sometimes in the body of a success.
  var errorCode: String? {
    switch body["ErrorCode"] {
    case .string(let code)? where code != "0" && !code.isEmpty: code
    case .int(let code)? where code != 0: String(code)
    default: nil
    }
  }

  /// The words of an error body in either form.
  var message: String {
    let text = body["Message"]?.text ?? body["title"]?.text ?? body["error"]?.text
    return "Salto KS answered \(status)" + (text.map { ": \($0.prefix(200))" } ?? "")
  }
}

/// Sends requests and reads answers; knows nothing of tokens.
struct ConnectTransport: Sendable {
  let client: HTTPClient
  let timeout: Duration
  var meter: CallMeter?

  private static let bodyMax = 16 << 20

  func send(_ method: String, _ url: String, headers: [(String, String)], body: [UInt8]?) async -> Exchange {
    let start = meter?.start()
    let exchange = await withSpan("Salto KS \(method)", ofKind: .client) { span in
      let ended = await self.exchange(method, url, headers, body)
      span.note(method, url, ended)
      return ended
    }
    if let meter, let start {
      if case .answered(let answer) = exchange {
        meter.note(method, answer.status, since: start)
      } else {
        meter.note(method, nil, since: start)
      }
    }
    return exchange
  }

  private func exchange(
    _ method: String, _ url: String, _ headers: [(String, String)], _ body: [UInt8]?
  ) async -> Exchange {
    var request = HTTPClientRequest(url: url)
    request.method = .RAW(value: method)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if let body { request.body = .bytes(body) }
    do {
      let response = try await client.execute(request, timeout: .nanoseconds(timeout.wholeMicroseconds * 1000))
      let buffer = try await response.body.collect(upTo: Self.bodyMax)
      let retryAfter = response.headers.first(name: "retry-after").flatMap { Int($0) }
      return .answered(
        ConnectAnswer(
          status: Int(response.status.code), body: Self.parsed(buffer), retryAfter: retryAfter))
    } catch {
      return Self.wasNotSent(error) ? .notSent : .lost("the answer was lost")
    }
  }

  /// The beginning of an answer that goes on for as long as it likes; nil where there is none, or a refusal.
  func open(_ url: String, headers: [(String, String)]) async -> HTTPClientResponse? {
    var request = HTTPClientRequest(url: url)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    let response = try? await client.execute(request, timeout: .nanoseconds(timeout.wholeMicroseconds * 1000))
    return response?.status == .ok ? response : nil
  }

  /// A PIN or an empty body is no object; both are taken as they are, digits without quotes too.
  private static func parsed(_ buffer: ByteBuffer) -> JSON {
    if let json = try? JSON.parse(buffer.readableBytesView) { return json }
    let bytes = buffer.readableBytesView
    let isDigits = (1...16).contains(bytes.count) && bytes.allSatisfy { (0x30...0x39).contains($0) }
    return isDigits ? .string(String(decoding: bytes, as: UTF8.self)) : .null
  }

  private static func wasNotSent(_ error: any Error) -> Bool {
    if let error = error as? HTTPClientError {
      return error == .connectTimeout || error == .getConnectionFromPoolTimeout || error == .alreadyShutdown
    }
    if let error = error as? IOError { return error.errnoCode == refused }
    return error is NIOConnectionError
  }
}

extension Span {
  /// The path without its query, which may name people.
  fileprivate func note(_ method: String, _ url: String, _ exchange: Exchange) {
    guard isRecording else { return }
    attributes["http.request.method"] = method
    attributes["url.path"] = pathOfLink(url).map { String($0.prefix { $0 != "?" }) } ?? ""
    switch exchange {
    case .answered(let answer):
      attributes["http.response.status_code"] = answer.status
      if answer.status >= 400 { setStatus(SpanStatus(code: .error)) }
    case .notSent, .lost: setStatus(SpanStatus(code: .error))
    }
  }
}

/// ECONNREFUSED.
private let refused: CInt = 111

import AsyncHTTPClient
import Core
import NIOCore
import NIOHTTP1
import NIOPosix
import Tracing
import Wire

/// The outcome of one exchange with the cloud.
enum Exchange: Sendable {
  case answered(ConnectAnswer)
  /// The request was never sent.
  case notSent
  /// The request may have arrived, but the response was lost.
  case lost(String)

  /// Whether the cloud may have been unavailable.
  fileprivate var isFailure: Bool {
    if case .answered(let answer) = self { answer.status >= 500 } else { true }
  }
}

/// Hooks around every request to a cloud whose clock is set from outside.
package struct CallHook: Sendable {
  /// Prepares the cloud for a request. If this returns false, the request is not sent.
  package var prepare: @Sendable () async -> Bool
  /// Called after a request without a response, or with a server error.
  package var failed: @Sendable () async -> Void

  package init(prepare: @escaping @Sendable () async -> Bool, failed: @escaping @Sendable () async -> Void) {
    self.prepare = prepare
    self.failed = failed
  }
}

/// Sends requests and reads responses. It does not handle tokens.
struct ConnectTransport: Sendable {
  let clients: SaltoKSClients
  let deadlines: Deadlines
  var meter: CallMeter?
  /// Nil for a cloud with a real clock.
  var hook: CallHook?

  /// The maximum size of a response. A page of a list has a hundred items.
  private static let bodyMax = 4 << 20

  /// Sends a request and reads the whole response.
  ///
  /// - Parameters:
  ///   - deadline: Cancels the exchange at any stage. Nil for the time limit of one call.
  ///   - departure: Restricts when the request may be sent. Nil for no restriction.
  func send(
    _ method: String, _ url: String, headers: [(String, String)], body: [UInt8]?, until deadline: Deadline? = nil,
    departure: Departure? = nil
  ) async -> Exchange {
    let deadline = deadline ?? Deadline(in: deadlines.call)
    if let hook, await !hook.prepare() { return .notSent }
    let start = meter?.start()
    let exchange = await withSpan("Salto KS \(method)", ofKind: .client) { span in
      let ended = await self.exchange(request(method, url, headers, body, departure), until: deadline, departure)
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
    if exchange.isFailure { await hook?.failed() }
    return exchange
  }

  private func request(
    _ method: String, _ url: String, _ headers: [(String, String)], _ body: [UInt8]?, _ departure: Departure?
  ) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.method = .RAW(value: method)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if let body, let departure {
      request.body = .stream(DepartingBody(bytes: body, departure: departure), length: .known(Int64(body.count)))
    } else if let body {
      request.body = .bytes(body)
    }
    return request
  }

  private func exchange(
    _ request: HTTPClientRequest, until deadline: Deadline, _ departure: Departure?
  ) async -> Exchange {
    do {
      return .answered(
        try await within(deadline) {
          guard let departure else { return try await answer(to: request, until: deadline) }
          return try await departure.watch { try await answer(to: request, until: deadline) }
        })
    } catch {
      if departure?.wasNeverBegun ?? false { return .notSent }
      return Self.wasNotSent(error) ? .notSent : .lost("the response was lost")
    }
  }

  private func answer(to request: HTTPClientRequest, until deadline: Deadline) async throws -> ConnectAnswer {
    let response = try await clients.calls.execute(request, timeout: deadline.remaining.timeAmount)
    let buffer = try await response.body.collect(upTo: Self.bodyMax)
    // A truncated body may look complete.
    try Task.checkCancellation()
    return ConnectAnswer(
      status: Int(response.status.code), bytes: buffer.readableBytesView,
      retryAfter: response.headers.first(name: "retry-after"))
  }

  /// The beginning of a response of unlimited length. Nil if there is none, or if it is an error.
  func open(_ url: String, headers: [(String, String)], until deadline: Deadline) async -> HTTPClientResponse? {
    if let hook, await !hook.prepare() { return nil }
    let request = request("GET", url, headers, nil, nil)
    let response = try? await clients.streams.execute(request, timeout: deadline.remaining.timeAmount)
    return response?.status == .ok ? response : nil
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
  /// Records the path without its query, which may name people.
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

extension Duration {
  fileprivate var timeAmount: TimeAmount { .nanoseconds(wholeMicroseconds * 1000) }
}

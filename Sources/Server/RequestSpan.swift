import HTTPTypes
import Hummingbird
import Tracing

/// The span of a request, beneath the caller's own if it sent a `traceparent`.
enum RequestSpan {
  /// - Parameter operation: its path as the catalogue has it, so that no span's name holds what a caller made up.
  static func open(
    _ request: Request, _ requestID: String, operation: String, _ body: () async throws -> Response
  ) async throws -> Response {
    var context = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(request.headers, into: &context, using: HeaderReader())
    return try await withSpan("\(request.method.rawValue) \(operation)", context: context, ofKind: .server) { span in
      let response = try await body()
      if span.isRecording {
        span.attributes["http.request.method"] = request.method.rawValue
        span.attributes["http.route"] = operation
        span.attributes["http.response.status_code"] = response.status.code
        span.attributes["latchkey.request_id"] = requestID
        if response.status.code >= 500 { span.setStatus(SpanStatus(code: .error)) }
      }
      return response
    }
  }
}

private struct HeaderReader: Extractor {
  func extract(key: String, from headers: HTTPFields) -> String? { HTTPField.Name(key).flatMap { headers[$0] } }
}

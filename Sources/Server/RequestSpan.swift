import HTTPTypes
import Hummingbird
import Tracing

/// The span of a request, a child of the caller's span if it sent a `traceparent`.
enum RequestSpan {
  /// - Parameter operation: the path from the catalogue, so that span names never contain caller input.
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

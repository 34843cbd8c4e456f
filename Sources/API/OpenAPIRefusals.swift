import Wire

/// The error responses, as components of the OpenAPI document: every status with which a request can be rejected.
///
/// There is none for internal errors, since no request should cause one.
enum Refusal: Int, CaseIterable {
  case badRequest = 400
  case unauthorized = 401
  case forbidden = 403
  case notFound = 404
  case conflict = 409
  case contentTooLarge = 413
  case tooManyRequests = 429
  case serviceUnavailable = 503

  /// The error responses of an operation.
  static func all(of endpoint: any Endpoint.Type, method: String) -> [Refusal] {
    allCases.filter { refusal in
      switch refusal {
      // A request without parameters cannot miss a resource.
      case .notFound: !endpoint.fields.isEmpty
      // Only a change can conflict, with another resource or by its Idempotency-Key.
      case .conflict: method != "GET" && method != "DELETE"
      default: true
      }
    }
  }

  var name: String {
    switch self {
    case .badRequest: "bad_request"
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .notFound: "not_found"
    case .conflict: "conflict"
    case .contentTooLarge: "content_too_large"
    case .tooManyRequests: "too_many_requests"
    case .serviceUnavailable: "service_unavailable"
    }
  }

  private var doc: String {
    switch self {
    case .badRequest: "A parameter is invalid or missing, or the request cannot be fulfilled."
    case .unauthorized: "The token is missing, unknown, or not accepted by this operation."
    case .forbidden: "The caller lacks permission, or the workspace is suspended."
    case .notFound: "The workspace has no resource with this ID."
    case .conflict: "The request conflicts with another resource, or the Idempotency-Key was used for another request."
    case .contentTooLarge: "The body is too large."
    case .tooManyRequests: "The caller exceeded the rate limit."
    case .serviceUnavailable: "The server is at capacity, or Salto KS cannot be reached."
    }
  }

  private var isWorthAnotherTry: Bool { self == .tooManyRequests || self == .serviceUnavailable }

  /// All error responses by name, for the document's components.
  static var components: [String: JSON] {
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0.component) })
  }

  private var component: JSON { answer(schema: Self.schema) }

  /// The response as an operation states it. Its body refers to the component, so that it is written once.
  var answer: JSON { answer(schema: reference("responses", "\(name)/content/application~1json/schema")) }

  private func answer(schema: JSON) -> JSON {
    var headers = [requestIDHeader.name: reference("headers", requestIDHeader.component)]
    if isWorthAnotherTry { headers[retryHeader.name] = reference("headers", retryHeader.component) }
    return .object([
      "description": .string(doc), "headers": .object(headers),
      "content": .object(["application/json": .object(["schema": schema])]),
    ])
  }

  /// The body of every error response.
  private static var schema: JSON {
    let text = JSON.object(["type": .string("string")])
    let object = JSON.object(["type": .string("object")])
    let error = JSON.object([
      "type": .string("object"), "required": .array([.string("message"), .string("type")]),
      "properties": .object(["type": text, "message": text, "data": object, "validation_errors": object]),
    ])
    let no = JSON.object(["type": .string("boolean"), "enum": .array([.bool(false)])])
    return .object([
      "type": .string("object"), "required": .array([.string("error"), .string("ok")]),
      "properties": .object(["error": error, "ok": no]),
    ])
  }
}

/// A header of responses.
struct AnswerHeader {
  let name: String
  let component: String
  let isRequired: Bool
  let type: String
  let doc: String

  static let all = [requestIDHeader, retryHeader, replayedHeader]

  /// All headers, for the document's components.
  static var components: [String: JSON] {
    Dictionary(
      uniqueKeysWithValues: all.map { header in
        let schema = JSON.object(["type": .string(header.type)])
        return (
          header.component,
          .object(["description": .string(header.doc), "required": .bool(header.isRequired), "schema": schema])
        )
      })
  }

  /// The headers of a success.
  static func ofSuccess(method: String) -> JSON {
    let headers = method == "POST" ? [requestIDHeader, replayedHeader] : [requestIDHeader]
    return .object(
      Dictionary(uniqueKeysWithValues: headers.map { ($0.name, reference("headers", $0.component)) }))
  }
}

private let requestIDHeader = AnswerHeader(
  name: "seam-request-id", component: "request_id", isRequired: true, type: "string",
  doc: "ID of the request in the server's log.")
private let retryHeader = AnswerHeader(
  name: "retry-after", component: "retry_after", isRequired: true, type: "integer",
  doc: "Number of seconds to wait before a retry.")
private let replayedHeader = AnswerHeader(
  name: "idempotent-replayed", component: "idempotent_replayed", isRequired: false, type: "string",
  doc: "`true` if the response repeats that of an earlier request with this Idempotency-Key.")

private func reference(_ kind: String, _ name: String) -> JSON {
  .object(["$ref": .string("#/components/\(kind)/\(name)")])
}

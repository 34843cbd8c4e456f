import Wire

/// The answers beside a success, as components of the OpenAPI document: every status in which a request can be refused.
///
/// There is none for a fault of the server, since no request is to meet one.
enum Refusal: Int, CaseIterable {
  case badRequest = 400
  case unauthorized = 401
  case forbidden = 403
  case notFound = 404
  case conflict = 409
  case contentTooLarge = 413
  case tooManyRequests = 429
  case serviceUnavailable = 503

  /// Those that an operation may answer.
  static func all(of endpoint: any Endpoint.Type, method: String) -> [Refusal] {
    allCases.filter { refusal in
      switch refusal {
      // What names nothing looks for nothing.
      case .notFound: !endpoint.fields.isEmpty
      // Only what makes or changes something can collide, with another of its kind or by its Idempotency-Key.
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
    case .badRequest: "A parameter is wrong or missing, or what was asked for cannot be done."
    case .unauthorized: "No token, an unknown one, or one that this operation does not take."
    case .forbidden: "The caller is known but may not do this, or the workspace is out of use."
    case .notFound: "The workspace has nothing of this id."
    case .conflict: "Another one has this already, or the Idempotency-Key came with another request."
    case .contentTooLarge: "The body is too large."
    case .tooManyRequests: "The caller is too fast."
    case .serviceUnavailable: "The server has all hands full, or Salto KS cannot be reached."
    }
  }

  private var isWorthAnotherTry: Bool { self == .tooManyRequests || self == .serviceUnavailable }

  /// All of them by name, for the document's components.
  static var components: [String: JSON] {
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0.component) })
  }

  private var component: JSON { answer(schema: Self.schema) }

  /// The answer as it stands with an operation. Its body is that of the component, so that it is written once.
  var answer: JSON { answer(schema: reference("responses", "\(name)/content/application~1json/schema")) }

  private func answer(schema: JSON) -> JSON {
    var headers = [requestIDHeader.name: reference("headers", requestIDHeader.component)]
    if isWorthAnotherTry { headers[retryHeader.name] = reference("headers", retryHeader.component) }
    return .object([
      "description": .string(doc), "headers": .object(headers),
      "content": .object(["application/json": .object(["schema": schema])]),
    ])
  }

  /// The body that they all have.
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

/// A header that answers have.
struct AnswerHeader {
  let name: String
  let component: String
  let isRequired: Bool
  let type: String
  let doc: String

  static let all = [requestIDHeader, retryHeader, replayedHeader]

  /// All of them, for the document's components.
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

  /// Those of a success.
  static func ofSuccess(method: String) -> JSON {
    let headers = method == "POST" ? [requestIDHeader, replayedHeader] : [requestIDHeader]
    return .object(
      Dictionary(uniqueKeysWithValues: headers.map { ($0.name, reference("headers", $0.component)) }))
  }
}

private let requestIDHeader = AnswerHeader(
  name: "seam-request-id", component: "request_id", isRequired: true, type: "string",
  doc: "The id of the request, under which the server's log has it.")
private let retryHeader = AnswerHeader(
  name: "retry-after", component: "retry_after", isRequired: true, type: "integer",
  doc: "After how many seconds it may be tried again.")
private let replayedHeader = AnswerHeader(
  name: "idempotent-replayed", component: "idempotent_replayed", isRequired: false, type: "string",
  doc: "`true` where the answer is the one that an earlier request with this Idempotency-Key had.")

private func reference(_ kind: String, _ name: String) -> JSON {
  .object(["$ref": .string("#/components/\(kind)/\(name)")])
}

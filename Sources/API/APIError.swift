public import Wire

/// An error answer of the API: a status, a type that programs read and a message for people.
///
/// Every error that a caller can see is made here, so that a type has one status and one wording.
public struct APIError: Error, Sendable {
  /// The HTTP status.
  public let status: Int
  /// The `error.type`.
  public let type: String
  /// The problem and, if it helps, the solution. Never contains a secret.
  public let message: String
  /// Machine-readable details.
  public var data: [String: JSON]
  /// The faulty parameters, where the error is about parameters.
  public var issues: Issues?
  /// Number of seconds to wait before a retry.
  public var retryAfter: Int?
  /// The methods that the path accepts, if the request used another one.
  public var allowedMethods: [String]?

  init(_ status: Int, _ type: String, _ message: String, data: [String: JSON] = [:], issues: Issues? = nil) {
    self.status = status
    self.type = type
    self.message = message
    self.data = data
    self.issues = issues
  }

  /// The problem without the names of parameters, for people who did not make the call.
  public var reason: String {
    let reasons = (issues?.all ?? []).map(\.message)
    return reasons.isEmpty ? message : reasons.joined(separator: ". ")
  }

  /// The body of the response.
  public var body: JSON {
    var error: [String: JSON] = ["type": .string(type), "message": .string(message)]
    if !data.isEmpty { error["data"] = .object(data) }
    if let issues { error["validation_errors"] = issues.tree }
    return .object(["error": .object(error), "ok": .bool(false)])
  }
}

// MARK: Parameters

extension APIError {
  public static func invalidInput(_ issues: Issues) -> APIError {
    APIError(400, "invalid_input", issues.summary, issues: issues)
  }
  /// An invalid parameter, detected by the handler.
  public static func invalidInput(_ parameter: String, _ message: String) -> APIError {
    invalidInput(Issues(message, at: [parameter]))
  }
  public static func invalidInput(_ path: Path, _ message: String) -> APIError {
    invalidInput(Issues(message, at: path))
  }
  public static func invalidQuery(_ query: AmbiguousQuery) -> APIError {
    APIError(400, "invalid_query_params", query.message)
  }
  public static func invalidContentType(method: String) -> APIError {
    APIError(400, "invalid_content_type", "\(method) requests must have Content-Type header with \"application/json\"")
  }
  public static func malformedBody(_ fault: MalformedJSON) -> APIError {
    APIError(400, "invalid_input", "The body is not valid JSON: syntax error at byte \(fault.offset)")
  }
  public static let bodyIsCutOff = APIError(400, "invalid_input", "The body is incomplete")
  public static let bodyIsNoObject = APIError(400, "invalid_input", "The body must be a JSON object")
  public static func bodyTooLarge(limit: Int) -> APIError {
    APIError(413, "payload_too_large", "The body must not exceed \(limit) bytes")
  }
  public static let mismatchedPageParameters = APIError(
    400, "mismatched_page_parameters", "A page_cursor requires the same parameters as the request that returned it")
  public static let invalidPageCursor = APIError.invalidInput("page_cursor", "Invalid page cursor")
}

// MARK: Callers and routes

extension APIError {
  public static let noCredential = APIError(401, "unauthorized", "No authentication methods succeeded")
  public static let unknownAPIKey = APIError(401, "unauthorized", "API Key not found")
  /// The personal access token is unknown, or its operator does not run the named workspace.
  public static let unknownAccessToken = APIError(401, "unauthorized", "Access token not found")
  public static let workspaceSuspended = APIError(
    403, "workspace_suspended",
    "The workspace is suspended. Call /workspaces/update with is_suspended false to unsuspend it")
  public static let invalidClientSessionToken = APIError(
    400, "invalid_client_session_token", "Invalid client session token")
  public static let clientSessionNotFound = APIError(
    401, "client_session_not_found", "Unauthorized (client session not found)")
  public static let clientSessionRevoked = APIError(
    401, "client_session_revoked", "Unauthorized (client session revoked)")
  public static let clientSessionExpired = APIError(
    401, "client_session_expired", "Unauthorized (client session expired)")
  /// A session requested a resource outside its scope.
  public static let outOfScope = APIError(401, "unauthorized", "The client session has no access to this resource")
  /// 403: the token is valid, but client sessions cannot call the operation.
  public static let notForClientSessions = APIError(
    403, "forbidden", "A client session is not allowed to do this. Use an API key")
  /// 403: the operator's role does not include the operation.
  public static func roleRequired(_ required: OperatorRole, caller: OperatorRole) -> APIError {
    APIError(
      403, "role_required",
      "This requires the role \(required.rawValue), and the caller is \(caller.rawValue). Ask an administrator",
      data: ["required_role": .string(required.rawValue), "role": .string(caller.rawValue)])
  }
  public static func methodNotAllowed(_ methods: [String]) -> APIError {
    var error = APIError(405, "method_not_allowed", "only \(methods.joined(separator: ",")) accepted")
    error.allowedMethods = methods
    return error
  }
  public static func invalidIdempotencyKey(longest: Int) -> APIError {
    APIError(
      400, "invalid_input",
      "The Idempotency-Key header must contain 1 to \(longest) letters, digits or punctuation marks, without spaces"
    )
  }
  /// 409: the same key with other parameters.
  public static let idempotencyKeyReused = APIError(
    409, "idempotency_key_reused", "This Idempotency-Key was used for a different request. Use a new key")
  /// 409: the first request with the key is still in progress.
  public static let idempotencyKeyInUse = APIError(
    409, "idempotency_key_in_use", "A request with this Idempotency-Key is still in progress; retry in a moment")
  /// 409: somebody else changed what the caller had seen, in the moment before the call.
  public static let changedMeanwhile = APIError(
    409, "changed_meanwhile", "Somebody else changed it at the same moment. Read it again before you change it")
  /// 409: another server received the same form of the console, or this one before it started again.
  public static func formReceivedBefore(hasEnded: Bool) -> APIError {
    let state = hasEnded ? "It has ended" : "What it asked for may be done or still under way"
    return APIError(
      409, "form_received_before",
      "The form was received already, and nothing is done twice. \(state). Open the page again to see what it led to")
  }
  /// 429.
  public static func tooManyRequests(wait: Duration) -> APIError {
    var error = APIError(429, "too_many_requests", "Too Many Requests; retry after the time in Retry-After")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 429: the sender tried too many unknown secrets.
  public static func tooManyGuesses(wait: Duration) -> APIError {
    var error = APIError(
      429, "too_many_requests",
      "Too many unknown keys and codes from this address; retry after the time in Retry-After")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 429: the caller has too many event streams open.
  public static func tooManyStreams(max: Int, wait: Duration) -> APIError {
    var error = APIError(
      429, "too_many_event_streams",
      "This key or token has reached the limit of \(max) open event streams. Close one, or share a stream between readers"
    )
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 503: the server has reached its limit of event streams.
  public static func allStreamsTaken(wait: Duration) -> APIError {
    var error = APIError(
      503, "service_unavailable",
      "The server has reached its limit of event streams; retry after the time in Retry-After, or use /events/list")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 503: the server is stopping.
  public static let stopping = {
    var error = APIError(503, "service_unavailable", "The server is stopping; retry after the time in Retry-After")
    error.retryAfter = 5
    return error
  }()
  /// 503: the server has not joined the others that share its database yet, so nobody would finish what it begins.
  public static let joining = {
    var error = APIError(503, "service_unavailable", "The server is starting; retry after the time in Retry-After")
    error.retryAfter = 1
    return error
  }()
  /// 503: the server has reached its limit of concurrent requests.
  public static let overloaded = {
    var error = APIError(503, "service_unavailable", "The server is at capacity; retry in a second")
    error.retryAfter = 1
    return error
  }()
  /// 503: the database cannot be read or written, for example on a full disk.
  public static let databaseUnavailable = {
    var error = APIError(
      503, "service_unavailable", "The database is unavailable; retry later")
    error.retryAfter = 5
    return error
  }()
  /// 410: the client was disconnected for longer than events are kept.
  public static func eventsForgotten(first: Int) -> APIError {
    APIError(
      410, "events_forgotten",
      "The events after this number have been deleted. The oldest available event has the number \(first)",
      data: ["first_sequence": .int(first)])
  }
  public static func unknownRoute(_ path: String) -> APIError {
    APIError(404, "not_found", "Operation not found: \(path.prefix(200))")
  }
  public static let internalError = APIError(
    500, "internal_server_error", "Internal server error. Find the request ID in the server's log")
}

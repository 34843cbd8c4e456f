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

// MARK: Resources

extension APIError {
  /// A resource that a request can fail to find.
  public enum Resource: String, Sendable {
    case acsSystem = "acs_system"
    case acsUser = "acs_user"
    case acsAccessGroup = "acs_access_group"
    case acsEntrance = "acs_entrance"
    case acsCredential = "acs_credential"
    case acsEncoder = "acs_encoder"
    case userIdentity = "user_identity"
    case enrollmentAutomation = "enrollment_automation"
    case connectedAccount = "connected_account"
    case connectWebview = "connect_webview"
    case webhook
    case event
    case phone
    case clientSession = "client_session"
    case workspace
    case device
    case actionAttempt = "action_attempt"
    case iq
    case space
    case accessGrant = "access_grant"
    case accessMethod = "access_method"
    case accessCode = "access_code"
    case instantKey = "instant_key"
    case reservation
    case customerRun = "customer_run"
    case customizationProfile = "customization_profile"
    case `operator` = "operator"
    case accessToken = "access_token"
    case apiKey = "api_key"
    case operatorSession = "operator_session"

    var title: String {
      switch self {
      case .acsSystem: "Access control system"
      case .acsUser: "Access control user"
      case .acsAccessGroup: "Access control group"
      case .acsEntrance: "Access control entrance"
      case .acsCredential: "Access control credential"
      case .acsEncoder: "Access control encoder"
      case .userIdentity: "User identity"
      case .enrollmentAutomation: "Enrollment automation"
      case .connectedAccount: "Connected account"
      case .connectWebview: "Connect webview"
      case .webhook: "Webhook"
      case .event: "Event"
      case .phone: "Phone"
      case .clientSession: "Client session"
      case .workspace: "Workspace"
      case .device: "Device"
      case .actionAttempt: "Action attempt"
      case .iq: "IQ"
      case .space: "Space"
      case .accessGrant: "Access grant"
      case .accessMethod: "Access method"
      case .accessCode: "Access code"
      case .instantKey: "Instant key"
      case .reservation: "Reservation"
      case .customerRun: "Run"
      case .customizationProfile: "Customization profile"
      case .operator: "Operator"
      case .accessToken: "Access token"
      case .apiKey: "API key"
      case .operatorSession: "Session"
      }
    }
  }

  /// 404: the workspace has no such resource. Resources of other workspaces give the same error.
  public static func notFound(_ resource: Resource, _ id: String? = nil) -> APIError {
    APIError(
      404, "\(resource.rawValue)_not_found", "\(resource.title) not found",
      data: id.map { ["\(resource.rawValue)_id": .string($0)] } ?? [:])
  }
  /// 400, not 404: a request names an unknown identity as the owner of a resource.
  public static func userIdentityNotFound(_ id: String) -> APIError {
    APIError(400, "user_identity_not_found", "User identity not found", data: ["user_identity_id": .string(id)])
  }
  public static let clientSessionExists = APIError(
    400, "client_session_token_already_exists",
    "The user identifier key already has a client session. Use PUT or get_or_create to get it")
  /// 400: the session has too many webviews.
  public static func tooManyWebviews(limit: Int) -> APIError {
    APIError(
      400, "too_many_connect_webviews",
      "A client session can have at most \(limit) webviews. Delete some, or create another session"
    )
  }
  /// 401: as many browsers and apps as allowed have used the link.
  public static let instantKeyUsed = APIError(
    401, "instant_key_used", "The link is used by as many devices as allowed. Create another instant key")
  public static func invalidOptions(_ message: String) -> APIError { APIError(400, "invalid_options", message) }
  public static let phoneDeactivated = APIError(
    400, "phone_deactivated", "This installation was deactivated. Reinstall the app to register it as a new phone")
  /// 400: a link cannot be created, since the server's public URL is not set.
  public static let noPublicURL = APIError(
    400, "public_url_not_set",
    "The server's public URL is not set. Start it with --public-url https://… (LATCHKEY_PUBLIC_URL) to get links")
  /// The refusal in the description of an operation.
  public static func refused(_ operation: Operation) -> APIError {
    guard let refusal = operation.refusal else { preconditionFailure("\(operation.path) describes no refusal") }
    return APIError(refusal.status, refusal.type, refusal.message)
  }

  public static func notSupported(_ message: String) -> APIError { APIError(400, "not_supported", message) }
  public static func invalidEventTypes(_ type: String) -> APIError {
    APIError(400, "invalid_event_types", "Unknown event type: \(type)")
  }
  /// 403: the person has no access to the door now.
  public static let noAccessNow = APIError(
    403, "no_access", "The person has no access to this entrance now. Call /latchkey/v1/access/explain for the reason")
  /// 403: the operation requires a session with a user identity.
  public static let sessionWithoutIdentity = APIError(
    403, "forbidden", "The client session is not allowed to do this: it has no user identity")
  /// 403: a session has no access to the device.
  public static let deviceNotSeen = APIError(
    403, "forbidden", "The client session is not allowed to do this: it has no access to the device")
  /// 403: a session tried to change a device that it shares with others.
  public static let sharedDevice = APIError(
    403, "forbidden",
    "The client session is not allowed to do this: it shares the device with others")
  /// 403: a session tried to end office mode.
  public static let officeMode = APIError(
    403, "forbidden",
    "The client session is not allowed to do this: the lock is in office mode and open for everybody")
  /// 400: the provider rejected a manual request.
  public static func providerRefused(_ words: String) -> APIError { APIError(400, "provider_refused", words) }
  /// 503: the provider cannot be reached.
  public static let providerUnavailable = {
    var error = APIError(503, "provider_unavailable", "Salto KS cannot be reached; retry in a moment")
    error.retryAfter = 5
    return error
  }()
  /// 400: the provider rejects the account's login. A retry does not help.
  public static let accountDisconnected = APIError(
    400, "account_disconnected", "Salto KS rejected the account's login. Connect the account again")
  public static let workspaceNotSandbox = APIError(
    400, "workspace_not_sandbox", "This operation is for sandbox workspaces only")
  /// 409: an identity can have only one ACS user per system.
  public static func acsUserAlreadyExists(_ acsUserID: String) -> APIError {
    APIError(
      409, "acs_user_already_exists", "The user identity already has an access control user in this system",
      data: ["acs_user_id": .string(acsUserID)])
  }
  /// 400: the identity was already merged into another one.
  public static func mergedBefore(_ merged: String, into survivor: String, as parameter: String) -> APIError {
    invalidInput(parameter, "\(merged) was already merged into \(survivor). Merge \(survivor) instead")
  }
  /// 409: two identities cannot become one while each has an ACS user in the same system.
  public static func acsUsersCollide(_ merged: String, _ survivor: String, at system: String) -> APIError {
    APIError(
      409, "acs_user_already_exists",
      "Both identities have a user in the system \(system). Delete the user \(merged) or \(survivor) first",
      data: ["acs_user_id": .string(survivor), "merged_acs_user_id": .string(merged)])
  }
}

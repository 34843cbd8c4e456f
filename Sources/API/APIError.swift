import Wire

/// An error answer of the API: a status, a type that programs read and a message for people.
///
/// Every error that a caller can see is made here, so that a type has one status and one wording.
public struct APIError: Error, Sendable {
  /// The HTTP status.
  public let status: Int
  /// The `error.type`.
  public let type: String
  /// What is wrong and, where it helps, what would be right. Never holds a secret.
  public let message: String
  /// What a program may want to know beside the type.
  public var data: [String: JSON]
  /// The faulty parameters, where the error is about parameters.
  public var issues: Issues?
  /// After how many seconds it may be tried again.
  public var retryAfter: Int?
  /// The verbs that the path takes, where another one came.
  public var allowedMethods: [String]?

  init(_ status: Int, _ type: String, _ message: String, data: [String: JSON] = [:], issues: Issues? = nil) {
    self.status = status
    self.type = type
    self.message = message
    self.data = data
    self.issues = issues
  }

  /// The body of the answer.
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
  /// A fault of one parameter that only the handler can see.
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
    APIError(400, "invalid_input", "The body is not valid JSON; reading stopped at byte \(fault.offset)")
  }
  public static let bodyIsCutOff = APIError(400, "invalid_input", "The body ended before it was whole")
  public static let bodyIsNoObject = APIError(400, "invalid_input", "The body must be a JSON object")
  public static func bodyTooLarge(limit: Int) -> APIError {
    APIError(413, "payload_too_large", "The body must not be larger than \(limit) bytes")
  }
  public static let mismatchedPageParameters = APIError(
    400, "mismatched_page_parameters", "A page_cursor goes with the parameters of the request that it came from")
  public static let invalidPageCursor = APIError.invalidInput("page_cursor", "Invalid page cursor")
}

// MARK: Callers and routes

extension APIError {
  public static let noCredential = APIError(401, "unauthorized", "No authentication methods succeeded")
  public static let unknownAPIKey = APIError(401, "unauthorized", "API Key not found")
  /// A personal access token that is none, or one of somebody who does not run the workspace that it names.
  public static let unknownAccessToken = APIError(401, "unauthorized", "Access token not found")
  /// - Parameter status: what the operation answers it with.
  public static func unknownPublishableKey(status: Int) -> APIError {
    APIError(status, "workspace_not_found", "No workspace takes this publishable key")
  }
  public static func publishableKeyWithoutUser(status: Int) -> APIError {
    APIError(
      status, "publishable_key_requires_user_identifier_key",
      "With a publishable key, user_identifier_key is required: your own key of the user")
  }
  public static let publishableKeyGrantsNothing = APIError(
    403, "publishable_keys_must_create_empty_client_sessions",
    "With a publishable key, a session is made without accounts, webviews, customer and identity; grant them by an API key"
  )
  public static let workspaceSuspended = APIError(
    403, "workspace_suspended", "The workspace is out of use; /workspaces/update with is_suspended false changes that")
  public static let invalidClientSessionToken = APIError(
    400, "invalid_client_session_token", "Invalid client session token")
  public static let clientSessionNotFound = APIError(
    401, "client_session_not_found", "Unauthorized (client session not found)")
  public static let clientSessionRevoked = APIError(
    401, "client_session_revoked", "Unauthorized (client session revoked)")
  public static let clientSessionExpired = APIError(
    401, "client_session_expired", "Unauthorized (client session expired)")
  /// A session asked for something that is not its own.
  public static let outOfScope = APIError(401, "unauthorized", "The client session has no leave to see this")
  /// 403: the token is good, and the operation is not for client sessions.
  public static let notForClientSessions = APIError(
    403, "forbidden", "A client session may not do this; an API key may")
  public static func methodNotAllowed(_ methods: [String]) -> APIError {
    var error = APIError(405, "method_not_allowed", "only \(methods.joined(separator: ",")) accepted")
    error.allowedMethods = methods
    return error
  }
  public static func invalidIdempotencyKey(longest: Int) -> APIError {
    APIError(
      400, "invalid_input", "The Idempotency-Key header takes 1 to \(longest) letters, digits and signs, without spaces"
    )
  }
  /// 409: the same key with other parameters.
  public static let idempotencyKeyReused = APIError(
    409, "idempotency_key_reused", "This Idempotency-Key came with another request before; take a new key for this one")
  /// 409: the first request with the key is not answered yet.
  public static let idempotencyKeyInUse = APIError(
    409, "idempotency_key_in_use", "A request with this Idempotency-Key is being worked on; send it again in a moment")
  /// 429.
  public static func tooManyRequests(wait: Duration) -> APIError {
    var error = APIError(429, "too_many_requests", "Too Many Requests; wait as long as Retry-After says")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 429: whoever shows secrets that nobody has is guessing.
  public static func tooManyGuesses(wait: Duration) -> APIError {
    var error = APIError(
      429, "too_many_requests",
      "Too many unknown keys and codes came from this address; wait as long as Retry-After says")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 429: the caller follows the events often enough.
  public static func tooManyStreams(max: Int, wait: Duration) -> APIError {
    var error = APIError(
      429, "too_many_event_streams",
      "This key or token has \(max) event streams open, which is the most; close one, or let one stream serve several readers"
    )
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 503: all callers together have as many event streams open as the server takes on.
  public static func allStreamsTaken(wait: Duration) -> APIError {
    var error = APIError(
      503, "service_unavailable",
      "The server has no room for another event stream; retry as Retry-After says, or use /events/list")
    error.retryAfter = Int((wait / .seconds(1)).rounded(.up))
    return error
  }
  /// 503: the server was told to stop.
  public static let stopping = {
    var error = APIError(503, "service_unavailable", "The server is stopping; retry as Retry-After says")
    error.retryAfter = 5
    return error
  }()
  /// 503: more requests are being worked on than the server takes on.
  public static let overloaded = {
    var error = APIError(503, "service_unavailable", "The server has all hands full; try again in a second")
    error.retryAfter = 1
    return error
  }()
  /// 503: the database cannot be read or written, as on a full disk.
  public static let databaseUnavailable = {
    var error = APIError(
      503, "service_unavailable", "The server cannot reach its data at the moment; try again later")
    error.retryAfter = 5
    return error
  }()
  /// 410: a client that was away for longer than events are kept.
  public static func eventsForgotten(first: Int) -> APIError {
    APIError(
      410, "events_forgotten",
      "The events after that one are not kept any more; the first that is has the number \(first)",
      data: ["first_sequence": .int(first)])
  }
  public static func unknownRoute(_ path: String) -> APIError {
    APIError(404, "not_found", "There is no operation at \(path.prefix(200))")
  }
  public static let internalError = APIError(
    500, "internal_server_error", "Something went wrong on our side; the server's log has it under the request id")
}

// MARK: Resources

extension APIError {
  /// What can be looked for in vain.
  public enum Resource: String, Sendable {
    case acsSystem = "acs_system"
    case acsUser = "acs_user"
    case acsAccessGroup = "acs_access_group"
    case acsEntrance = "acs_entrance"
    case acsCredential = "acs_credential"
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

    var title: String {
      switch self {
      case .acsSystem: "Access control system"
      case .acsUser: "Access control user"
      case .acsAccessGroup: "Access control group"
      case .acsEntrance: "Access control entrance"
      case .acsCredential: "Access control credential"
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
      }
    }
  }

  /// 404: there is none in this workspace. Another workspace's resource answers alike.
  public static func notFound(_ resource: Resource, _ id: String? = nil) -> APIError {
    APIError(
      404, "\(resource.rawValue)_not_found", "\(resource.title) not found",
      data: id.map { ["\(resource.rawValue)_id": .string($0)] } ?? [:])
  }
  /// 400, not 404, where an identity is named as the owner of something else.
  public static func userIdentityNotFound(_ id: String) -> APIError {
    APIError(400, "user_identity_not_found", "User identity not found", data: ["user_identity_id": .string(id)])
  }
  public static let clientSessionExists = APIError(
    400, "client_session_token_already_exists",
    "The user identifier key has a client session; PUT answers with it, and get_or_create does")
  /// 400: one session is not for any number of webviews.
  public static func tooManyWebviews(limit: Int) -> APIError {
    APIError(
      400, "too_many_connect_webviews",
      "A client session sees \(limit) webviews at most; delete some by /connect_webviews/delete, or create another session"
    )
  }
  public static func invalidOptions(_ message: String) -> APIError { APIError(400, "invalid_options", message) }
  public static let phoneDeactivated = APIError(
    400, "phone_deactivated", "This installation was deactivated; install the app anew to make another phone known")
  /// 400: a link cannot be made, since nobody said under which address people reach the server.
  public static let noPublicURL = APIError(
    400, "public_url_not_set",
    "The server does not know its own address; start it with --public-url https://… (LATCHKEY_PUBLIC_URL) to get links")
  public static func notSupported(_ message: String) -> APIError { APIError(400, "not_supported", message) }
  public static func invalidEventTypes(_ type: String) -> APIError {
    APIError(400, "invalid_event_types", "There are no events of the type \(type)")
  }
  /// 403: a door that the person could open at another time, or could before.
  public static let noAccessNow = APIError(
    403, "no_access", "The person has no access to this entrance now; /latchkey/v1/access/explain tells why")
  /// 403: what only an identity's phones and sessions may do.
  public static let sessionWithoutIdentity = APIError(
    403, "forbidden", "The client session may not do this: it has no user identity")
  /// 403: a session wants something done to a device that it does not see.
  public static let deviceNotSeen = APIError(
    403, "forbidden", "The client session may not do this: it has no access to the device")
  /// 403: a session wants to change what others see and use too.
  public static let sharedDevice = APIError(
    403, "forbidden",
    "The client session may not do this: it sees the device by its user identity only, and others share the device")
  /// 403: a session wants to end what lets everybody in.
  public static let officeMode = APIError(
    403, "forbidden",
    "The client session may not do this: the lock is in office mode, and locking it would shut the door for everybody")
  /// 400: the provider said no to something that was asked for by hand.
  public static func providerRefused(_ words: String) -> APIError { APIError(400, "provider_refused", words) }
  /// 503: the provider cannot be reached.
  public static let providerUnavailable = {
    var error = APIError(503, "provider_unavailable", "Salto KS cannot be reached; try again in a moment")
    error.retryAfter = 5
    return error
  }()
  /// 400: the provider lets the account in no more, which waiting does not change.
  public static let accountDisconnected = APIError(
    400, "account_disconnected", "Salto KS refuses the account's login; connect the account again")
  public static let workspaceNotSandbox = APIError(
    400, "workspace_not_sandbox", "This is for sandbox workspaces only")
  /// 409: e-mail, phone number or key belongs to another identity.
  public static func identityConflict(_ field: String, with userIdentityID: String) -> APIError {
    APIError(
      409, "user_identity_email_or_phone_conflict", "Another user identity of the workspace has this \(field)",
      data: ["field": .string(field), "user_identity_id": .string(userIdentityID)])
  }
  /// 409: one ACS user for an identity in one system.
  public static func acsUserAlreadyExists(_ acsUserID: String) -> APIError {
    APIError(
      409, "acs_user_already_exists", "The user identity has an access control user in this system already",
      data: ["acs_user_id": .string(acsUserID)])
  }
  /// 400: an identity stands for one already, and is not taken from it.
  public static func mergedBefore(_ merged: String, into survivor: String, as parameter: String) -> APIError {
    invalidInput(parameter, "\(merged) was merged into \(survivor) before; merge that one")
  }
  /// 409: two identities cannot become one while each has an ACS user in the same system.
  public static func acsUsersCollide(_ merged: String, _ survivor: String, at system: String) -> APIError {
    APIError(
      409, "acs_user_already_exists",
      "Both identities have a user in the system \(system): delete the user \(merged) or \(survivor) first",
      data: ["acs_user_id": .string(survivor), "merged_acs_user_id": .string(merged)])
  }
}

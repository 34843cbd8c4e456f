public import Wire

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
  /// 404: the same for a resource that a request names by a key.
  ///
  /// - Parameter parameter: the parameter with the key.
  public static func notFound(_ resource: Resource, _ parameter: String, _ key: String?) -> APIError {
    var error = notFound(resource)
    if let key { error.data[parameter] = .string(key) }
    return error
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

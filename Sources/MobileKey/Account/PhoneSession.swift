import API
import SeamClient
import Wire

/// The server's view of this phone.
struct PhoneSession: Sendable {
  /// What the phone needs for Salto KS.
  enum ProviderState: Sendable {
    /// The guest must first sign in at this address.
    case signIn(String)
    case account(url: String, accessToken: String, expiresAt: Instant, deviceName: String)
    /// The installation was deactivated.
    case withdrawn
  }

  let userIdentityID: String
  let isSandbox: Bool
  let registrationID: String?
  let isBeingActivated: Bool
  let credentials: [KnownCredential]
  let state: ProviderState

  static let providerName = "salto_ks"

  /// Reads a `phone_session`.
  init?(_ json: JSON) {
    guard let identity = json["user_identity"]?["user_identity_id"]?.text,
      case .array(let providers)? = json["provider_sessions"]
    else { return nil }
    userIdentityID = identity
    isSandbox = json["is_sandbox_workspace"] == .bool(true)
    let own = providers.first { $0["phone_registration"]?["provider_name"]?.text == Self.providerName }
    let registration = own?["phone_registration"]
    registrationID = registration?["phone_registration_id"]?.text
    isBeingActivated = registration?["is_being_activated"] == .bool(true)
    var listed: [JSON] = []
    if case .array(let items)? = own?["acs_credentials"] { listed = items }
    credentials = KnownCredential.keys(in: listed)
    state = Self.state(registration?["provider_state"])
  }

  private static func state(_ json: JSON?) -> ProviderState {
    if let url = json?["authorization_url"]?.text { return .signIn(url) }
    guard let json, let url = json["connect_url"]?.text, let token = json["access_token"]?.text else {
      return .withdrawn
    }
    let expiresAt = json["access_token_expires_at"]?.text.flatMap { Instant($0) } ?? .blank
    let name = json["device_name"]?.text ?? "Phone"
    return .account(url: url, accessToken: token, expiresAt: expiresAt, deviceName: name)
  }
}

extension KnownCredential {
  /// The mobile keys among a session's credentials. If both a credential for all phones and its copy for this phone are
  /// listed, only the first is returned.
  static func keys(in listed: [JSON]) -> [KnownCredential] {
    let ids = Set(listed.compactMap { $0["acs_credential_id"]?.text })
    return listed.compactMap { json in
      if let parent = json["parent_acs_credential_id"]?.text, ids.contains(parent) { return nil }
      if let method = json["access_method"]?.text, method != "mobile_key" { return nil }
      return KnownCredential(session: json)
    }
  }

  private init(session json: JSON) {
    var entrances: [String] = []
    if case .array(let items)? = json["acs_entrances"] { entrances = items.compactMap { $0["display_name"]?.text } }
    var doors: [KnownDoor]?
    if case .array(let items)? = json["doors"] { doors = items.compactMap(KnownDoor.init(session:)) }
    self.init(
      id: json["acs_credential_id"]?.text ?? PhoneSession.providerName,
      isManaged: json["acs_credential_id"]?.text != nil, name: json["display_name"]?.text ?? "Mobile key",
      entrances: entrances, endsAt: json["ends_at"]?.text.flatMap { Instant($0) },
      cardNumber: json["card_number"]?.text, code: json["code"]?.text, reason: json["access"]?["reason"]?.text,
      doors: doors)
    if case .array(let errors)? = json["errors"] {
      awaitsGuest = errors.contains { $0["error_code"]?.text == AcsCredential.ErrorCode.otherPerson.rawValue }
    }
  }
}

extension KnownDoor {
  fileprivate init?(session json: JSON) {
    guard let name = json["display_name"]?.text, let access = json["access"]?.text, let reason = json["reason"]?.text
    else { return nil }
    self.init(name: name, access: access, reason: reason, message: json["message"]?.text ?? reason)
  }
}

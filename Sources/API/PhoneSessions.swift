import Wire

/// What a phone learns of itself: its registrations at providers, and the keys it may hold.
public struct PhoneSession: Record, Answer {
  public static let name = "phone_session"
  public var isSandboxWorkspace: Bool
  public var providerSessions: [ProviderSession] = []
  public var userIdentity: UserIdentity
  public var workspaceID: ID<Workspace>

  public init(isSandboxWorkspace: Bool, userIdentity: UserIdentity, workspaceID: ID<Workspace>) {
    self.isSandboxWorkspace = isSandboxWorkspace
    self.userIdentity = userIdentity
    self.workspaceID = workspaceID
  }
  public static let blank = PhoneSession(isSandboxWorkspace: false, userIdentity: .blank, workspaceID: .blank)

  public mutating func describe(_ field: Field) {
    field("is_sandbox_workspace", &isSandboxWorkspace, "Whether the keys open virtual doors only.")
    field("provider_sessions", &providerSessions, "One for each provider whose keys the phone may hold.")
    field("user_identity", &userIdentity, "Whose phone it is.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
  }
}

/// A phone at one provider.
public struct ProviderSession: Record {
  public static let name = "provider_session"
  public var phoneRegistration: PhoneRegistration
  public var acsCredentials: [PhoneCredential]

  public init(phoneRegistration: PhoneRegistration, acsCredentials: [PhoneCredential]) {
    self.phoneRegistration = phoneRegistration
    self.acsCredentials = acsCredentials
  }
  public static let blank = ProviderSession(phoneRegistration: .blank, acsCredentials: [])

  public mutating func describe(_ field: Field) {
    field("phone_registration", &phoneRegistration, "The phone as the provider is to know it.")
    field("acs_credentials", &acsCredentials, "The keys that the phone may hold.")
  }
}

/// What is known of whether a phone opens a door, as `/latchkey/v1/access/explain` tells it.
public struct PhoneAccess: Record, Hashable {
  public static let name = "phone_access"
  public var acsEntranceID: ID<AcsEntrance>?
  public var displayName: String?
  public var access: Extensible<AccessVerdict>
  public var reason: Extensible<AccessReason>
  public var message: String

  public init(
    _ access: AccessVerdict, _ reason: AccessReason, _ message: String, acsEntranceID: ID<AcsEntrance>? = nil,
    displayName: String? = nil
  ) {
    self.access = .known(access)
    self.reason = .known(reason)
    self.message = message
    self.acsEntranceID = acsEntranceID
    self.displayName = displayName
  }
  public static let blank = PhoneAccess(.unknown, .granted, "")

  public mutating func describe(_ field: Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance; left out where the key as a whole is meant.")
    field("display_name", &displayName, "The entrance's name.")
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "What decides it, for programs.")
    field("message", &message, "What decides it, for people.")
  }
}

/// A credential with the entrances that it opens.
public struct PhoneCredential: Record {
  public static let name = "phone_acs_credential"
  public var credential: AcsCredential
  public var acsEntrances: [AcsEntrance]
  public var access: PhoneAccess
  public var doors: [PhoneAccess]

  public init(
    credential: AcsCredential, acsEntrances: [AcsEntrance], access: PhoneAccess, doors: [PhoneAccess]
  ) {
    self.credential = credential
    self.acsEntrances = acsEntrances
    self.access = access
    self.doors = doors
  }
  public static let blank = PhoneCredential(credential: .blank, acsEntrances: [], access: .blank, doors: [])

  public mutating func describe(_ field: Field) {
    credential.describe(field)
    field("acs_entrances", &acsEntrances, "The entrances that it opens.")
    field("access", &access, "What is known of the key as a whole: of its doors, that of the one nearest to opening.")
    field("doors", &doors, "What is known of each door to which its owner has a way, or had one.")
  }
}

/// A phone as a provider is to know it, and what it needs to make itself known there.
public struct PhoneRegistration: Record, Answer {
  public static let name = "phone_registration"
  public var phoneRegistrationID: ID<PhoneRegistration>
  public var isBeingActivated: Bool
  public var providerName = Nullable<String>.null
  public var providerState = Nullable<FreeObject>.null

  public init(phoneRegistrationID: ID<PhoneRegistration>, isBeingActivated: Bool) {
    self.phoneRegistrationID = phoneRegistrationID
    self.isBeingActivated = isBeingActivated
  }
  public static let blank = PhoneRegistration(phoneRegistrationID: .blank, isBeingActivated: false)

  public mutating func describe(_ field: Field) {
    field("phone_registration_id", &phoneRegistrationID, "ID of the registration.")
    field("is_being_activated", &isBeingActivated, "Whether the phone has no key yet.")
    field("provider_name", &providerName, "The provider.")
    field("provider_state", &providerState, "What the phone needs at the provider, in the provider's own form.")
  }
}

/// An object whose members are nobody's business but the two ends'.
public struct FreeObject: Wire {
  public var members: [String: JSON]
  public init(_ members: [String: JSON]) { self.members = members }
  public static var schema: Schema { .record(name: "free_object", []) }
  public static var blank: FreeObject { FreeObject([:]) }
  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .object(let members) = json else {
      self.members = [:]
      issues.add("Expected object, received \(json.kind)")
      return
    }
    self.members = members
  }
  public func write(to writer: inout JSONWriter) { writer.json(.object(members)) }
}

/// What a phone asks the server, as the session of its user.
public enum PhoneSessions {
  public enum System: String, Choice { case ios, android }

  public struct PhoneDeviceMetadata: Record {
    public static let name = "phone_device_metadata"
    public var manufacturer: String?
    public var model: String?
    public var osVersion: String?
    public init() {}
    public static let blank = PhoneDeviceMetadata()
    public mutating func describe(_ field: Field) {
      field("manufacturer", &manufacturer, "Who made it.")
      field("model", &model, "What it is called.")
      field("os_version", &osVersion, "Which version runs on it.")
    }
  }

  public struct GetOrCreate: Request {
    public typealias Response = PhoneSession
    public static let operation = Operation(
      "/seam/mobile_sdk/v1/phone_sessions/get_or_create", .act, by: .clientSession, returns: "phone_session",
      title: "Get or create a phone session",
      doc: "Makes the phone known on the first call, and tells it what it may hold and what it needs for that.")
    public var customSDKInstallationID = ""
    public var phoneDeviceMetadata: PhoneDeviceMetadata?
    public var phoneOS = System.ios
    public init() {}
    public mutating func describe(_ field: Field) {
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The app installation's own name for itself.",
        .minLength(1), .maxLength(64))
      field("phone_device_metadata", &phoneDeviceMetadata, "What the phone is.")
      field("phone_os", &phoneOS, "What runs on it.")
    }
  }

  public struct ListCredentials: Request {
    public typealias Response = [AcsCredential]
    public static let operation = Operation(
      "/seam/mobile_sdk/v1/acs/credentials/list", .read, by: .clientSession, returns: "acs_credentials",
      title: "List the keys of the session's user", doc: "Returns the credentials of the session's identity.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }

  public struct ReportKey: Request {
    public typealias Response = PhoneRegistration
    public static let operation = Operation(
      "/latchkey/v1/phones/report_key", .act, by: .clientSession, returns: "phone_registration",
      title: "Report a fetched key", doc: "A phone says that it holds its key, which the server itself never sees.")
    public var customSDKInstallationID = ""
    public var providerDeviceID = ""
    public var providerKeyID = ""
    public var keyExpiresAt = Instant.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The app installation's own name for itself.",
        .minLength(1), .maxLength(64))
      field("provider_device_id", &providerDeviceID, "The phone's id at the provider.", .minLength(1))
      field("provider_key_id", &providerKeyID, "The key's id at the provider.", .minLength(1))
      field("key_expires_at", &keyExpiresAt, "Until when the key opens doors.")
    }
  }
}

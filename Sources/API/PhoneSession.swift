public import Wire

/// The state of a phone: its registrations at providers and the keys it can hold.
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

  public mutating func describe(_ field: inout some Field) {
    field(
      "is_sandbox_workspace", &isSandboxWorkspace,
      "Whether the workspace is a sandbox, whose keys open only virtual doors.")
    field("provider_sessions", &providerSessions, "One session for each provider whose keys the phone can hold.")
    field("user_identity", &userIdentity, "The identity that owns the phone.")
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

  public mutating func describe(_ field: inout some Field) {
    field("phone_registration", &phoneRegistration, "The phone's registration at the provider.")
    field("acs_credentials", &acsCredentials, "The credentials that the phone can hold.")
  }
}

/// Whether a phone opens a door, as explained by `/latchkey/v1/access/explain`.
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

  public mutating func describe(_ field: inout some Field) {
    field("acs_entrance_id", &acsEntranceID, "The entrance. Absent if the whole key is concerned.")
    field("display_name", &displayName, "Name of the entrance.")
    field("access", &access, "Whether the entrance opens.")
    field("reason", &reason, "Machine-readable reason.")
    field("message", &message, "Human-readable explanation.")
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

  public mutating func describe(_ field: inout some Field) {
    credential.describe(&field)
    field("acs_entrances", &acsEntrances, "The entrances that the credential opens.")
    field("access", &access, "Whether the key works: the state of the door that is closest to opening.")
    field("doors", &doors, "The state of each door to which the owner has or had access.")
  }
}

/// The registration of a phone at a provider, and the data that the phone needs to register.
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

  public mutating func describe(_ field: inout some Field) {
    field("phone_registration_id", &phoneRegistrationID, "ID of the registration.")
    field("is_being_activated", &isBeingActivated, "Whether the phone still waits for its first key.")
    field("provider_name", &providerName, "The provider.")
    field("provider_state", &providerState, "Data that the phone needs at the provider, in the provider's own format.")
  }
}

/// An object whose members only the phone and the server read.
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

import Wire

/// A guest's phone, which holds or will hold the identity's keys. It is a device.
public struct Phone: Record, Answer {
  public static let name = "phone"

  public enum Kind: String, Choice {
    case iOS = "ios_phone"
    case android = "android_phone"
  }

  public struct Properties: Record, Hashable {
    public static let name = "phone_properties"
    public init() {}
    public static let blank = Properties()
    public mutating func describe(_ field: Field) {}
  }

  public struct Warning: Record, Hashable {
    public static let name = "phone_warning"
    public var warningCode: String
    public var createdAt: Instant
    public var message: String
    public static let blank = Warning(warningCode: "", createdAt: .blank, message: "")
    public mutating func describe(_ field: Field) {
      field("warning_code", &warningCode, "Machine-readable code.")
      field("created_at", &createdAt, "When the problem began.")
      field("message", &message, "What the problem is and how to fix it.")
    }
  }

  public var deviceID: ID<Device>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var deviceType: Extensible<Kind>
  public var displayName: String
  public var nickname: String?
  public var customMetadata = Metadata()
  public var properties = Properties()
  public var errors: [FreeNotice] = []
  public var warnings: [Warning] = []

  public init(
    deviceID: ID<Device>, workspaceID: ID<Workspace>, createdAt: Instant, deviceType: Kind, displayName: String
  ) {
    self.deviceID = deviceID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.deviceType = .known(deviceType)
    self.displayName = displayName
  }
  public static let blank = Phone(
    deviceID: .blank, workspaceID: .blank, createdAt: .blank, deviceType: .android, displayName: "")

  public mutating func describe(_ field: Field) {
    field("device_id", &deviceID, "ID of the phone.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("device_type", &deviceType, "Type of the phone.")
    field("display_name", &displayName, "Display name.")
    field("nickname", &nickname, "Name that was given to the phone.")
    field("custom_metadata", &customMetadata, "Your own metadata.")
    field("properties", &properties, "Provider-specific properties of the phone.")
    field("created_at", &createdAt, "When the phone was first seen.")
    field("errors", &errors, "Errors of the phone.")
    field("warnings", &warnings, "Warnings of the phone.")
  }
}

/// How and when a phone's keys were revoked.
public struct PhoneRemoval: Record, Answer {
  public static let name = "phone_removal"

  public enum Way: String, Choice {
    /// The phone removed itself.
    case byPhone = "by_phone"
    /// The phone's registration was removed from the guest's account at the provider.
    case deviceRemoved = "device_removed"
    /// The provider canceled all keys of the guest. The guest's other phones renew theirs.
    case roleTakenAway = "role_taken_away"
    /// The phone never held a key.
    case neverIssued = "never_issued"
  }

  public var deviceID: ID<Device>
  public var way: Extensible<Way>
  public var requestedAt: Instant
  public var removedAt: Nullable<Instant>

  public init(deviceID: ID<Device>, way: Way, requestedAt: Instant, removedAt: Instant?) {
    self.deviceID = deviceID
    self.way = .known(way)
    self.requestedAt = requestedAt
    self.removedAt = Nullable(removedAt)
  }
  public static let blank = PhoneRemoval(deviceID: .blank, way: .byPhone, requestedAt: .blank, removedAt: nil)

  public mutating func describe(_ field: Field) {
    field("device_id", &deviceID, "The phone.")
    field("way", &way, "How the phone's keys were revoked.")
    field("requested_at", &requestedAt, "When the removal was requested.")
    field("removed_at", &removedAt, "When the provider confirmed the removal. Null while it is pending.")
  }
}

/// The operations on phones.
public enum Phones {
  public struct List: Request {
    public typealias Response = [Phone]
    public static let operation = Operation(
      "/phones/list", .read, by: .workspace, returns: "phones", title: "List phones",
      doc: "Returns the phones of the workspace's identities.")
    public var acsCredentialID: ID<AcsCredential>?
    public var ownerUserIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "acs_credential_id", &acsCredentialID, "Only phones that hold this credential.")
      field(filter: "owner_user_identity_id", &ownerUserIdentityID, "Only phones of this identity.")
    }
  }

  public struct Get: Request {
    public typealias Response = Phone
    public static let operation = Operation(
      "/phones/get", .read, by: .workspace, returns: "phone", title: "Get a phone", doc: "Returns one phone.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The phone.") }
  }

  public struct Deactivate: Request {
    public typealias Response = PhoneRemoval
    public static let operation = Operation(
      "/phones/deactivate", .delete, by: [.workspace, .clientSession], returns: "removal", title: "Deactivate a phone",
      doc: "Revokes the keys of one phone. The response says how and when.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The phone.") }
  }

  public struct GetRemoval: Request {
    public typealias Response = PhoneRemoval
    public static let operation = Operation(
      "/latchkey/v1/phones/get_removal", .read, by: .workspace, returns: "removal", title: "Get a phone's removal",
      doc: "Returns how and when the keys of a deactivated phone were revoked.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The phone.") }
  }

  public struct CreateSandboxPhone: Request {
    public typealias Response = Phone
    public static let operation = Operation(
      "/phones/simulate/create_sandbox_phone", .act, by: .workspace, returns: "phone", title: "Create a sandbox phone",
      doc: "Creates a simulated phone that holds the identity's keys. It never comes near a door.")
    public var assaAbloyMetadata: AssaAbloyMetadata?
    public var customSDKInstallationID: String?
    public var phoneMetadata: PhoneMetadata?
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("assa_abloy_metadata", &assaAbloyMetadata, "Not used for Salto KS.")
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The installation ID that the app chose for itself.")
      field("phone_metadata", &phoneMetadata, "Manufacturer, model and version of the phone.")
      field("user_identity_id", &userIdentityID, "The identity that owns the phone.")
    }
  }
}

extension Phones.CreateSandboxPhone {
  public enum OperatingSystem: String, Choice { case android, ios }

  public struct PhoneMetadata: Record {
    public static let name = "sandbox_phone_metadata"
    public var deviceManufacturer = "Samsung"
    public var deviceModel = "Samsung Galaxy S10"
    public var operatingSystem = OperatingSystem.android
    public var osVersion = "10"
    public init() {}
    public static let blank = PhoneMetadata()
    public mutating func describe(_ field: Field) {
      field(standard: "device_manufacturer", &deviceManufacturer, "Manufacturer of the phone.")
      field(standard: "device_model", &deviceModel, "Model of the phone.")
      field(standard: "operating_system", &operatingSystem, "Operating system of the phone.")
      field(standard: "os_version", &osVersion, "Version of the operating system.")
    }
  }

  public struct AssaAbloyMetadata: Record {
    public static let name = "sandbox_phone_assa_abloy_metadata"
    public var applicationVersion = "1.0.0"
    public var bleCapability = true
    public var hceCapability = false
    public var nfcCapability = false
    public var seosAppletVersion = "1.0.0"
    public var seosTsmEndpointID = 1
    public init() {}
    public static let blank = AssaAbloyMetadata()
    public mutating func describe(_ field: Field) {
      field(standard: "application_version", &applicationVersion, "Not used for Salto KS.")
      field(standard: "ble_capability", &bleCapability, "Not used for Salto KS.")
      field(standard: "hce_capability", &hceCapability, "Not used for Salto KS.")
      field(standard: "nfc_capability", &nfcCapability, "Not used for Salto KS.")
      field(standard: "seos_applet_version", &seosAppletVersion, "Not used for Salto KS.")
      field(standard: "seos_tsm_endpoint_id", &seosTsmEndpointID, "Not used for Salto KS.")
    }
  }
}

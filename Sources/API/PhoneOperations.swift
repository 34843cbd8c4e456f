public import Wire

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
    public mutating func describe(_ field: inout some Field) {
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
    public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The phone.") }
  }

  public struct Deactivate: Request {
    public typealias Response = PhoneRemoval
    public static let operation = Operation(
      "/phones/deactivate", .delete, by: [.workspace, .clientSession], role: .frontDesk, returns: "removal",
      title: "Deactivate a phone",
      doc: "Revokes the keys of one phone. The response says how and when.", isVoid: true)
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The phone.") }
  }

  public struct GetRemoval: Request {
    public typealias Response = PhoneRemoval
    public static let operation = Operation(
      "/latchkey/v1/phones/get_removal", .read, by: .workspace, returns: "removal", title: "Get a phone's removal",
      doc: "Returns how and when the keys of a deactivated phone were revoked.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The phone.") }
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
    public mutating func describe(_ field: inout some Field) {
      field("assa_abloy_metadata", &assaAbloyMetadata, "Not used for Salto KS.")
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The installation ID that the app chose for itself.")
      field("phone_metadata", &phoneMetadata, "Manufacturer, model and version of the phone.", .emptyByDefault)
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
    public mutating func describe(_ field: inout some Field) {
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
    public mutating func describe(_ field: inout some Field) {
      field(standard: "application_version", &applicationVersion, "Not used for Salto KS.")
      field(standard: "ble_capability", &bleCapability, "Not used for Salto KS.")
      field(standard: "hce_capability", &hceCapability, "Not used for Salto KS.")
      field(standard: "nfc_capability", &nfcCapability, "Not used for Salto KS.")
      field(standard: "seos_applet_version", &seosAppletVersion, "Not used for Salto KS.")
      field(standard: "seos_tsm_endpoint_id", &seosTsmEndpointID, "Not used for Salto KS.")
    }
  }
}

public import Wire

/// The operations that a phone calls with its user's client session.
public enum PhoneSessions {
  public enum System: String, Choice { case ios, android }

  public struct PhoneDeviceMetadata: Record {
    public static let name = "phone_device_metadata"
    public var manufacturer: String?
    public var model: String?
    public var osVersion: String?
    public init() {}
    public static let blank = PhoneDeviceMetadata()
    public mutating func describe(_ field: inout some Field) {
      field("manufacturer", &manufacturer, "Manufacturer of the phone.")
      field("model", &model, "Model of the phone.")
      field("os_version", &osVersion, "Version of the operating system.")
    }
  }

  public struct GetOrCreate: Request {
    public typealias Response = PhoneSession
    public static let operation = Operation(
      "/seam/mobile_sdk/v1/phone_sessions/get_or_create", .act, by: .clientSession, returns: "phone_session",
      title: "Get or create a phone session",
      doc:
        "Registers the phone on the first call. Returns the credentials it can hold and the data it needs to get them.")
    public var customSDKInstallationID = ""
    public var phoneDeviceMetadata: PhoneDeviceMetadata?
    public var phoneOS = System.ios
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The installation ID that the app chose for itself.",
        .minLength(1), .maxLength(64))
      field("phone_device_metadata", &phoneDeviceMetadata, "Manufacturer, model and version of the phone.")
      field("phone_os", &phoneOS, "Operating system of the phone.")
    }
  }

  public struct ListCredentials: Request {
    public typealias Response = [AcsCredential]
    public static let operation = Operation(
      "/seam/mobile_sdk/v1/acs/credentials/list", .read, by: .clientSession, returns: "acs_credentials",
      title: "List the keys of the session's user", doc: "Returns the credentials of the session's identity.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct ReportKey: Request {
    public typealias Response = PhoneRegistration
    public static let operation = Operation(
      "/latchkey/v1/phones/report_key", .act, by: .clientSession, returns: "phone_registration",
      title: "Report a fetched key",
      doc: "Reports that the phone has fetched its key. The server never sees the key itself.")
    public var customSDKInstallationID = ""
    public var providerDeviceID = ""
    public var providerKeyID = ""
    public var keyExpiresAt = Instant.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "custom_sdk_installation_id", &customSDKInstallationID, "The installation ID that the app chose for itself.",
        .minLength(1), .maxLength(64))
      field("provider_device_id", &providerDeviceID, "The phone's ID at the provider.", .minLength(1))
      field("provider_key_id", &providerKeyID, "The key's ID at the provider.", .minLength(1))
      field("key_expires_at", &keyExpiresAt, "When the key expires.")
    }
  }
}

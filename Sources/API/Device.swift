public import Wire

/// A lock as a device. It has the same ID as its entrance.
public struct Device: Record, Answer, DeviceFields {
  public static let name = "device"

  public enum Capability: String, Choice {
    case accessCode = "access_code"
    case lock
    case battery
  }

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case accountDisconnected = "account_disconnected"
    case insufficientPermissions = "insufficient_permissions"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case hubDisconnected = "hub_disconnected"
    case deviceDisconnected = "device_disconnected"
    case deviceRemoved = "device_removed"

    /// Whether the account has the problem.
    var isOfAccount: Bool {
      switch self {
      case .accountDisconnected, .insufficientPermissions, .saltoKSSubscriptionLimitExceeded: true
      case .hubDisconnected, .deviceDisconnected, .deviceRemoved: false
      }
    }
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case saltoKSOfficeMode = "salto_ks_office_mode"
    case saltoKSPrivacyMode = "salto_ks_privacy_mode"
    case privacyMode = "privacy_mode"
    case saltoKSLockAccessCodeSupportRemoved = "salto_ks_lock_access_code_support_removed"
    case saltoKSSubscriptionLimitAlmostReached = "salto_ks_subscription_limit_almost_reached"
  }

  /// An error of the device or of its account.
  public struct DeviceError: Record, Hashable {
    public static let name = "device_error"
    public var code: Extensible<ErrorCode>
    public var createdAt: Instant
    public var message: String
    public var isDeviceError: Bool
    public var isConnectedAccountError: Bool?

    public init(_ code: ErrorCode, since createdAt: Instant, _ message: String) {
      self.code = .known(code)
      self.createdAt = createdAt
      self.message = message
      isConnectedAccountError = code.isOfAccount ? true : nil
      isDeviceError = !code.isOfAccount
    }
    public static let blank = DeviceError(.deviceRemoved, since: .blank, "")
    public mutating func describe(_ field: inout some Field) {
      field("error_code", &code, "Machine-readable code.")
      field("created_at", &createdAt, "When the problem began.")
      field("message", &message, "What the problem is and how to fix it.")
      field("is_device_error", &isDeviceError, "Whether the device has the problem.")
      field("is_connected_account_error", &isConnectedAccountError, "Whether the connected account has the problem.")
    }

    /// One variant for each code.
    public static var schema: Schema {
      variants(by: "error_code") { (code: ErrorCode) in
        code.isOfAccount
          ? [.always("is_connected_account_error", true), .always("is_device_error", false)]
          : [.always("is_device_error", true)]
      }
    }
  }

  public var deviceID: ID<Device>
  public var workspaceID: ID<Workspace>
  public var connectedAccountID: ID<ConnectedAccount>
  public var deviceType = Extensible.known(DeviceType.saltoLock)
  public var displayName: String
  public var nickname: String?
  public var createdAt: Instant
  public var capabilities: [Extensible<Capability>] = [.known(.lock)]
  public var canRemotelyUnlock: Bool?
  public var canRemotelyLock: Bool?
  public var canUnlockWithCode: Bool?
  public var canProgramOnlineAccessCodes: Bool?
  public var canSimulateConnection: Bool?
  public var canSimulateDisconnection: Bool?
  public var canSimulateRemoval: Bool?
  public var customMetadata = Metadata()
  public var isManaged = true
  public var location: Location?
  public var deviceManufacturer: Manufacturer? = Manufacturer()
  public var deviceProvider: Provider? = Provider()
  public var properties: DeviceProperties
  public var spaceIDs: [ID<Space>] = []
  public var errors: [DeviceError] = []
  public var warnings: [Notice<WarningCode>] = []

  /// The manufacturer of a device.
  public struct Manufacturer: Record, Hashable {
    public static let name = "device_manufacturer"
    public var manufacturer = "salto"
    public var displayName = "Salto"
    public var imageURL: String?
    public init() {}
    public static let blank = Manufacturer()
    public mutating func describe(_ field: inout some Field) {
      field("manufacturer", &manufacturer, "Machine-readable name.")
      field("display_name", &displayName, "Display name.")
      field("image_url", &imageURL, "URL of an image of the manufacturer.", .url)
    }
  }

  /// The provider of a device.
  public struct Provider: Record, Hashable {
    public static let name = "device_provider_summary"
    public var deviceProviderName = "salto_ks"
    public var displayName = "Salto KS"
    public var imageURL: String?
    public var providerCategory = "stable"
    public init() {}
    public static let blank = Provider()
    public mutating func describe(_ field: inout some Field) {
      field("device_provider_name", &deviceProviderName, "Machine-readable name.")
      field("display_name", &displayName, "Display name.")
      field("image_url", &imageURL, "URL of an image of the provider.", .url)
      field("provider_category", &providerCategory, "Category of the provider.")
    }
  }

  /// The location of a device.
  public struct Location: Record, Hashable {
    public static let name = "device_location"
    public var locationName: String?
    public var timeZone: String?
    public init(locationName: String?, timeZone: String?) {
      self.locationName = locationName
      self.timeZone = timeZone
    }
    public static let blank = Location(locationName: nil, timeZone: nil)
    public mutating func describe(_ field: inout some Field) {
      var timezone = timeZone
      field("location_name", &locationName, "Name of the site.")
      field("time_zone", &timeZone, "Time zone of the site.")
      field("timezone", &timezone, "Deprecated: use `time_zone`.")
    }
  }

  public init(
    deviceID: ID<Device>, workspaceID: ID<Workspace>, connectedAccountID: ID<ConnectedAccount>, displayName: String,
    createdAt: Instant, properties: DeviceProperties
  ) {
    self.deviceID = deviceID
    self.workspaceID = workspaceID
    self.connectedAccountID = connectedAccountID
    self.displayName = displayName
    self.createdAt = createdAt
    self.properties = properties
  }
  public static let blank = Device(
    deviceID: .blank, workspaceID: .blank, connectedAccountID: .blank, displayName: "", createdAt: .blank,
    properties: .blank)

  public mutating func describe(_ field: inout some Field) {
    describeKind(&field)
    field("nickname", &nickname, "Name that was given to the device here.")
    describeOrigin(&field)
    field("capabilities_supported", &capabilities, "Capabilities of the device.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether the device can be unlocked remotely.")
    field("can_remotely_lock", &canRemotelyLock, "Whether the device can be locked remotely.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN can open the device.")
    field(
      "can_program_online_access_codes", &canProgramOnlineAccessCodes,
      "Whether access codes can be programmed on the device.")
    describeProperties(&field)
    field("device_manufacturer", &deviceManufacturer, "Manufacturer of the device.")
    field("device_provider", &deviceProvider, "Provider of the device.")
    describePlace(&field)
    field("is_managed", &isManaged, "Always true: Latchkey controls the device.", .always(true))
    field("space_ids", &spaceIDs, "The spaces of the device.")
    describeState(&field)
  }
}

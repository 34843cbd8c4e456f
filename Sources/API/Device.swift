import Wire

/// A lock at a door, as a device. Its id is that of its entrance.
public struct Device: Record, Answer {
  public static let name = "device"

  public enum Capability: String, Choice {
    case accessCode = "access_code"
    case lock
    case battery
  }

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case accountDisconnected = "account_disconnected"
    case deviceDisconnected = "device_disconnected"
    case deviceRemoved = "device_removed"
  }

  public enum WarningCode: String, NoticeCode {
    public static let member: StaticString = "warning_code"
    case saltoKSOfficeMode = "salto_ks_office_mode"
    case saltoKSPrivacyMode = "salto_ks_privacy_mode"
    case privacyMode = "privacy_mode"
  }

  /// An error, and whether it is the device's own or its account's.
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
      isDeviceError = code != .accountDisconnected
      isConnectedAccountError = code == .accountDisconnected ? true : nil
    }
    public static let blank = DeviceError(.deviceRemoved, since: .blank, "")
    public mutating func describe(_ field: Field) {
      field("error_code", &code, "What it is, for programs.")
      field("created_at", &createdAt, "Since when it holds.")
      field("message", &message, "What it means and what helps, for people.")
      field("is_device_error", &isDeviceError, "Whether it is the device's own.")
      field("is_connected_account_error", &isConnectedAccountError, "Whether it is its account's.")
    }
  }

  public var deviceID: ID<Device>
  public var workspaceID: ID<Workspace>
  public var connectedAccountID: ID<ConnectedAccount>
  public var deviceType = "salto_lock"
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

  /// Who makes it.
  public struct Manufacturer: Record, Hashable {
    public static let name = "device_manufacturer"
    public var manufacturer = "salto"
    public var displayName = "Salto"
    public init() {}
    public static let blank = Manufacturer()
    public mutating func describe(_ field: Field) {
      field("manufacturer", &manufacturer, "Its name, for programs.")
      field("display_name", &displayName, "A name to show.")
    }
  }

  /// Through whose cloud it is reached.
  public struct Provider: Record, Hashable {
    public static let name = "device_provider_summary"
    public var deviceProviderName = "salto_ks"
    public var displayName = "Salto KS"
    public var providerCategory = "stable"
    public init() {}
    public static let blank = Provider()
    public mutating func describe(_ field: Field) {
      field("device_provider_name", &deviceProviderName, "Its name, for programs.")
      field("display_name", &displayName, "A name to show.")
      field("provider_category", &providerCategory, "The kind it belongs to.")
    }
  }

  /// Where it is.
  public struct Location: Record, Hashable {
    public static let name = "device_location"
    public var locationName: String?
    public var timeZone: String?
    public init(locationName: String?, timeZone: String?) {
      self.locationName = locationName
      self.timeZone = timeZone
    }
    public static let blank = Location(locationName: nil, timeZone: nil)
    public mutating func describe(_ field: Field) {
      var timezone = timeZone
      field("location_name", &locationName, "Name of the site.")
      field("time_zone", &timeZone, "Time zone of the site.")
      field("timezone", &timezone, "Deprecated name of `time_zone`.")
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

  public mutating func describe(_ field: Field) {
    // What no lock of Salto KS does.
    var cannot: Bool? = false
    field("device_id", &deviceID, "ID of the device.")
    field("device_type", &deviceType, "What kind of device it is.")
    field("display_name", &displayName, "A name to show.")
    field("nickname", &nickname, "The name that was given to it here.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("connected_account_id", &connectedAccountID, "The account through which it is reached.")
    field("capabilities_supported", &capabilities, "What it can do.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether it can be opened from afar.")
    field("can_remotely_lock", &canRemotelyLock, "Whether it can be locked from afar.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN opens it.")
    field("can_program_online_access_codes", &canProgramOnlineAccessCodes, "Whether codes can be put on it.")
    field("can_program_offline_access_codes", &cannot, "Whether codes can be put on it while it is out of reach.")
    field("can_configure_auto_lock", &cannot, "Whether the time after which it locks can be set.")
    field("can_simulate_hub_connection", &cannot, "Whether its hub can play at being reachable again.")
    field("can_simulate_hub_disconnection", &cannot, "Whether its hub can play at being out of reach.")
    field("can_simulate_paid_subscription", &cannot, "Whether it can play at having a subscription.")
    field("can_simulate_connection", &canSimulateConnection, "Whether it can play at being reachable again.")
    field("can_simulate_disconnection", &canSimulateDisconnection, "Whether it can play at being out of reach.")
    field("can_simulate_removal", &canSimulateRemoval, "Whether it can play at being taken away.")
    field("properties", &properties, "What it is and how it does.")
    field("device_manufacturer", &deviceManufacturer, "Who makes it.")
    field("device_provider", &deviceProvider, "Through whose cloud it is reached.")
    field("location", &location, "Where it is.")
    field("custom_metadata", &customMetadata, "Your own notes.")
    field("is_managed", &isManaged, "Whether it is managed here: Salto KS locks always are.", .always(true))
    field("space_ids", &spaceIDs, "The spaces it is in.")
    field("created_at", &createdAt, "When it was first seen.")
    field("errors", &errors, "What keeps it from working.")
    field("warnings", &warnings, "What may keep it from working as wished.")
  }
}

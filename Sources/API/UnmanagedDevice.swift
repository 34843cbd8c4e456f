public import Wire

/// A lock that is seen as a device, but not controlled. It has the same ID as its entrance.
public struct UnmanagedDevice: Record, Answer, DeviceFields {
  public static let name = "unmanaged_device"

  /// The properties of an unmanaged device.
  public struct Properties: Record, Hashable {
    public static let name = "unmanaged_device_properties"
    public var online: Bool
    public var name: String
    public var model: DeviceProperties.Model
    public var manufacturer: String? = "salto"
    public var imageURL: String?
    public var imageAltText: String?

    public init(online: Bool, name: String, model: DeviceProperties.Model) {
      self.online = online
      self.name = name
      self.model = model
    }
    public static let blank = Properties(online: false, name: "", model: .blank)
    public mutating func describe(_ field: inout some Field) {
      // Codes are only programmed on managed devices.
      var no: Bool? = false
      field("online", &online, "Whether the device is online.")
      field("name", &name, "Deprecated: use `display_name`.")
      field("model", &model, "Model of the device.")
      field("manufacturer", &manufacturer, "Manufacturer of the device.")
      field("image_url", &imageURL, "URL of an image of the device.", .url)
      field("image_alt_text", &imageAltText, "Alternative text for the image.")
      field("online_access_codes_enabled", &no, "Deprecated: use `can_program_online_access_codes`.")
      field("offline_access_codes_enabled", &no, "Deprecated: use `can_program_offline_access_codes`.")
    }
  }

  public var deviceID: ID<Device>
  public var workspaceID: ID<Workspace>
  public var connectedAccountID: ID<ConnectedAccount>
  public var deviceType = Extensible.known(DeviceType.saltoLock)
  public var displayName: String
  public var createdAt: Instant
  public var capabilities: [Extensible<Device.Capability>] = [.known(.lock)]
  public var canRemotelyUnlock: Bool?
  public var canRemotelyLock: Bool?
  public var canUnlockWithCode: Bool?
  public var canSimulateConnection: Bool?
  public var canSimulateDisconnection: Bool?
  public var canSimulateRemoval: Bool?
  public var customMetadata = Metadata()
  public var location: Device.Location?
  public var properties: Properties
  public var errors: [Device.DeviceError] = []
  public var warnings: [Notice<Device.WarningCode>] = []

  /// The unmanaged form of a device.
  public init(_ device: Device) {
    deviceID = device.deviceID
    workspaceID = device.workspaceID
    connectedAccountID = device.connectedAccountID
    deviceType = device.deviceType
    displayName = device.displayName
    createdAt = device.createdAt
    capabilities = device.capabilities
    canRemotelyUnlock = device.canRemotelyUnlock
    canRemotelyLock = device.canRemotelyLock
    canUnlockWithCode = device.canUnlockWithCode
    canSimulateConnection = device.canSimulateConnection
    canSimulateDisconnection = device.canSimulateDisconnection
    canSimulateRemoval = device.canSimulateRemoval
    customMetadata = device.customMetadata
    location = device.location
    properties = Properties(
      online: device.properties.online, name: device.properties.name, model: device.properties.model)
    properties.imageURL = device.properties.imageURL
    properties.imageAltText = device.properties.imageAltText
    errors = device.errors
    warnings = device.warnings
  }
  public static let blank = UnmanagedDevice(.blank)

  public mutating func describe(_ field: inout some Field) {
    // Access codes can be created for managed devices only.
    var cannot: Bool? = false
    var isManaged = false
    describeKind(&field)
    describeOrigin(&field)
    field("capabilities_supported", &capabilities, "Capabilities of the device, once it is managed.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether the device can be unlocked remotely, once it is managed.")
    field("can_remotely_lock", &canRemotelyLock, "Whether the device can be locked remotely, once it is managed.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN can open the device.")
    field("can_program_online_access_codes", &cannot, "Whether access codes can be programmed on the device.")
    describeProperties(&field)
    describePlace(&field)
    field("is_managed", &isManaged, "Always false: Latchkey does not control the device.", .always(false))
    describeState(&field)
  }
}

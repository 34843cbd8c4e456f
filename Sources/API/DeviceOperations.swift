public import Wire

/// Selects a device by its ID or name.
public struct DeviceSelector: Hashable, Sendable {
  public static let constraint = Constraint.atLeastOne(["device_id", "name"])
  public var deviceID: ID<Device>?
  public var name: String?
  public init() {}
  public init(_ deviceID: ID<Device>) { self.deviceID = deviceID }
  mutating func describe(_ field: inout some Field) {
    field("device_id", &deviceID, "The device.")
    field("name", &name, "The name of the device.", .minLength(1))
  }
}

/// A request whose only parameter is a device.
public protocol DeviceRequest: Request {
  var deviceID: ID<Device> { get set }
}

extension DeviceRequest {
  public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The device.") }
}

/// The operations on devices. The devices here are the locks of Salto KS sites.
public enum Devices {
  static let readers: Callers = [.workspace, .clientSession, .customerSession, .customerSessionReadOnly]

  public struct Get: Request {
    public typealias Response = Device
    public static let operation = Operation(
      "/devices/get", .read, by: readers, returns: "device", title: "Get a device", doc: "Returns one device.")
    public static let constraints = [DeviceSelector.constraint]
    public var device = DeviceSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) { device.describe(&field) }
  }

  public struct List: Request {
    public typealias Response = Page<Device>
    public static let operation = Operation(
      "/devices/list", .read, by: readers, returns: "devices", title: "List devices",
      doc: "Returns the devices of the workspace, or those that the client session can use.")
    public var filter = DeviceFilter(limit: 500)
    public var customMetadataHas: NotesFilter?
    public var spaceID: ID<Space>?
    public var unstableLocationID: Nullable<String>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      filter.describeOrigin(&field)
      field(
        filter: "custom_metadata_has", &customMetadataHas, "Only devices whose custom metadata contains these pairs.")
      filter.describeKind(&field)
      field(filter: "space_id", &spaceID, "Only devices of this space.")
      field(filter: "unstable_location_id", &unstableLocationID, "Deprecated: only devices at this location.")
      field(
        filter: "user_identifier_key", &userIdentifierKey, "Only devices that the client session with this key can use."
      )
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/update", .update, by: [.workspace, .clientSession, .customerSession], title: "Update a device",
      doc:
        "Updates the name and the custom metadata of a device, or makes it unmanaged. Nothing changes at the site.")

    /// The deprecated place of the name.
    public struct Properties: Record {
      public static let name = "device_update_properties"
      public var name = Change<String>.keep
      public init() {}
      public static let blank = Properties()
      public mutating func describe(_ field: inout some Field) { field("name", &name, "Deprecated: the name.") }
    }

    public var deviceID = ID<Device>.blank
    public var name = Change<String>.keep
    public var customMetadata: Notes?
    public var isManaged = true
    public var backupAccessCodePoolEnabled: Bool?
    public var properties: Properties?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The device.")
      field("name", &name, "Your own name for the device. Null restores the name that it has at the site.")
      field("custom_metadata", &customMetadata, "Your own metadata. Replaces the existing metadata.")
      field(standard: "is_managed", &isManaged, "Whether the device stays managed. False makes it unmanaged.")
      field("backup_access_code_pool_enabled", &backupAccessCodePoolEnabled, "Salto KS locks have no backup codes.")
      field("properties", &properties, "Deprecated: the name.")
    }
  }

  public struct ListDeviceProviders: Request {
    public typealias Response = [OfferedProvider]
    public static let operation = Operation(
      "/devices/list_device_providers", .read, by: [.workspace, .clientSession], returns: "device_providers",
      title: "List device providers", doc: "Returns the providers whose accounts can be connected.")
    public var providerCategory: ProviderCategory?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "provider_category", &providerCategory, "Only providers of this category.")
    }
  }
}

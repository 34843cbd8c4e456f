import Wire

/// What picks one device: its id, or its name.
public struct DeviceSelector: Hashable, Sendable {
  public static let constraint = Constraint.atLeastOne(["device_id", "name"])
  public var deviceID: ID<Device>?
  public var name: String?
  public init() {}
  public init(_ deviceID: ID<Device>) { self.deviceID = deviceID }
  mutating func describe(_ field: Field) {
    field("device_id", &deviceID, "The device.")
    field("name", &name, "The name of the device.", .minLength(1))
  }
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
    public mutating func describe(_ field: Field) { device.describe(field) }
  }

  public struct List: Request {
    public typealias Response = Page<Device>
    public static let operation = Operation(
      "/devices/list", .read, by: readers, returns: "devices", title: "List devices",
      doc: "Returns the devices of the workspace, or those that a client session may use.")
    public var deviceIDs: [ID<Device>]?
    public var connectedAccountID: ID<ConnectedAccount>?
    public var connectedAccountIDs: [ID<ConnectedAccount>]?
    public var connectWebviewID: ID<ConnectWebview>?
    public var createdBefore: Instant?
    public var customMetadataHas: NotesFilter?
    public var customerKey: String?
    public var deviceType: DeviceType?
    public var deviceTypes: [DeviceType]?
    public var excludeIf: [DeviceCondition]?
    public var includeIf: [DeviceCondition]?
    public var limit = 500
    public var manufacturer: DeviceManufacturer?
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var spaceID: ID<Space>?
    public var unstableLocationID: Nullable<String>?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "device_ids", &deviceIDs, "Only these devices.")
      field(filter: "connected_account_id", &connectedAccountID, "Only devices of this account.")
      field(filter: "connected_account_ids", &connectedAccountIDs, "Only devices of these accounts.")
      field(filter: "connect_webview_id", &connectWebviewID, "Only devices of the account that this webview connected.")
      field(filter: "created_before", &createdBefore, "Only devices that were first seen before this moment.")
      field(filter: "custom_metadata_has", &customMetadataHas, "Only devices whose notes say all of this.")
      field(filter: "customer_key", &customerKey, "Only devices of this customer.")
      field(filter: "device_type", &deviceType, "Only devices of this type.")
      field(filter: "device_types", &deviceTypes, "Only devices of these types.")
      field(filter: "exclude_if", &excludeIf, "Only devices of which none of this holds.")
      field(filter: "include_if", &includeIf, "Only devices of which all of this holds.")
      field(standard: "limit", &limit, "How many devices a page has at most.", .positive)
      field(filter: "manufacturer", &manufacturer, "Only devices of this maker.")
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only devices whose name or id has this in it.")
      field(filter: "space_id", &spaceID, "Only devices in this space; there are none here.")
      field(filter: "unstable_location_id", &unstableLocationID, "Deprecated: only devices at this location.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only devices that this client session may use.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/update", .update, by: [.workspace, .clientSession, .customerSession], title: "Update a device",
      doc: "Changes its name and your notes here. At the site it stays as it is.")

    /// Where the name stood before.
    public struct Properties: Record {
      public static let name = "device_update_properties"
      public var name = Change<String>.keep
      public init() {}
      public static let blank = Properties()
      public mutating func describe(_ field: Field) { field("name", &name, "Deprecated: the name.") }
    }

    public var deviceID = ID<Device>.blank
    public var name = Change<String>.keep
    public var customMetadata: Notes?
    public var isManaged = true
    public var backupAccessCodePoolEnabled: Bool?
    public var properties: Properties?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("device_id", &deviceID, "The device.")
      field("name", &name, "A name of your own for it; null takes the site's.")
      field("custom_metadata", &customMetadata, "Your notes, in the place of those before.")
      field(standard: "is_managed", &isManaged, "Whether it is managed; Salto KS locks always are.")
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
    public mutating func describe(_ field: Field) {
      field(filter: "provider_category", &providerCategory, "Only providers of this kind.")
    }
  }
}

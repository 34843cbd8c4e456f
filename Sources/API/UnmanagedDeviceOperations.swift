public import Wire

/// The operations on unmanaged devices.
public enum UnmanagedDevices {
  public struct Get: Request {
    public typealias Response = UnmanagedDevice
    public static let operation = Operation(
      "/devices/unmanaged/get", .read, by: [.workspace, .clientSession], returns: "device",
      title: "Get an unmanaged device", doc: "Returns one unmanaged device.")
    public static let constraints = [DeviceSelector.constraint]
    public var device = DeviceSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) { device.describe(&field) }
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedDevice>
    public static let operation = Operation(
      "/devices/unmanaged/list", .read, by: [.workspace, .customerSession, .customerSessionReadOnly],
      returns: "devices", title: "List unmanaged devices", doc: "Returns the unmanaged devices of the workspace.")
    public var deviceIDs: [ID<Device>]?
    public var connectedAccountID: ID<ConnectedAccount>?
    public var connectedAccountIDs: [ID<ConnectedAccount>]?
    public var connectWebviewID: ID<ConnectWebview>?
    public var createdBefore: Instant?
    public var customerKey: String?
    public var deviceType: DeviceType?
    public var deviceTypes: [DeviceType]?
    public var excludeIf: [DeviceCondition]?
    public var includeIf: [DeviceCondition]?
    public var limit = 22_900
    public var manufacturer: DeviceManufacturer?
    public var pageCursor: Nullable<String>?
    public var search: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "device_ids", &deviceIDs, "Only these devices.")
      field(filter: "connected_account_id", &connectedAccountID, "Only devices of this account.")
      field(filter: "connected_account_ids", &connectedAccountIDs, "Only devices of these accounts.")
      field(filter: "connect_webview_id", &connectWebviewID, "Only devices of the account that this webview connected.")
      field(filter: "created_before", &createdBefore, "Only devices first seen before this moment.")
      field(filter: "customer_key", &customerKey, "Only devices of this customer.")
      field(filter: "device_type", &deviceType, "Only devices of this type.")
      field(filter: "device_types", &deviceTypes, "Only devices of these types.")
      field(filter: "exclude_if", &excludeIf, "Only devices that meet none of these conditions.")
      field(filter: "include_if", &includeIf, "Only devices that meet all of these conditions.")
      field(standard: "limit", &limit, "Maximum number of devices per page.", .positiveNumber)
      field(filter: "manufacturer", &manufacturer, "Only devices of this manufacturer.")
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only devices whose name or ID contains this text.")
    }

    /// The same filters for managed devices.
    public var asManaged: Devices.List {
      var list = Devices.List()
      list.deviceIDs = deviceIDs
      list.connectedAccountID = connectedAccountID
      list.connectedAccountIDs = connectedAccountIDs
      list.connectWebviewID = connectWebviewID
      list.createdBefore = createdBefore
      list.customerKey = customerKey
      list.deviceType = deviceType
      list.deviceTypes = deviceTypes
      list.excludeIf = excludeIf
      list.includeIf = includeIf
      list.manufacturer = manufacturer
      list.search = search
      return list
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/unmanaged/update", .update, by: .workspace, title: "Update an unmanaged device",
      doc: "Makes an unmanaged device managed again, or updates its custom metadata. Nothing changes at the site.")
    public var deviceID = ID<Device>.blank
    public var customMetadata: Notes?
    public var isManaged: Bool?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The device.")
      field("custom_metadata", &customMetadata, "Your own metadata. Replaces the existing metadata.")
      field("is_managed", &isManaged, "True to make the device managed.", .always(true))
    }
  }
}

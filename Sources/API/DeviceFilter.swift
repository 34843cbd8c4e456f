public import Wire

/// Which devices a list contains, and how many of them per page.
public struct DeviceFilter: Sendable {
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
  public var limit: Int
  public var manufacturer: DeviceManufacturer?
  public var pageCursor: Nullable<String>?
  public var search: String?
  init(limit: Int) { self.limit = limit }

  mutating func describeOrigin(_ field: inout some Field) {
    field(filter: "device_ids", &deviceIDs, "Only these devices.")
    field(filter: "connected_account_id", &connectedAccountID, "Only devices of this account.")
    field(filter: "connected_account_ids", &connectedAccountIDs, "Only devices of these accounts.")
    field(filter: "connect_webview_id", &connectWebviewID, "Only devices of the account that this webview connected.")
    field(filter: "created_before", &createdBefore, "Only devices first seen before this moment.")
  }

  mutating func describeKind(_ field: inout some Field) {
    field(filter: "customer_key", &customerKey, "Only devices of this customer.")
    field(filter: "device_type", &deviceType, "Only devices of this type.")
    field(filter: "device_types", &deviceTypes, "Only devices of these types.")
    field(filter: "exclude_if", &excludeIf, "Only devices that meet none of these conditions.")
    field(filter: "include_if", &includeIf, "Only devices that meet all of these conditions.")
    field(standard: "limit", &limit, "Maximum number of devices per page.", .positiveNumber)
    field(filter: "manufacturer", &manufacturer, "Only devices of this manufacturer.")
    field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    field(
      filter: "search", &search,
      "Only devices whose name contains this text, or whose ID contains it. IDs are searched from four characters on.")
  }
}

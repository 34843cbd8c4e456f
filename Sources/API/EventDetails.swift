public import Wire

/// Details of an event's account or device, so that receivers need not fetch them.
public struct EventDetails: Hashable, Sendable {
  /// Why a device is offline.
  public enum Disconnection: String, Choice {
    case account = "account_disconnected"
    case hub = "hub_disconnected"
    case device = "device_disconnected"
  }

  public var connectedAccountMetadata: Metadata?
  public var connectedAccountType: String?
  public var customerKey: String?
  public var deviceMetadata: Metadata?
  public var deviceName: String?
  public var disconnection: Extensible<Disconnection>?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("connected_account_custom_metadata", &connectedAccountMetadata, "Your own metadata of the account.")
    field("connected_account_type", &connectedAccountType, "Type of the account.")
    field("customer_key", &customerKey, "Your own key for the customer of the account.")
    field("device_custom_metadata", &deviceMetadata, "Your own metadata of the device.")
    field("device_name", &deviceName, "Name of the device.")
    field("error_code", &disconnection, "Why the device is offline.")
  }
}

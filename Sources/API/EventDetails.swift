import Wire

/// What an event tells of the account or the device that it is about, so that who hears of it need not ask.
public struct EventDetails: Hashable, Sendable {
  /// Why a device is out of reach.
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

  mutating func describe(_ field: Field) {
    field("connected_account_custom_metadata", &connectedAccountMetadata, "What the caller notes with the account.")
    field("connected_account_type", &connectedAccountType, "What kind of account it was.")
    field("customer_key", &customerKey, "The caller's key of the customer whose account it is.")
    field("device_custom_metadata", &deviceMetadata, "What the caller notes with the device.")
    field("device_name", &deviceName, "The device's name.")
    field("error_code", &disconnection, "Why the device is out of reach.")
  }
}

public import Wire

/// The operations on locks.
public enum Locks {
  public struct List: Request {
    public typealias Response = [Device]
    public static let operation = Operation(
      "/locks/list", .read, by: [.workspace, .clientSession], returns: "devices", "locks", title: "List locks",
      doc: "Returns the locks of the workspace, or those that the client session can use.")
    public var connectedAccountID: ID<ConnectedAccount>?
    public var connectWebviewID: ID<ConnectWebview>?
    public var customerKey: String?
    public var deviceType: LockType?
    public var deviceTypes: [LockType]?
    public var manufacturer: LockManufacturer?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "connected_account_id", &connectedAccountID, "Only locks of this account.")
      field(filter: "connect_webview_id", &connectWebviewID, "Only locks of the account that this webview connected.")
      field(filter: "customer_key", &customerKey, "Only locks of this customer.")
      field(filter: "device_type", &deviceType, "Only locks of this type.")
      field(filter: "device_types", &deviceTypes, "Only locks of these types.")
      field(filter: "manufacturer", &manufacturer, "Only locks of this manufacturer.")
    }
  }

  public struct Get: Request {
    public typealias Response = Device
    public static let operation = Operation(
      "/locks/get", .read, by: [.workspace, .clientSession], returns: "device", "lock", title: "Get a lock",
      doc: "Returns one lock.")
    public static let constraints = [DeviceSelector.constraint]
    public var device = DeviceSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) { device.describe(&field) }
  }

  public struct UnlockDoor: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/locks/unlock_door", .act, by: [.workspace, .clientSession, .customerSession], role: .frontDesk,
      returns: "action_attempt",
      title: "Unlock a door",
      doc: "Unlocks a lock remotely for a moment. The attempt has usually finished when the server responds.",
      actionAttemptType: ActionAttempt.Kind.unlockDoor.rawValue)
    public var deviceID = ID<Device>.blank
    public var reason: String?
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field(
        "reason", &reason, "Why, for the audit. Name no guest: erasing a person does not find it.", .minLength(1),
        .maxLength(200))
      field(standard: "sync", &sync, "Whether to respond only after the attempt has finished.")
    }
  }

  public struct LockDoor: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/locks/lock_door", .act, by: [.workspace, .clientSession, .customerSession], role: .frontDesk,
      returns: "action_attempt",
      title: "Lock a door", doc: "Locks a lock remotely and ends its office mode.",
      actionAttemptType: ActionAttempt.Kind.lockDoor.rawValue)
    public var deviceID = ID<Device>.blank
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field(standard: "sync", &sync, "Whether to respond only after the attempt has finished.")
    }
  }
}

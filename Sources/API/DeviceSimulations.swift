import Wire

/// What a sandbox's devices can play at.
extension Devices {
  public struct SimulateConnect: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/connect", .act, by: [.workspace, .customerSession], title: "Simulate a connection",
      doc: "Has a lock of a sandbox play at being reachable again.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The device.") }
  }

  public struct SimulateDisconnect: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/disconnect", .act, by: [.workspace, .customerSession], title: "Simulate a disconnection",
      doc: "Has a lock of a sandbox play at being out of reach.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The device.") }
  }

  public struct SimulateRemove: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/remove", .act, by: [.workspace, .customerSession], title: "Simulate a removal",
      doc: "Has a lock of a sandbox play at being taken away.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The device.") }
  }

  public struct SimulateConnectToHub: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/connect_to_hub", .act, by: [.workspace, .customerSession],
      title: "Simulate a connection to a hub",
      doc: "Refused for Salto KS locks, which have no hub of this kind.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The device.") }
  }

  public struct SimulateDisconnectFromHub: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/disconnect_from_hub", .act, by: [.workspace, .customerSession],
      title: "Simulate a disconnection from a hub",
      doc: "Refused for Salto KS locks, which have no hub of this kind.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("device_id", &deviceID, "The device.") }
  }

  public struct SimulatePaidSubscription: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/paid_subscription", .act, by: [.workspace, .customerSession],
      title: "Simulate a paid subscription", doc: "Refused for Salto KS locks, which have no subscription of their own."
    )
    public var deviceID = ID<Device>.blank
    public var isExpired = false
    public init() {}
    public mutating func describe(_ field: Field) {
      field("device_id", &deviceID, "The device.")
      field("is_expired", &isExpired, "Whether it has run out.")
    }
  }
}

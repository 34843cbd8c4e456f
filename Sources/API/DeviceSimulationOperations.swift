public import Wire

/// Simulations for devices of a sandbox.
extension Devices {
  public struct SimulateConnect: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/connect", .act, by: .workspace, title: "Simulate a connection",
      doc: "Simulates that a lock of a sandbox is online again.")
    public var deviceID = ID<Device>.blank
    public init() {}
  }

  public struct SimulateDisconnect: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/disconnect", .act, by: .workspace, title: "Simulate a disconnection",
      doc: "Simulates that a lock of a sandbox is offline.")
    public var deviceID = ID<Device>.blank
    public init() {}
  }

  public struct SimulateRemove: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/remove", .act, by: .workspace, title: "Simulate a removal",
      doc: "Simulates that a lock of a sandbox was removed.")
    public var deviceID = ID<Device>.blank
    public init() {}
  }

  public struct SimulateConnectToHub: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/connect_to_hub", .act, by: .workspace,
      title: "Simulate a connection to a hub",
      doc: "Not supported for Salto KS locks: they have no such hub.",
      refusal: Operation.Refusal(
        "The hub of a Salto KS lock is its IQ. Use /devices/simulate/connect, or turn the virtual IQ online"))
    public var deviceID = ID<Device>.blank
    public init() {}
  }

  public struct SimulateDisconnectFromHub: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/disconnect_from_hub", .act, by: .workspace,
      title: "Simulate a disconnection from a hub",
      doc: "Not supported for Salto KS locks: they have no such hub.",
      refusal: Operation.Refusal(
        "The hub of a Salto KS lock is its IQ. Use /devices/simulate/disconnect, or turn the virtual IQ off"))
    public var deviceID = ID<Device>.blank
    public init() {}
  }

  public struct SimulatePaidSubscription: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/simulate/paid_subscription", .act, by: .workspace,
      title: "Simulate a paid subscription", doc: "Not supported for Salto KS locks: they have no subscription.",
      refusal: Operation.Refusal(
        "A Salto KS lock has no subscription, but its site has. Set subscription_valid at the virtual cloud"))
    public var deviceID = ID<Device>.blank
    public var isExpired = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The device.")
      field("is_expired", &isExpired, "Whether the subscription has expired.")
    }
  }
}

import Wire

/// The fields that managed and unmanaged devices have in common.
protocol DeviceFields {
  associatedtype Properties: Wire
  var deviceID: ID<Device> { get set }
  var workspaceID: ID<Workspace> { get set }
  var connectedAccountID: ID<ConnectedAccount> { get set }
  var deviceType: Extensible<DeviceType> { get set }
  var displayName: String { get set }
  var createdAt: Instant { get set }
  var canSimulateConnection: Bool? { get set }
  var canSimulateDisconnection: Bool? { get set }
  var canSimulateRemoval: Bool? { get set }
  var customMetadata: Metadata { get set }
  var location: Device.Location? { get set }
  var properties: Properties { get set }
  var errors: [Device.DeviceError] { get set }
  var warnings: [Notice<Device.WarningCode>] { get set }
}

extension DeviceFields {
  mutating func describeKind(_ field: inout some Field) {
    field("device_id", &deviceID, "ID of the device.")
    field("device_type", &deviceType, "Type of the device.")
    field("display_name", &displayName, "Display name.")
  }

  mutating func describeOrigin(_ field: inout some Field) {
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the device.")
  }

  /// The properties, and what can be done and simulated besides opening.
  mutating func describeProperties(_ field: inout some Field) {
    // Capabilities that no Salto KS lock has.
    var cannot: Bool? = false
    field(
      "can_program_offline_access_codes", &cannot, "Whether access codes can be programmed while the device is offline."
    )
    field("can_configure_auto_lock", &cannot, "Whether auto-lock can be configured.")
    field("can_simulate_hub_connection", &cannot, "Whether the connection of its hub can be simulated.")
    field("can_simulate_hub_disconnection", &cannot, "Whether the disconnection of its hub can be simulated.")
    field("can_simulate_paid_subscription", &cannot, "Whether a paid subscription can be simulated.")
    field("can_simulate_connection", &canSimulateConnection, "Whether the connection of the device can be simulated.")
    field(
      "can_simulate_disconnection", &canSimulateDisconnection,
      "Whether the disconnection of the device can be simulated.")
    field("can_simulate_removal", &canSimulateRemoval, "Whether the removal of the device can be simulated.")
    field("properties", &properties, "Properties of the device.")
  }

  mutating func describePlace(_ field: inout some Field) {
    field("location", &location, "Location of the device.")
    field("custom_metadata", &customMetadata, "Your own metadata.")
  }

  /// Since when the device is known, and what is wrong with it.
  mutating func describeState(_ field: inout some Field) {
    field("created_at", &createdAt, "When the device was first seen.")
    field("errors", &errors, "Errors of the device.")
    field("warnings", &warnings, "Warnings of the device.")
  }
}

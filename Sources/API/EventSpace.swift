public import Wire

/// Details of an event about a space.
public struct EventSpace: Hashable, Sendable {
  public var key: String?
  /// All its devices.
  public var deviceIDs: [ID<Device>]?
  /// All its entrances.
  public var acsEntranceIDs: [ID<AcsEntrance>]?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("space_key", &key, "Your own key for the space.")
    field("device_ids", &deviceIDs, "The current devices of the space.")
    field("acs_entrance_ids", &acsEntranceIDs, "The current entrances of the space.")
  }
}

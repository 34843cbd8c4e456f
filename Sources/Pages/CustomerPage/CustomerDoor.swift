import API
import Operations
import Wire

/// A door of a space. A space has it as an entrance, as a device, or as both, which have the same ID.
struct CustomerDoor: Sendable {
  let id: String
  let name: String
  let isEntrance: Bool
  private(set) var isDevice: Bool

  init(_ entrance: AcsEntrance) {
    id = entrance.acsEntranceID.text
    name = entrance.displayName
    isEntrance = true
    isDevice = false
  }

  private init(_ device: Device) {
    id = device.deviceID.text
    name = device.displayName
    isEntrance = false
    isDevice = true
  }

  /// The doors of a space that a customer's session sees.
  static func all(in space: ID<Space>, by caller: Caller, _ handlers: Handlers) async throws -> [CustomerDoor] {
    var entrances = AcsEntrances.List()
    entrances.spaceID = space
    var doors = try await handlers.call(entrances, by: caller).items.map { CustomerDoor($0) }
    var devices = Devices.List()
    devices.spaceID = space
    for device in try await handlers.call(devices, by: caller).items {
      if let index = doors.firstIndex(where: { $0.id == device.deviceID.text }) {
        doors[index].isDevice = true
      } else {
        doors.append(CustomerDoor(device))
      }
    }
    return doors
  }
}

package import API
package import Core
import Wire

extension Transaction {
  /// Appends an event about a lock. An unmanaged one has fewer events, of types of their own.
  package func append(_ asked: EventType, about device: DeviceRecord) throws {
    guard let type = device.isManaged ? asked : asked.ofUnmanagedDevice, let form = EventForm.all[type] else { return }
    let (system, resource) = (device.system, device.resource(brand))
    try append(type, about: .of(device)) { event in
      if form.has("device_name") { event.details.deviceName = device.displayName }
      guard form.has("error_code") else { return }
      event.details.disconnection = .known(device.isHubAway ? .hub : .device)
      event.issues.deviceErrors = resource.errors
      event.issues.deviceWarnings = resource.warnings
      let account = try connectedAccount(system.connectedAccountID, in: workspaceID)
        .map { $0.resource(try acsSystems(of: $0.id, in: workspaceID), brand) }
      event.issues.connectedAccountErrors = account?.errors ?? []
      event.issues.connectedAccountWarnings = account?.warnings ?? []
    }
  }
}

extension EventType {
  /// The type of the event if the device is unmanaged. Nil if unmanaged devices have no such event.
  fileprivate var ofUnmanagedDevice: EventType? {
    switch self {
    case .deviceConnected: .deviceUnmanagedConnected
    case .deviceDisconnected: .deviceUnmanagedDisconnected
    case .deviceAdded, .deviceRemoved, .deviceDeleted, .deviceConvertedToUnmanaged: self
    default: nil
    }
  }
}

package import API
package import Core
import Wire

extension Transaction {
  /// Appends an event about a lock.
  package func append(_ type: EventType, about device: DeviceRecord) throws {
    guard let form = EventForm.all[type] else { return }
    let (system, resource) = (device.system, device.resource(brand))
    try append(type, about: .of(device)) { event in
      if form.has("device_name") { event.details.deviceName = device.displayName }
      guard form.has("error_code") else { return }
      let isByHub = try device.settings.offlineAt == nil && isIQAway(of: device.entrance, in: workspaceID)
      event.details.disconnection = .known(isByHub ? .hub : .device)
      event.issues.deviceErrors = resource.errors
      event.issues.deviceWarnings = resource.warnings
      let account = try connectedAccount(system.connectedAccountID, in: workspaceID)
        .map { $0.resource(try acsSystems(of: $0.id, in: workspaceID), brand) }
      event.issues.connectedAccountErrors = account?.errors ?? []
      event.issues.connectedAccountWarnings = account?.warnings ?? []
    }
  }
}

import API
import Core
import Wire

extension Connection {
  /// Tells of something that became of a lock.
  package func append(
    _ type: EventType, about device: DeviceRecord, _ now: Instant, _ identifiers: Identifiers
  ) throws {
    guard let form = EventForm.all[type] else { return }
    let (system, resource) = (device.system, device.resource)
    var subject = EventSubject()
    subject.connectedAccountID = system.connectedAccountID
    subject.acsSystemID = system.id
    subject.acsEntranceID = device.entrance.id
    subject.deviceID = resource.deviceID
    var event = Event(type, subject, eventID: identifiers.next(), at: now, workspaceID: system.workspaceID)
    if form.has("device_name") { event.details.deviceName = device.displayName }
    if form.has("error_code") {
      let isByHub = try device.settings.offlineAt == nil && isIQAway(of: device.entrance, in: system.workspaceID)
      event.details.disconnection = .known(isByHub ? .hub : .device)
      event.issues.deviceErrors = resource.errors
      event.issues.deviceWarnings = resource.warnings
      let account = try connectedAccount(system.connectedAccountID, in: system.workspaceID)
        .map { $0.resource(try acsSystems(of: $0.id, in: $0.workspaceID)) }
      event.issues.connectedAccountErrors = account?.errors ?? []
      event.issues.connectedAccountWarnings = account?.warnings ?? []
    }
    try append(event)
  }
}

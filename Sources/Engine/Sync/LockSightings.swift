import API
import Core
import Store
import Wire

/// Stores the observed state of a site's locks, and appends events for changes.
struct LockSightings: Sendable {
  let system: AcsSystemRecord
  let identifiers: Identifiers

  func write(_ locks: [ObservedLock], _ connection: Transaction, now: Instant) throws {
    let workspace = system.workspaceID
    let seen = try connection.seenLocks(of: system.id, in: workspace)
    try connection.save(locks, was: seen, at: system.id)
    for lock in locks {
      guard let before = seen.locks[lock.id], before.lock.differs(from: lock),
        let device = try connection.device(before.entrance, in: workspace)
      else { continue }
      try tell(of: device, seenBefore: before.lock, connection, now: now)
    }
    try connection.saveLook(at: system.id)
  }

  private func tell(
    of device: DeviceRecord, seenBefore before: ObservedLock, _ connection: Transaction, now: Instant
  ) throws {
    let lock = device.entrance.lock
    // A simulated disconnection ends only by a simulation.
    let isPlaying = device.settings.offlineAt != nil || device.settings.removedAt != nil
    if lock.isOnline != before.isOnline, !isPlaying {
      try connection.append(lock.isOnline ? .deviceConnected : .deviceDisconnected, about: device)
    }
    if lock.isPrivacyMode != before.isPrivacyMode {
      let type: EventType =
        lock.isPrivacyMode ? .deviceSaltoPrivacyModeActivated : .deviceSaltoPrivacyModeDeactivated
      try connection.append(type, about: device)
    }
    if lock.name != before.name, device.settings.name == nil {
      try connection.append(.deviceNameChanged, about: device)
    }
  }
}

extension ObservedLock {
  fileprivate func differs(from other: ObservedLock) -> Bool {
    isOnline != other.isOnline || isPrivacyMode != other.isPrivacyMode || name != other.name
  }
}

import API
import Core
import Store
import Wire

/// Stores the observed state of a site's locks, and appends events for changes.
struct LockSightings: Sendable {
  let system: AcsSystemRecord

  func write(_ locks: [ObservedLock], _ transaction: Transaction) throws {
    let workspace = system.workspaceID
    let seen = try transaction.seenLocks(of: system.id, in: workspace)
    try transaction.save(locks, was: seen, at: system.id)
    for lock in locks {
      guard let before = seen.locks[lock.id], before.lock.differs(from: lock),
        let device = try transaction.device(before.entrance, in: workspace)
      else { continue }
      try tell(of: device, seenBefore: before.lock, transaction)
    }
    // The keypad decides which means a door takes. Other changes of a lock concern no grant.
    let changedDoors = locks.compactMap { lock -> ID<AcsEntrance>? in
      guard let before = seen.locks[lock.id], before.lock.hasKeypad != lock.hasKeypad else { return nil }
      return before.entrance
    }
    try transaction.noteProgress(ofGrantsTo: changedDoors)
    try transaction.saveLook(at: system.id)
  }

  private func tell(
    of device: DeviceRecord, seenBefore before: ObservedLock, _ transaction: Transaction
  ) throws {
    let lock = device.entrance.lock
    // A simulated disconnection ends only by a simulation.
    if lock.isOnline != before.isOnline, !device.settings.isAway {
      try transaction.append(lock.isOnline ? .deviceConnected : .deviceDisconnected, about: device)
    }
    if lock.isPrivacyMode != before.isPrivacyMode {
      let type: EventType =
        lock.isPrivacyMode ? .deviceSaltoPrivacyModeActivated : .deviceSaltoPrivacyModeDeactivated
      try transaction.append(type, about: device)
    }
    if lock.name != before.name, device.settings.name == nil {
      try transaction.append(.deviceNameChanged, about: device)
    }
  }
}

extension ObservedLock {
  fileprivate func differs(from other: ObservedLock) -> Bool {
    isOnline != other.isOnline || isPrivacyMode != other.isPrivacyMode || name != other.name
  }
}

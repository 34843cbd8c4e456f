package import API

extension DeviceRecord {
  /// The door as the desk sees it.
  ///
  /// - Parameter lastEntry: the last time that it was opened. Nil if there is no entry.
  package func desk(lastEntry: DeskEntry?) -> DeskDoor {
    let lock = entrance.lock
    var door = DeskDoor(
      acsEntranceID: entrance.id, acsSystemID: entrance.acsSystemID, displayName: displayName)
    door.batteryLevel = lock.batteryLevel
    door.isBatteryLow = lock.isBatteryLow
    door.isOnline = isOnline
    door.isOpenNow = lock.isOfficeMode
    door.isPrivacyMode = lock.isPrivacyMode
    door.isLeftOpen = lock.isLeftOpenAlarm
    door.isIntrusionAlarm = lock.isIntrusionAlarm
    door.takesPins = entrance.takes(.code)
    door.takesMobileKeys = entrance.takes(.mobileKey)
    door.lastEntry = lastEntry
    return door
  }
}

package import API
package import Wire

/// The settings of a lock here, apart from its observed state.
package struct DeviceSettings: Hashable, Sendable {
  package var name: String?
  package var notes = Metadata()
  /// Since when a sandbox's lock is simulated to be offline.
  package var offlineAt: Instant?
  /// Since when its removal is simulated.
  package var removedAt: Instant?
  /// Since when the device is unmanaged: seen, but not controlled. Nil for a managed one.
  package var unmanagedAt: Instant?
  package init() {}

  /// Whether the lock is simulated to be offline or removed.
  package var isAway: Bool { offlineAt != nil || removedAt != nil }
}

/// A lock as a device: an entrance, its site and its settings.
package struct DeviceRecord: Hashable, Sendable {
  package var entrance: AcsEntranceRecord
  package var system: AcsSystemRecord
  package var settings: DeviceSettings
  package var isSandbox: Bool
  /// Since when its IQ has been offline. It need not be known of an online lock.
  package var hubAwayAt: Instant?
  package var spaceIDs: [ID<Space>]

  package init(
    entrance: AcsEntranceRecord, system: AcsSystemRecord, settings: DeviceSettings, isSandbox: Bool,
    hubAwayAt: Instant?, spaceIDs: [ID<Space>]
  ) {
    self.entrance = entrance
    self.system = system
    self.settings = settings
    self.isSandbox = isSandbox
    self.hubAwayAt = hubAwayAt
    self.spaceIDs = spaceIDs
  }

  package var id: ID<Device> { ID(entrance.id.text) }
  package var displayName: String { settings.name ?? entrance.lock.name }
  package var isManaged: Bool { settings.unmanagedAt == nil }
  /// Whether the lock is offline because its IQ is.
  package var isHubAway: Bool {
    hubAwayAt != nil && !entrance.lock.isOnline && !settings.isAway
  }
  package var isOnline: Bool { entrance.lock.isOnline && !settings.isAway }

  /// The API resource.
  package func resource(_ brand: Brand) -> Device {
    var device = Device(
      deviceID: id, workspaceID: system.workspaceID, connectedAccountID: entrance.connectedAccountID,
      displayName: displayName, createdAt: entrance.createdAt, properties: properties(brand))
    device.nickname = settings.name
    device.deviceManufacturer?.imageURL = lockPicture
    device.deviceProvider?.imageURL = lockPicture
    let takesCodes = entrance.siteAcceptsPins && entrance.hasKeypad
    if takesCodes { device.capabilities.append(.known(.accessCode)) }
    device.canRemotelyUnlock = true
    device.canRemotelyLock = true
    device.canUnlockWithCode = takesCodes
    device.canProgramOnlineAccessCodes = takesCodes
    device.canSimulateConnection = isSandbox && settings.offlineAt != nil
    device.canSimulateDisconnection = isSandbox && settings.offlineAt == nil
    device.canSimulateRemoval = isSandbox && settings.removedAt == nil
    device.customMetadata = settings.notes
    device.location = Device.Location(locationName: system.name, timeZone: system.timeZone)
    device.spaceIDs = spaceIDs
    device.errors = errors
    device.warnings = warnings
    return device
  }

  private func properties(_ brand: Brand) -> DeviceProperties {
    let lock = entrance.lock
    var model = DeviceProperties.Model(displayName: lock.lockType ?? brand.kinds.lock.name)
    model.hasBuiltInKeypad = entrance.hasKeypad
    model.onlineAccessCodesSupported = entrance.hasKeypad
    var properties = DeviceProperties(online: isOnline, name: displayName, model: model)
    properties.imageURL = lockPicture
    properties.imageAltText = brand.kinds.lock.name
    properties.locked = lock.lockedState.map { $0 == "locked" }
    properties.hasNativeEntryEvents = true
    properties.onlineAccessCodesEnabled = entrance.siteAcceptsPins && entrance.hasKeypad
    if properties.onlineAccessCodesEnabled == true {
      properties.supportedCodeLengths = [6]
      properties.codeConstraints = system.letsPinsBeChosen ? [] : [CodeConstraint(.cannotSpecifyPinCode)]
    }
    var metadata = DeviceProperties.SaltoKSMetadata()
    metadata.lockID = lock.id.text
    metadata.customerReference = lock.name
    metadata.lockType = lock.lockType
    metadata.model = lock.lockType
    metadata.lockedState = lock.lockedState
    metadata.batteryLevel = lock.batteryLevel
    metadata.siteID = system.site?.text
    metadata.siteName = system.name
    metadata.hasCustomPinSubscription = system.letsPinsBeChosen
    properties.saltoKSMetadata = metadata
    return properties
  }

  var errors: [Device.DeviceError] {
    var errors: [Device.DeviceError] = []
    if let fault = system.fault, fault.kind == .disconnected {
      errors.append(.init(.accountDisconnected, since: fault.at, "The account is disconnected. Connect it again."))
    }
    if let fault = system.siteFault, fault.kind == .notAdministrator {
      errors.append(
        .init(.insufficientPermissions, since: fault.at, "The integration's user is no longer a site admin."))
    }
    if let at = system.seatsExceededAt {
      errors.append(
        .init(.saltoKSSubscriptionLimitExceeded, since: at, "All seats of the site are taken, and a user needs one."))
    }
    if let at = settings.removedAt {
      errors.append(.init(.deviceRemoved, since: at, "The lock was removed."))
    } else if isHubAway, let hubAwayAt {
      errors.append(
        .init(.hubDisconnected, since: hubAwayAt, "The lock's IQ is offline. Check its power and network."))
    } else if !isOnline {
      errors.append(
        .init(
          .deviceDisconnected, since: settings.offlineAt ?? entrance.createdAt,
          "The lock is offline. Check its batteries and its distance to the IQ."))
    }
    return errors
  }

  private var warnings: [Notice<Device.WarningCode>] {
    var warnings: [Notice<Device.WarningCode>] = []
    if let at = entrance.privacyModeAt {
      let message = "The lock is in privacy mode: only users who can override it can enter."
      warnings += [Notice(.privacyMode, since: at, message), Notice(.saltoKSPrivacyMode, since: at, message)]
    }
    if let at = entrance.keypadLostAt {
      warnings.append(
        Notice(
          .saltoKSLockAccessCodeSupportRemoved, since: at,
          "The lock no longer reports a keypad. If it has one, run the maintenance card at the lock."))
    }
    if let at = system.seatsAlmostAt {
      warnings.append(
        Notice(.saltoKSSubscriptionLimitAlmostReached, since: at, "More than 80 % of the site's seats are taken."))
    }
    if entrance.lock.isOfficeMode {
      warnings.append(
        Notice(.saltoKSOfficeMode, since: entrance.createdAt, "The lock is in office mode: it opens for everybody."))
    }
    return warnings
  }
}

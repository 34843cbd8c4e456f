package import API
package import Wire

/// A stored entrance: the observed state of its lock.
package struct AcsEntranceRecord: Hashable, Sendable {
  package var id: ID<AcsEntrance>
  package var acsSystemID: ID<AcsSystem>
  package var connectedAccountID: ID<ConnectedAccount>
  package var sequence: Int
  package var createdAt: Instant
  package var lock: ObservedLock
  /// Since when the lock is in privacy mode.
  package var privacyModeAt: Instant?
  /// Since when the lock has lacked the keypad that it had.
  package var keypadLostAt: Instant?
  package var siteAcceptsPins: Bool
  package var siteAcceptsMobileKeys: Bool

  package init(
    id: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>, sequence: Int,
    createdAt: Instant, lock: ObservedLock, privacyModeAt: Instant?, siteAcceptsPins: Bool, siteAcceptsMobileKeys: Bool
  ) {
    self.id = id
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.sequence = sequence
    self.createdAt = createdAt
    self.lock = lock
    self.privacyModeAt = privacyModeAt
    self.siteAcceptsPins = siteAcceptsPins
    self.siteAcceptsMobileKeys = siteAcceptsMobileKeys
  }

  package var hasKeypad: Bool { lock.hasKeypad }

  /// Whether the entrance accepts credentials of an access method.
  package func takes(_ method: AcsCredential.AccessMethod) -> Bool {
    switch method {
    case .code: siteAcceptsPins && hasKeypad
    case .mobileKey: siteAcceptsMobileKeys
    // A remote unlock does not depend on the lock.
    case .card, .cloudKey: true
    }
  }

  /// The lock as a reader of cards.
  package func encoder(in workspace: ID<Workspace>) -> AcsEncoder {
    AcsEncoder(
      acsEncoderID: ID(id.text), acsSystemID: acsSystemID, connectedAccountID: connectedAccountID,
      workspaceID: workspace, createdAt: createdAt, displayName: lock.name)
  }

  /// The API resource.
  package var resource: AcsEntrance {
    var resource = AcsEntrance(
      acsEntranceID: id, acsSystemID: acsSystemID, connectedAccountID: connectedAccountID, createdAt: createdAt,
      displayName: lock.name)
    resource.canUnlockWithCard = takes(.card)
    resource.canUnlockWithCloudKey = false
    resource.canUnlockWithCode = takes(.code)
    resource.canUnlockWithMobileKey = takes(.mobileKey)
    resource.isLocked = lock.lockedState.map { $0 == "locked" }
    var metadata = AcsEntrance.SaltoKSMetadata()
    metadata.doorName = lock.name
    metadata.batteryLevel = lock.batteryLevel
    metadata.lockType = lock.lockType
    metadata.lockedState = lock.lockedState
    metadata.online = lock.isOnline
    metadata.privacyMode = lock.isPrivacyMode
    metadata.leftOpenAlarm = lock.isLeftOpenAlarm
    metadata.intrusionAlarm = lock.isIntrusionAlarm
    resource.saltoKSMetadata = metadata
    if let privacyModeAt {
      let message = "The lock is in privacy mode: only users who can override it can enter."
      resource.warnings.append(Notice(.privacyMode, since: privacyModeAt, message))
      resource.warnings.append(Notice(.saltoKSPrivacyMode, since: privacyModeAt, message))
    }
    return resource
  }
}

package import API
package import Wire

/// A stored access code: a lock of a grant that exists only for codes.
package struct AccessCodeRecord: Hashable, Sendable {
  package let id: ID<AccessCode>
  package let workspaceID: ID<Workspace>
  package let sequence: Int
  package let createdAt: Instant
  /// The grant that makes the PIN. Codes with the same grant share the digits.
  package let accessGrantID: ID<AccessGrant>
  package let acsEntranceID: ID<AcsEntrance>
  package var name: String?
  package var commonCodeKey: String?
  package var isExternalModificationAllowed = false
  /// Whether it is being taken from its lock.
  package var isDeleted = false
  /// Whether its site has had it.
  package var wasScheduled = false
  /// Whether its lock has had it since its start.
  package var wasSet = false
  /// When it reaches its lock at the latest, if the IQ is online then. Nil while its site lacks a part of it.
  package var reachesLockAt: Instant?
  /// What a person changed at the site. Nil if nothing, or once it is put right.
  package var externalChange: AccessCodeExternalChange?
  /// What a person changed, as it was before and afterwards. Nil for a removal.
  package var modifiedFields: [AccessCodeModifiedField]?
  /// When a person last changed it at the site.
  package var externallyChangedAt: Instant?

  package init(
    id: ID<AccessCode>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant,
    accessGrantID: ID<AccessGrant>, acsEntranceID: ID<AcsEntrance>, name: String?, commonCodeKey: String? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.accessGrantID = accessGrantID
    self.acsEntranceID = acsEntranceID
    self.name = name
    self.commonCodeKey = commonCodeKey
  }

  /// Whether its site has had it.
  package var wasHeld: Bool { wasScheduled || wasSet }

  package var deviceID: ID<Device> { ID(acsEntranceID.text) }

  /// Forgets that the lock has it, since the lock must get other digits or a later start.
  package mutating func leaveLock() {
    wasSet = false
    reachesLockAt = nil
  }
}

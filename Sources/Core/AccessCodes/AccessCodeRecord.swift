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
  /// Whether its site has had it before its start.
  package var wasScheduled = false
  /// Whether it was on its lock before.
  package var wasSet = false
  /// What a person changed at the site. Nil if nothing, or once it is put right.
  package var externalChange: AccessCodeExternalChange?
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
}
